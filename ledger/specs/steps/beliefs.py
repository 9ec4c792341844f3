"""Then: what is believed."""

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Annotated

from pytest_bdd import then

from ledger.belief.view import Confidence, PropositionBelief, ValuedBelief
from ledger.specs.cells import a_proposition, probability
from ledger.specs.cells import likelihood as likelihood_cell
from ledger.specs.faults import Miswritten, NotYet, Unmet, unmet
from ledger.specs.meaning.asking import ASKED, in_words, question
from ledger.specs.meaning.climbing import rungs
from ledger.specs.meaning.moving import moved, stands_as
from ledger.specs.meaning.telling import estimated, likelihood, ranged, terms
from ledger.specs.phrases import Phrase
from ledger.specs.scene import PARTS, Question, Scene, pick
from ledger.specs.slots import AS_IT_WAS, BOUNDS, HAS_NO_BASIS, LIKELIHOODS, NO_BASIS, NO_STAGE
from ledger.specs.tables import Columns, Datatable, Row, drawn, header_of, number, word
from ledger.terms import LADDER, Stage

YES_NO: dict[str, Callable[[PropositionBelief], str]] = {
    "likelihood": likelihood,
    "without interested": lambda belief: estimated(belief.without_interested),
    "probability": lambda belief: belief.probability or NO_BASIS,
    "confidence": lambda belief: belief.confidence,
    "for": lambda belief: str(belief.for_),
    "against": lambda belief: str(belief.against),
}
ANY: dict[str, Callable[[PropositionBelief | ValuedBelief], str]] = {
    "origins": lambda belief: str(belief.origins),
    "interested": lambda belief: str(belief.interested_origins),
    "reports": lambda belief: str(belief.reports),
}
BELIEF = Columns(
    {
        **ASKED.cells,
        "proposition": a_proposition,
        "likelihood": likelihood_cell,
        "without interested": likelihood_cell,
        "probability": probability,
        "confidence": word(Confidence),
        "origins": number,
        "interested": number,
        "reports": number,
        "for": number,
        "against": number,
    },
    ("proposition",),
    checks=(*YES_NO, *ANY),
)


@then(Phrase("the beliefs are:"))
def the_beliefs_are(claim_ledger_scene: Scene, datatable: Annotated[Datatable, BELIEF]) -> None:
    """What is believed: by which day on which clock, without whom, under which policy. Every row is checked, and every
    column but one is optional; `without interested` is what would be believed without those who gain or lose.

    Example:
        Then the beliefs are:
          | recorded by | said by    | proposition    | likelihood | confidence | origins | reports |
          | 2031-11-30  | 2031-10-31 | "ships sailed" | likely     | low        | 1       | 8       |
    """
    table = BELIEF.rows(datatable)
    asked = [_question(claim_ledger_scene, row, header_of(datatable)) for row in table]
    if unanswered := [question for question in claim_ledger_scene.asked if question not in (Question(), *asked)]:
        raise Miswritten(f"the When asks about {in_words(claim_ledger_scene, unanswered[0])}, and no row answers")
    compared = [_compare(claim_ledger_scene, row, question) for row, question in zip(table, asked, strict=True)]
    if wrong := [found for found in compared if found is not None]:
        header = header_of(datatable)
        as_found = drawn(header, [[row.get(name, "") for name in header] for row, _ in wrong], BELIEF)
        raise Unmet("\n".join([*(line for _, lines in wrong for line in lines), "as it was found:", *as_found]))


@then(Phrase('{"proposition"} {belief}'))
def proposition_is(claim_ledger_scene: Scene, proposition: str, belief: str) -> None:
    """How likely it is, in the words of ICD 203 or how it was settled; that it is at least or at most as likely as
    that; or that it has no basis: nothing on record supports or denies it with any weight, which is not even odds.

    What has no basis is neither at least nor at most anything.

    Example:
        Then "containers were moved" is at least likely
    """
    found = claim_ledger_scene.belief(proposition)
    if not _holds(likelihood(found), belief):
        reasons = terms(claim_ledger_scene, claim_ledger_scene.explanation(proposition))
        raise unmet(f'"{proposition}"', belief.removeprefix("is ").removeprefix("has "), ranged(found), reasons)


