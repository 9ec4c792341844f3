"""Then: what became of the When, and of the ledger as a whole."""

from pytest_bdd import then

from ledger.specs.faults import Miswritten, Unmet, unmet
from ledger.specs.meaning.auditing import audit
from ledger.specs.meaning.reordering import elsewhere, orders
from ledger.specs.phrases import Phrase
from ledger.specs.refused import in_words, says
from ledger.specs.scene import Scene

LETTERS = 5
"""A reason of fewer letters stands in too many refusals."""


@then(Phrase('it is refused because {"reason"}'))
def it_is_refused(claim_ledger_scene: Scene, reason: str) -> None:
    """The ledger refuses the When, and says so in words that hold these: whole ones, of five letters or more.

    Example:
        Then it is refused because "its origins are not independent"
    """
    if sum(map(str.isalpha, reason)) < LETTERS:
        raise Miswritten(f'"{reason}" is in too many refusals to be a reason: quote more of what the ledger says')
    refusal = claim_ledger_scene.refusal()
    if refusal is None:
        events = _events(claim_ledger_scene.head() - claim_ledger_scene.before)
        raise unmet("the When", f'refused because "{reason}"', f"accepted: {events} recorded")
    if not says(refusal, reason, names := claim_ledger_scene.names):
        raise unmet(
            "the When is refused", f'because "{reason}"', f"because {refusal.title}: {in_words(refusal, names)}"
        )


@then(Phrase("nothing is recorded"))
def nothing_is_recorded(claim_ledger_scene: Scene) -> None:
    """The When left no event behind.

    Example:
        Then nothing is recorded
    """
    claim_ledger_scene.settle()
    before = claim_ledger_scene.before
    entries = claim_ledger_scene.ledger.events(after=before).items
    if entries:
        events = ", ".join(entry.type.partition("/")[0].replace("-", " ") for entry in entries)
        recorded = _events(claim_ledger_scene.head() - before)
        raise unmet("what the When recorded", "nothing", f"{recorded}: {events}")


@then(Phrase("the same claims in any other order give the same beliefs"))
def any_other_order(claim_ledger_scene: Scene) -> None:
    """Ledgers that learnt of the same claims in other orders believe the same, to the last digit.

    Example:
        Then the same claims in any other order give the same beliefs
    """
    claim_ledger_scene.settle()
    here = elsewhere(claim_ledger_scene, None)
    others = orders(claim_ledger_scene)
    if not others:
        raise Miswritten("there are fewer than two claims on record, so there is no other order")
    for order in others:
        there = elsewhere(claim_ledger_scene, order)
        for one, other in zip(here, there, strict=True):
            if one != other:
                raise Unmet(f"in another order of recording the belief differs:\n  {one}\n  {other}")


@then(Phrase("the ledger verifies"))
def the_ledger_verifies(claim_ledger_scene: Scene) -> None:
    """Its log is whole, is what was signed for and goes on from what it was before the When; and replayed from event 1
    it makes every belief that the ledger answers with.

    Example:
        Then the ledger verifies
    """
    claim_ledger_scene.settle()
    audit(claim_ledger_scene.ledger, claim_ledger_scene.marked)


def _events(count: int) -> str:
    return f"{count} event{'' if count == 1 else 's'}"
