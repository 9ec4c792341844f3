"""Then: what would be believed if something were otherwise."""

from collections.abc import Iterator
from typing import Annotated

from pytest_bdd import then

from ledger.belief.difference import DealShift
from ledger.belief.view import PropositionBelief, StageBelief
from ledger.specs.cells import PROPOSITION, likelihood, sources
from ledger.specs.faults import Miswritten, did_you_mean
from ledger.specs.meaning.comparing import expected, listed, same
from ledger.specs.meaning.linchpins import linchpins
from ledger.specs.meaning.telling import ranged, shown, summed, terms
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Question, Scene
from ledger.specs.slots import LIKELIHOODS, NO_BASIS, NO_STAGE, OTHER_WORDS
from ledger.specs.tables import Cell, Columns, Datatable, Row, plain, quoted, word
from ledger.terms import LADDER

THE_LADDER = "the ladder"


def _what(text: str) -> str:
    return quoted(text) if text.startswith('"') else word((*LADDER, THE_LADDER))(text)


def _check(row: Row) -> None:
    """Raises Miswritten where a row tells of a stage where a likelihood belongs, or the other way round."""
    for cell in (row["from"], row["to"]):
        if row["what"] == THE_LADDER:
            word((*LADDER, NO_STAGE))(cell)
        elif row["what"] in LADDER or did_you_mean(cell, (*LIKELIHOODS, *OTHER_WORDS, NO_BASIS)):
            likelihood(cell)


def _canonical(text: str) -> str:
    """A word of likelihood as the ledger has it, or whatever else is believed, as written."""
    return OTHER_WORDS.get(text, plain(text))


def _written(what: str) -> str:
    return what if what in (*LADDER, THE_LADDER) else quoted.written(what)


SHIFT = Columns(
    {
        "what": Cell(
            f"a proposition in quotation marks, one of {', '.join(LADDER)}, or {THE_LADDER}", _what, written=_written
        ),
        "from": Cell("what is believed now: a word of likelihood, a stage or a value", _canonical),
        "to": Cell("what would be believed then", _canonical),
    },
    ("what", "from", "to"),
    check=_check,
)
LINCHPIN = Columns({"source": sources}, ("source",))


@then(Phrase("this would change:"))
def this_would_change(claim_ledger_scene: Scene, datatable: Annotated[Datatable, SHIFT]) -> None:
    """All that a preview found: each proposition and each stage of which anything would be believed that is not now,
    also where the word for it stays; and where the ladder stands, if that moves. In any order. Nothing is recorded.

    Example:
        Then this would change:
          | what                    | from     | to       |
          | "containers were moved" | likely   | no basis |
          | shipment                | likely   | no basis |
          | the ladder              | shipment | no stage |
    """
    table = expected(claim_ledger_scene, SHIFT, datatable, {"what": PROPOSITION})
    claim_ledger_scene.settle()
    if (foreseen := claim_ledger_scene.foreseen) is None:
        raise Miswritten("nothing was previewed: begin the When with `the analyst previews that`")
    here = [shift for shift in foreseen if shift.deal == claim_ledger_scene.deal()]
    found = [row for shift in here for row in _rows(claim_ledger_scene, shift)]
    because = [line for shift in here for line in _because(claim_ledger_scene, shift)]
    same("what would change", table, [found], tuple(SHIFT.cells), SHIFT, because)


@then(Phrase('the linchpin of {"proposition"} is:'))
def the_linchpin_is(claim_ledger_scene: Scene, proposition: str, datatable: Annotated[Datatable, LINCHPIN]) -> None:
    """The fewest sources, at any hop, without which another word of likelihood would be believed: a row for each such
    set, any one of which does, and in it all that have to be left out together.

    Example:
        Then the linchpin of "containers were moved" is:
          | source              |
          | "State U"           |
    """
    table = expected(claim_ledger_scene, LINCHPIN, datatable)
    claim_ledger_scene.settle()
    found = [_names(claim_ledger_scene, few) for few in linchpins(claim_ledger_scene, proposition)]
    same(f'the linchpin of "{proposition}"', table, [[{"source": name} for name in found]], ("source",), LINCHPIN)


def _names(scene: Scene, sources: frozenset[str]) -> str:
    return listed(scene.name_of("source", source) for source in sources)


def _rows(scene: Scene, shift: DealShift) -> list[Row]:
    found: list[Row] = [
        {
            "what": scene.name_of("proposition", moved.proposition),
            "from": summed(moved.from_),
            "to": summed(moved.to),
        }
        for moved in shift.propositions
    ]
    found += [{"what": stage.stage, "from": _height(stage.from_), "to": _height(stage.to)} for stage in shift.stages]
    if (furthest := shift.furthest) is not None:
        ends = {"from": furthest.from_ or NO_STAGE, "to": furthest.to or NO_STAGE}
        found.append({"what": THE_LADDER, **ends})
    return found


def _because(scene: Scene, shift: DealShift) -> Iterator[str]:
    """For each proposition that moves, by how much, and what makes the belief in it now."""
    for moved in shift.propositions:
        if isinstance(moved.to, PropositionBelief) and isinstance(moved.from_, PropositionBelief):
            text = scene.name_of("proposition", moved.proposition)
            yield f'"{text}": {ranged(moved.from_)} now, {ranged(moved.to)} then; now it is'
            yield from (f"  {line}" for line in terms(scene, scene.explanation(text, Question())))


def _height(stage: StageBelief | None) -> str:
    return NO_BASIS if stage is None else shown(stage.probability, stage.likelihood)
