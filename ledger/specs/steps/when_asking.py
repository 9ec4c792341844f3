"""When: what analysts ask, and what goes by meanwhile. Nothing is recorded."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

from pytest_bdd import when

from ledger.specs.faults import NotYet
from ledger.specs.meaning.asking import ASKED, question
from ledger.specs.meaning.happening import happens
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Question, Scene
from ledger.specs.tables import Datatable


@when(Phrase("the analyst asks what was believed:"))
def analyst_asks(claim_ledger_scene: Scene, datatable: Annotated[Datatable, ASKED]) -> None:
    """Belief is asked about: as recorded by one day, of what had been said by another; without every claim in which
    some sources stand at any hop; under another policy that the ledger knows.

    Example:
        When the analyst asks what was believed:
          | recorded by | said by    | without           |
          | 2031-10-31  | 2031-10-15 | "Wire", "State U" |
    """
    questions = [question(claim_ledger_scene, row) for row in ASKED.rows(datatable)]
    claim_ledger_scene.act(lambda: _ask(claim_ledger_scene, questions))
    claim_ledger_scene.asked = questions


def _ask(scene: Scene, questions: Sequence[Question]) -> None:
    """Ask: that nothing was on record by then is an answer, and what it is to be is for a Then to say."""
    for asked in questions:
        with suppress(NotYet):
            scene.ask(asked)


@happens("{day} passes")
def day_passes(claim_ledger_scene: Scene, day: str) -> None:
    """Time goes by, and nothing is recorded.

    Example:
        When 2031-12-31 passes
    """
    claim_ledger_scene.mark()
    claim_ledger_scene.clock.pass_by(day)
