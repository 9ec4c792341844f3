"""Then: answers to propositions that ask for a value, explanations, and what changed."""

from collections.abc import Sequence
from typing import Annotated, Any

from pytest_bdd import then

from ledger.belief.view import Change, Move, ValuedBelief, VoiceTerm
from ledger.consistency import consistent
from ledger.events import Valued
from ledger.specs.cells import a_proposition, a_source, event, likelihood
from ledger.specs.faults import Miswritten, unmet
from ledger.specs.meaning.asking import until
from ledger.specs.meaning.comparing import expected, same
from ledger.specs.meaning.finding import claims_asked
from ledger.specs.meaning.reasons import check_named, check_terms, check_withdrawn
from ledger.specs.meaning.telling import shown, terms
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Question, Scene, pick
from ledger.specs.tables import Columns, Datatable, Row, date, day, header_of, number, plain, quoted, word
from ledger.terms import Stance
from ledger.views import ClaimView

ANSWER = Columns(
    {
        "by": date,
        "value": plain,
        "origins": number,
        "reports": number,
        "consistent": word(("yes", "no")),
    },
    ("value",),
)
TERM = Columns(
    {
        "origin": a_source,
        "voice": a_source,
        "stance": word(("affirms", "denies")),
        "direction": word(("self-serving", "against interest", "direction not recorded")),
        "claims": number,
        "remark": quoted,
    }
)
INTERESTED = "interested: "
CHANGE = Columns(
    {
        "recorded": day,
        "event": event,
        "proposition": a_proposition,
        "from": likelihood,
        "to": likelihood,
        "news": word(("news", "echo")),
    }
)


@then(Phrase('the answers for {"proposition"} are:'))
def the_answers_are(claim_ledger_scene: Scene, proposition: str, datatable: Annotated[Datatable, ANSWER]) -> None:
    """Every value given, of which period, on how many origins, and whether it agrees with all others. In any order.

    Example:
        Then the answers for "containers shipped" are:
          | by         | value | origins | consistent |
          | 2031-10-13 | >300  | 1       | yes        |
    """
    table = expected(claim_ledger_scene, ANSWER, datatable)
    header = header_of(datatable)
    same(f'the answers for "{proposition}"', table, [_answers(claim_ledger_scene, proposition)], header, ANSWER)


@then(Phrase('the explanation of {"proposition"} is:'))
def the_explanation_is(claim_ledger_scene: Scene, proposition: str, datatable: Annotated[Datatable, TERM]) -> None:
    """Every voice that counts, with its stance, its claims and what there is to remark, in any order; and that what
    they and the policy add makes the belief, to the last digit, and each names its claims and no others.

    `origin` is left empty where it is not known; `voice` is who is counted then, `direction` whether it speaks for or
    against its own interest.

    Example:
        Then the explanation of "containers were moved" is:
          | origin    | stance  | claims | remark      |
          | "State U" | affirms | 8      | "echoes: 7" |
    """
    table = expected(claim_ledger_scene, TERM, datatable)
    explanation = claim_ledger_scene.explanation(proposition)
    check_terms(claim_ledger_scene, explanation)
    found = [_term(claim_ledger_scene, term) for term in explanation.voices]
    header = header_of(datatable)
    same(f'the explanation of "{proposition}"', table, [found], header, TERM, terms(claim_ledger_scene, explanation))


@then(Phrase('the reason[ for {"proposition"}] names the claim of {"source"}[, withdrawn on {date}]'))
def the_reason_names(claim_ledger_scene: Scene, proposition: str | None, source: str, date: str | None) -> None:
    """What is believed rests on a claim that the source made; or, where it was withdrawn, is so since that moved it.

    Where no proposition is named, it is the reason of where the ladder stands: of its likeliest deeds at that stage or,
    of what was withdrawn, of deeds that would have carried it further.

    Example:
        Then the reason for "containers were moved" names the claim of "State U"
    """
    if date is None:
        check_named(claim_ledger_scene, proposition, source)
    else:
        check_withdrawn(claim_ledger_scene, proposition, source, date)