@then(Phrase('the belief in {"proposition"} {movement}'))
def belief_moves(claim_ledger_scene: Scene, proposition: str, movement: str) -> None:
    """What the When did to it, or that it is back where the ledger had it by the end of some day: to the last digit,
    not to the word alone. What had no basis, or comes to have none, neither rises nor falls: say what it is.

    Example:
        Then the belief in "containers were moved" is unchanged
    """
    if movement.startswith(AS_IT_WAS):
        stands_as(claim_ledger_scene, proposition, movement.removeprefix(AS_IT_WAS).strip())
    else:
        moved(claim_ledger_scene, proposition, movement)


@then(Phrase("the ladder stands {limit} {stage}"))
def ladder_stands(claim_ledger_scene: Scene, limit: str, stage: str) -> None:
    """The furthest stage of the deal at which some deed is likely.

    Example:
        Then the ladder stands at negotiation
    """
    beliefs = claim_ledger_scene.ask(claim_ledger_scene.question())
    found = beliefs.ladder.furthest or NO_STAGE
    if found == stage or (limit == "at most at" and _rung(found) < _rung(stage)):
        return
    raise unmet("the ladder stands", f"{limit} {stage}", f"at {found}", rungs(claim_ledger_scene, beliefs))


def _rung(stage: str) -> int:
    return LADDER.index(Stage(stage)) if stage != NO_STAGE else -1


def _holds(found: str, expected: str) -> bool:
    if expected == HAS_NO_BASIS or found == NO_BASIS:
        return (expected == HAS_NO_BASIS) == (found == NO_BASIS)
    word, at_least, at_most = expected.removeprefix("is "), *BOUNDS
    rung = LIKELIHOODS.index(found)
    if word.startswith(at_least):
        return rung >= LIKELIHOODS.index(word.removeprefix(f"{at_least} "))
    if word.startswith(at_most):
        return rung <= LIKELIHOODS.index(word.removeprefix(f"{at_most} "))
    return found == word


def _question(scene: Scene, row: Row, header: Collection[str]) -> Question:
    """What a row asks: as its columns say, now and of everybody where they are empty; else as the When did."""
    if not any(column in header for column in ASKED.cells):
        return scene.question()
    alike = {part: asked.pop() for part in PARTS if len(asked := {getattr(each, part) for each in scene.asked}) == 1}
    said = {part: getattr(question(scene, row), part) for part in PARTS if part.replace("_", " ") in header}
    return Question(**alike | said)


def _compare(scene: Scene, row: Row, question: Question) -> tuple[Row, list[str]] | None:
    """Of a row that is not as expected, the row as it was found, and each column's expected beside its found."""
    text = row["proposition"]
    expected = {name: cell for name, cell in row.items() if name in YES_NO or name in ANY}
    if not expected:
        raise Miswritten(f'the row of "{text}" expects nothing of it')
    try:
        belief = pick(scene.ask(question), scene.named("proposition", text), text)
    except NotYet:
        if set(expected.values()) == {NO_BASIS}:
            return None
        raise
    found = {name: _found(belief, name, text) for name in expected}
    if all(_agrees(name, expected[name], found[name]) for name in expected):
        return None
    lines = [f'"{text}" ({in_words(scene, question)})', f"  {'':<20}{'expected':<22}found"]
    for name in expected:
        mark = "" if _agrees(name, expected[name], found[name]) else "  <-"
        lines.append(f"  {name:<20}{expected[name]:<22}{found[name]}{mark}")
    if isinstance(belief, PropositionBelief):
        lines += [f"  {line}" for line in terms(scene, scene.explanation(text, question))]
    return row | found, lines


def _found(belief: PropositionBelief | ValuedBelief, column: str, text: str) -> str:
    if column in ANY:
        return ANY[column](belief)
    if isinstance(belief, ValuedBelief):
        raise Miswritten(f'"{text}" asks for a value and has no {column}: see `the answers for "{text}" are:`')
    return YES_NO[column](belief)


def _agrees(column: str, expected: str, found: str) -> bool:
    """Equal; of a probability, to as many places as are written."""
    if column != "probability" or NO_BASIS in (expected, found):
        return expected == found
    places = Decimal(expected)
    return Decimal(found).quantize(places) == places
