"""Given: what was on record before the scenario, in a ledger that is there already."""

from pytest_bdd import given

from ledger.specs.phrases import Phrase
from ledger.specs.scene import Scene


@given(Phrase('the ledger {"ledger"} as recorded by {moment}'))
def the_ledger_as_recorded_by(claim_ledger_scene: Scene, ledger: str, moment: str) -> None:
    """A ledger that is there already, as it was on a day (its end), at an instant or at a position.

    Of a ledger's file the scenario gets a copy, to go on from there; at a live server the ledger is only asked. Sources
    are named by their name, propositions by their text, deals by their title; each also by its id.

    Example:
        Given the ledger "earlier history" as recorded by 2031-10-16
    """
    claim_ledger_scene.go_back(ledger, moment)


@given(Phrase('the deal {"deal"} on record'))
def the_deal_on_record(claim_ledger_scene: Scene, deal: str) -> None:
    """Which deal of a ledger that is there already the scenario is about; where it has but one, that need not be said.

    Example:
        Given the deal "engines for grain" on record
    """
    claim_ledger_scene.speak_of(deal)