@then(Phrase("the changes are:"))
def the_changes_are(claim_ledger_scene: Scene, datatable: Annotated[Datatable, CHANGE]) -> None:
    """Every event that moved a belief, in order, and every echo, which moved none; what one event moved, in any order.

    Example:
        Then the changes are:
          | recorded   | event            | proposition             | from     | to     | news |
          | 2031-10-13 | "claim recorded" | "containers were moved" | no basis | likely | news |
    """
    table = expected(claim_ledger_scene, CHANGE, datatable)
    asked = until(claim_ledger_scene.asked_with(claim_ledger_scene.question()))
    changes = claim_ledger_scene.ledger.changes(claim_ledger_scene.deal(), **asked).items
    _check_history(claim_ledger_scene, changes, asked)
    found = [_changes(claim_ledger_scene, change) for change in changes]
    header = header_of(datatable)
    same("the changes", table, found, header, CHANGE)


def _check_history(scene: Scene, changes: Sequence[Change], asked: dict[str, Any]) -> None:
    """Raises Unmet where the history of the deal tells of other moves than its changes."""
    moves = [(each.position, move.proposition, move.to.probability) for each in changes for move in each.moved]
    items = scene.ledger.history(scene.deal(), **asked).items
    if (history := [(each.position, each.proposition, each.probability) for each in items]) != moves:
        raise unmet("the history tells what the changes tell", str(moves), str(history))


def _answers(scene: Scene, text: str) -> list[Row]:
    question, proposition = scene.question(), scene.named("proposition", text)
    belief = pick(scene.ask(question), proposition, text)
    if not isinstance(belief, ValuedBelief):
        raise Miswritten(f'"{text}" is true or not, and asks for no value')
    origins = {answer.value: answer for answer in belief.answers}
    made = claims_asked(scene, proposition, question)
    affirmed = [claim for claim in made if _answers_it(scene, claim, question) and claim.value in origins]
    found: dict[tuple[str | None, str | None], Row] = {}
    for claim in affirmed:
        assert claim.value is not None
        row = {"by": claim.period or "", "value": claim.value, "consistent": _agrees(scene, claim, affirmed)}
        answer = origins[claim.value]
        found[claim.period, claim.value] = row | {"origins": str(answer.origins), "reports": str(answer.reports)}
    return list(found.values())


def _answers_it(scene: Scene, claim: ClaimView, question: Question) -> bool:
    """Whether it gives a value, and counts: what was taken back, or echoes that, gives none."""
    provenance = scene.ledger.provenance(claim.id, recorded_as_of=question.recorded_by)
    return claim.stance is Stance.AFFIRMS and claim.value is not None and provenance.voice.counts


def _agrees(scene: Scene, claim: ClaimView, others: list[ClaimView]) -> str:
    raised = next(p for p in scene.ledger.deal(scene.deal()).propositions if p.id == claim.proposition)
    counted = raised.form.counted if isinstance(raised.form, Valued) else None
    assert claim.value is not None
    agrees = all(
        consistent(claim.value, other.value, counted=counted, period_a=claim.period, period_b=other.period)
        for other in others
        if other.value is not None
    )
    return "yes" if agrees else "no"


def _term(scene: Scene, term: VoiceTerm) -> Row:
    origin = scene.name_of("source", term.origin) if term.origin is not None else ""
    return {
        "origin": origin,
        "voice": scene.name_of("source", term.voice),
        "stance": term.stance,
        "direction": next((r.removeprefix(INTERESTED) for r in term.remarks if r.startswith(INTERESTED)), ""),
        "claims": str(len(term.claims)),
        "remark": "; ".join(term.remarks),
    }


def _changes(scene: Scene, change: Change) -> list[Row]:
    event = {"recorded": change.recorded_at[:10], "event": change.event.replace("-", " "), "news": change.news}
    if change.news == "echo":
        return [event | {"proposition": "", "from": "", "to": ""}]
    return [event | _move(scene, move) for move in change.moved]


def _move(scene: Scene, move: Move) -> Row:
    return {
        "proposition": scene.name_of("proposition", move.proposition),
        "from": shown(move.from_.probability, move.from_.likelihood),
        "to": shown(move.to.probability, move.to.likelihood),
    }
