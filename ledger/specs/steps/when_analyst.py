"""When: what analysts do. A scenario has one When; what happened before it is given."""

from collections.abc import Callable
from typing import Annotated, Any

from ledger.specs.faults import Miswritten
from ledger.specs.meaning.adopting import NUMBER, policy_of
from ledger.specs.meaning.coding import CHANGES, corrected
from ledger.specs.meaning.finding import claim_of
from ledger.specs.meaning.happening import happens
from ledger.specs.scene import UNSAID, Scene
from ledger.specs.tables import Cell, Columns, Datatable, Row, word
from ledger.terms import Ruling


def _check(row: Row) -> None:
    """Raises Miswritten where a value is none of its field."""
    _read(row["field"], row["value"])


CORRECTED = Columns(
    {"field": word(CHANGES), "value": Cell("what a table of claims takes in that column")},
    ("field", "value"),
    check=_check,
)


@happens('[the analyst previews that ]the analyst corrects the claim of {"source"} on {"proposition"} to:')
def analyst_corrects(
    claim_ledger_scene: Scene,
    source: str,
    proposition: str,
    datatable: Annotated[Datatable, CORRECTED],
    previewed: bool,
) -> None:
    """Our recording was wrong: the fields that the rows name are as they say. Previewed, it is only seen what changes.

    Whatever an analyst does is recorded on the day after the last thing that was.

    Example:
        When the analyst corrects the claim of "Ministry" on "containers were moved" to:
          | field  | value  |
          | stance | denies |
    """
    fields = CORRECTED.rows(datatable)
    row = {line["field"]: _read(line["field"], line["value"]) for line in fields}
    claim = claim_of(claim_ledger_scene, source, proposition)
    record = corrected(claim_ledger_scene, claim, row) | {"reason": UNSAID}
    _do(claim_ledger_scene, record, previewed=previewed)


@happens(
    '[the analyst previews that ]the analyst voids the {mistake} of {"source"} on {"proposition"} because {"reason"}'
)
def analyst_voids(
    claim_ledger_scene: Scene, mistake: str, source: str, proposition: str, reason: str, previewed: bool
) -> None:
    """Our recording of a claim, or of its withdrawal, was wrong, and nothing takes its place.

    Example:
        When the analyst voids the claim of "Wire" on "containers were moved" because "a misreading"
    """
    claim = claim_of(claim_ledger_scene, source, proposition)
    record = {"record": "correction", "claim": claim.id, "reason": reason}
    if mistake == "withdrawal":
        by = claim_ledger_scene.named("source", source)
        if not (scopes := [retraction.scope for retraction in claim.retractions if retraction.by == by]):
            raise Miswritten(f'"{source}" withdrew nothing that it said of "{proposition}"')
        record |= {"record": "voiding", "scope": scopes[0]}
    _do(claim_ledger_scene, record, previewed=previewed)


@happens('the analyst grades the source {"source"} as {reliability} because {"reason"}')
def analyst_grades_source(claim_ledger_scene: Scene, source: str, reliability: str, reason: str) -> None:
    """A source's reliability is judged, from now on everywhere at once.

    Example:
        When the analyst grades the source "Wire" as E because "it made up two reports"
    """
    graded = claim_ledger_scene.named("source", source)
    _do(claim_ledger_scene, {"record": "grade", "source": graded, "reliability": reliability, "reason": reason})


@happens('the analyst grades the claim of {"source"} on {"proposition"} as {credibility}')
def analyst_grades_claim(claim_ledger_scene: Scene, source: str, proposition: str, credibility: str) -> None:
    """A claim's credibility is judged.

    Example:
        When the analyst grades the claim of "Joint team" on "containers were moved" as 1
    """
    claim = claim_of(claim_ledger_scene, source, proposition).id
    _do(claim_ledger_scene, {"record": "grade", "claim": claim, "credibility": credibility, "reason": UNSAID})


@happens('the analyst settles {"proposition"} as {verdict} because {"reason"}')
def analyst_settles(claim_ledger_scene: Scene, proposition: str, verdict: str, reason: str) -> None:
    """A proposition is settled, until it is reopened; one that asks for a value, as that value.

    Example:
        When the analyst settles "containers were moved" as true because "the state owned up"
    """
    ruling = {"verdict": verdict} if verdict in tuple(Ruling) else {"verdict": Ruling.TRUE, "value": verdict}
    _do(claim_ledger_scene, _about(claim_ledger_scene, proposition) | {"record": "verdict", "reason": reason} | ruling)


@happens('the analyst reopens {"proposition"} because {"reason"}')
def analyst_reopens(claim_ledger_scene: Scene, proposition: str, reason: str) -> None:
    """A verdict is taken back.

    Example:
        When the analyst reopens "containers were moved" because "the admission was forged"
    """
    _do(claim_ledger_scene, _about(claim_ledger_scene, proposition) | {"record": "reopening", "reason": reason})


@happens('the policy {"policy"} is in force:')
def policy_is_in_force(claim_ledger_scene: Scene, policy: str, datatable: Annotated[Datatable, NUMBER]) -> None:
    """From now on beliefs follow policy 1 with these numbers in place of its own.

    Example:
        When the policy "named sources only" is in force:
          | number         | is | because                                   |
          | unknown origin | 0  | "we weigh only what somebody answers for" |
    """
    numbers = NUMBER.rows(datatable)
    adopted = policy_of(claim_ledger_scene.policy(policy), numbers)
    _do(claim_ledger_scene, {"record": "policy", "policy": adopted})


@happens('the words kept with the claim of {"source"} on {"proposition"} are forgotten because {"reason"}')
def words_are_forgotten(claim_ledger_scene: Scene, source: str, proposition: str, reason: str) -> None:
    """The note of a claim, and its own quotes, are erased, for a legal reason; the claim stays.

    Example:
        When the words kept with the claim of "Wire" on "containers were moved" are forgotten because "he objects"
    """
    claim = claim_of(claim_ledger_scene, source, proposition).id
    _next_day(claim_ledger_scene, lambda: claim_ledger_scene.forget(claim, reason))


@happens('the text of {"document"} is forgotten because {"reason"}')
def text_is_forgotten(claim_ledger_scene: Scene, document: str, reason: str) -> None:
    """The text of a captured document is erased, for a legal reason; what was claimed of it stays.

    Example:
        When the text of "Tuesday report" is forgotten because "a court ordered it"
    """
    forgotten = claim_ledger_scene.named("document", document)
    _next_day(claim_ledger_scene, lambda: claim_ledger_scene.forget(forgotten, reason))


def _read(field: str, value: str) -> str:
    try:
        return CHANGES[field](value)
    except Miswritten as fault:
        raise Miswritten(f"field {field}: {fault}") from None


def _do(scene: Scene, record: dict[str, Any], *, previewed: bool = False) -> None:
    _next_day(scene, lambda: scene.happen(record, previewed=previewed))


def _next_day(scene: Scene, action: Callable[[], None]) -> None:
    scene.clock.next_day()
    scene.act(action)


def _about(scene: Scene, proposition: str) -> dict[str, Any]:
    return {"deal": scene.deal(), "proposition": scene.named("proposition", proposition)}
