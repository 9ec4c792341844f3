"""Then: what is believed."""

from collections.abc import Callable
from decimal import Decimal

from pytest_bdd import then

from ledger.belief.view import Confidence, PropositionBelief, ValuedBelief
from ledger.specs.faults import Miswritten, Unmet, unmet
from ledger.specs.moving import moved, stands_as
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Question, Scene, pick
from ledger.specs.slots import LIKELIHOODS, NO_BASIS, NO_STAGE
from ledger.specs.tables import Cell, Datatable, Row, day, number, plain, quoted, rows, word
from ledger.specs.telling import estimated, likelihood, ranged, terms
from ledger.terms import LADDER, Stage

BELIEF: dict[str, Cell] = {
    "recorded by": day,
    "said by": day,
    "proposition": quoted,
    "likelihood": word((*LIKELIHOODS, NO_BASIS)),
    "without interested": word((*LIKELIHOODS, NO_BASIS)),
    "probability": plain,
    "confidence": word(Confidence),
    "origins": number,
    "interested": number,
    "reports": number,
    "for": number,
    "against": number,
}
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


@then(Phrase("the beliefs are:"))
def the_beliefs_are(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """What is believed, by which day on which clock; every row is checked, every column but one optional.

    Example:
        Then the beliefs are:
          | recorded by | said by    | proposition    | likelihood | confidence | origins | reports |
          | 2031-11-30  | 2031-10-31 | "ships sailed" | likely     | low        | 1       | 8       |
    """
    table = rows(datatable, BELIEF, ("proposition",))
    asked = [_question(claim_ledger_scene, row) for row in table]
    unanswered = [question for question in claim_ledger_scene.asked if question.clocked and question not in asked]
    if unanswered:
        raise Miswritten(f"the When asks about {_when(unanswered[0])}, and no row answers")
    wrong = [
        line for row, question in zip(table, asked, strict=True) for line in _compare(claim_ledger_scene, row, question)
    ]
    if wrong:
        raise Unmet("\n".join(wrong))


@then(Phrase('{"proposition"} is {likelihood}'))
def proposition_is(claim_ledger_scene: Scene, proposition: str, likelihood: str) -> None:
    """How likely it is, in the words of ICD 203, or how it was settled.

    Example:
        Then "containers were moved" is likely
    """
    _hold(claim_ledger_scene, proposition, likelihood, lambda found, expected: found == expected)


@then(Phrase('{"proposition"} is at least {likelihood}'))
def proposition_is_at_least(claim_ledger_scene: Scene, proposition: str, likelihood: str) -> None:
    """It is as likely as that, or likelier. What has no basis is neither.

    Example:
        Then "containers were moved" is at least likely
    """
    _hold(claim_ledger_scene, proposition, likelihood, lambda found, expected: found >= expected, "at least ")


@then(Phrase('{"proposition"} is at most {likelihood}'))
def proposition_is_at_most(claim_ledger_scene: Scene, proposition: str, likelihood: str) -> None:
    """It is as likely as that, or less. What has no basis is neither.

    Example:
        Then "containers arrived" is at most unlikely
    """
    _hold(claim_ledger_scene, proposition, likelihood, lambda found, expected: found <= expected, "at most ")


@then(Phrase('{"proposition"} has no basis'))
def proposition_has_no_basis(claim_ledger_scene: Scene, proposition: str) -> None:
    """Nothing on record supports or denies it with any weight. That is not even odds.

    Example:
        Then "the cargo was munitions" has no basis
    """
    belief = claim_ledger_scene.belief(proposition)
    if likelihood(belief) != NO_BASIS:
        reasons = terms(claim_ledger_scene, claim_ledger_scene.explanation(proposition))
        raise unmet(f'"{proposition}"', NO_BASIS, ranged(belief), reasons)


@then(Phrase('the belief in {"proposition"} {movement}'))
def belief_moves(claim_ledger_scene: Scene, proposition: str, movement: str) -> None:
    """What the When did to it: to the last digit, not to the word alone.

    Example:
        Then the belief in "containers were moved" is unchanged
    """
    moved(claim_ledger_scene, proposition, movement)


@then(Phrase('the belief in {"proposition"} is as it was recorded by {day}'))
def belief_is_as_recorded_by(claim_ledger_scene: Scene, proposition: str, day: str) -> None:
    """It is back, to the last digit, where the ledger had it by that day's end.

    Example:
        Then the belief in "containers were moved" is as it was recorded by 2031-10-13
    """
    stands_as(claim_ledger_scene, proposition, day)


@then(Phrase("the ladder stands {limit} {stage}"))
def ladder_stands(claim_ledger_scene: Scene, limit: str, stage: str) -> None:
    """The furthest stage of the deal at which some deed is likely.

    Example:
        Then the ladder stands at negotiation
    """
    ladder = claim_ledger_scene.ask(claim_ledger_scene.question()).ladder
    found = ladder.furthest or NO_STAGE
    if found == stage or (limit == "at most at" and _rung(found) < _rung(stage)):
        return
    stages = [f"{s.stage}: {s.likelihood or NO_BASIS}" for s in ladder.stages]
    raise unmet("the ladder stands", f"{limit} {stage}", f"at {found}", stages)


def _rung(stage: str) -> int:
    return LADDER.index(Stage(stage)) if stage != NO_STAGE else -1


def _hold(scene: Scene, text: str, expected: str, holds: Callable[[int, int], bool], prefix: str = "") -> None:
    belief = scene.belief(text)
    found = likelihood(belief)
    if found == NO_BASIS or not holds(LIKELIHOODS.index(found), LIKELIHOODS.index(expected)):
        raise unmet(f'"{text}"', prefix + expected, ranged(belief), terms(scene, scene.explanation(text)))


def _question(scene: Scene, row: Row) -> Question:
    base = scene.asked[0]
    if "recorded by" not in row and "said by" not in row:
        return scene.question()
    return Question(row.get("recorded by"), row.get("said by"), base.without)


def _when(question: Question) -> str:
    clocks = {"recorded": question.recorded_by, "said": question.said_by}
    return ", ".join(f"{clock} by {by}" for clock, by in clocks.items() if by is not None) or "now"


def _compare(scene: Scene, row: Row, question: Question) -> list[str]:
    """A block of lines for a row that is not as expected: each column's expected beside its found."""
    text = row["proposition"]
    belief = pick(scene.ask(question), scene.named("proposition", text), text)
    expected = {name: cell for name, cell in row.items() if name in YES_NO or name in ANY}
    if not expected:
        raise Miswritten(f'the row of "{text}" expects nothing of it')
    found = {name: _found(belief, name, text) for name in expected}
    if all(_agrees(name, expected[name], found[name]) for name in expected):
        return []
    lines = [f'"{text}" ({_when(question)})', f"  {'':<20}{'expected':<22}found"]
    for name in expected:
        mark = "" if _agrees(name, expected[name], found[name]) else "  <-"
        lines.append(f"  {name:<20}{expected[name]:<22}{found[name]}{mark}")
    if isinstance(belief, PropositionBelief):
        lines += [f"  {line}" for line in terms(scene, scene.explanation(text, question))]
    return lines


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
