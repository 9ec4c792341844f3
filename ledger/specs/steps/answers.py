"""Then: answers to propositions that ask for a value, explanations, and what changed."""

from collections.abc import Sequence
from typing import Annotated, Any

from pytest_bdd import then

from ledger.belief.view import Change, Move, ValuedBelief, VoiceTerm
from ledger.specs.cells import a_proposition, a_source, event, likelihood
from ledger.specs.faults import Miswritten, unmet
from ledger.specs.meaning.answers import ANSWER, answered
from ledger.specs.meaning.asking import until
from ledger.specs.meaning.comparing import expected, same
from ledger.specs.meaning.finding import claims_asked
from ledger.specs.meaning.reasons import check_named, check_terms, check_withdrawn
from ledger.specs.meaning.telling import shown, terms
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Scene, pick
from ledger.specs.slots import THE_WHEN
from ledger.specs.tables import Columns, Datatable, Row, day, header_of, number, quoted, word

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


@then(Phrase('the changes[ of {"proposition"}][ since {start}] are:'))
def the_changes_are(
    claim_ledger_scene: Scene, proposition: str | None, start: str | None, datatable: Annotated[Datatable, CHANGE]
) -> None:
    """Every event that moved a belief, in order, and every echo, which moved none; what one event moved, in any order.

    Of a proposition, what moved that one and what echoes a claim on it; since the When or a moment, what came after.

    Example:
        Then the changes are:
          | recorded   | event            | proposition             | from     | to     | news |
          | 2031-10-13 | "claim recorded" | "containers were moved" | no basis | likely | news |
    """
    table = expected(claim_ledger_scene, CHANGE, datatable)
    asked = until(claim_ledger_scene.asked_with(claim_ledger_scene.question()))
    if start is not None:
        asked |= {"recorded_since": str(claim_ledger_scene.before) if start == THE_WHEN else start}
    changes = claim_ledger_scene.ledger.changes(claim_ledger_scene.deal(), **asked).items
    _check_history(claim_ledger_scene, changes, asked)
    about = claim_ledger_scene.named("proposition", proposition) if proposition is not None else None
    found = [_changes(claim_ledger_scene, change, about) for change in changes]
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
    claims = claims_asked(scene, proposition, question)
    return answered(scene.ledger, scene.deal(), belief, claims, question.recorded_by)


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


def _changes(scene: Scene, change: Change, about: str | None) -> list[Row]:
    event = {"recorded": change.recorded_at[:10], "event": change.event.replace("-", " "), "news": change.news}
    if change.news == "echo":
        is_of = about is None or (change.claim is not None and scene.ledger.claim(change.claim).proposition == about)
        return [event | {"proposition": "", "from": "", "to": ""}] if is_of else []
    return [event | _move(scene, move) for move in change.moved if about in (None, move.proposition)]


def _move(scene: Scene, move: Move) -> Row:
    return {
        "proposition": scene.name_of("proposition", move.proposition),
        "from": shown(move.from_.probability, move.from_.likelihood),
        "to": shown(move.to.probability, move.to.likelihood),
    }
