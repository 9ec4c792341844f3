"""When: what analysts do, and what they ask. A scenario has one When."""

from typing import Any

from pytest_bdd import when

from ledger.specs.coding import CHANGES, again, change, claim_of
from ledger.specs.faults import Miswritten
from ledger.specs.phrases import Phrase
from ledger.specs.raising import PROPOSITION, raise_propositions
from ledger.specs.relating import RELATION, RELATION_NEEDS, relate
from ledger.specs.scene import UNSAID, Question, Scene
from ledger.specs.tables import Cell, Datatable, day, quoted, rows, word

ASKED: dict[str, Cell] = {"recorded by": day, "said by": day}


@when(Phrase("these propositions are raised:"))
def propositions_are_raised(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """Questions about the deal are put, in the order of the rows.

    Whatever an analyst does is recorded on the day after the last thing that was, unless a row says when.

    Example:
        When these propositions are raised:
          | proposition          | stage    | implies                 |
          | "containers arrived" | delivery | "containers were moved" |
    """
    table = rows(datatable, PROPOSITION, ("proposition",))
    claim_ledger_scene.deal()
    if "recorded" not in table[0]:
        claim_ledger_scene.clock.next_day()
    claim_ledger_scene.act(lambda: raise_propositions(claim_ledger_scene, table))


@when(Phrase("these relations are recorded:"))
def relations_are_recorded(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """An analyst records how sources hang together.

    Example:
        When these relations are recorded:
          | source | relation | other      |
          | "Wire" | owned by | "Bulletin" |
    """
    records = [relate(claim_ledger_scene, row) for row in rows(datatable, RELATION, RELATION_NEEDS)]
    days = [record.pop("recorded") for record in records]
    if days[0] is None:
        claim_ledger_scene.clock.next_day()

    def record_all() -> None:
        for recorded, record in zip(days, records, strict=True):
            if recorded is not None:
                claim_ledger_scene.clock.turn_to(recorded)
            claim_ledger_scene.record(**record)

    claim_ledger_scene.act(record_all)


@when(Phrase('the analyst corrects the claim of {"source"} on {"proposition"} to:'))
def analyst_corrects(claim_ledger_scene: Scene, source: str, proposition: str, datatable: Datatable) -> None:
    """Our recording was wrong: the fields that the rows name are as they say.

    Example:
        When the analyst corrects the claim of "Ministry" on "containers were moved" to:
          | field  | value  |
          | stance | denies |
    """
    fields = rows(datatable, {"field": word(CHANGES), "value": str}, ("field", "value"))
    row = {line["field"]: _read(line["field"], line["value"]) for line in fields}
    claim = claim_of(claim_ledger_scene, source, proposition)
    record = change(claim_ledger_scene, again(claim), row) | {"corrects": claim.id, "reason": UNSAID}
    _do(claim_ledger_scene, record)


@when(Phrase('the analyst voids the claim of {"source"} on {"proposition"} because {"reason"}'))
def analyst_voids(claim_ledger_scene: Scene, source: str, proposition: str, reason: str) -> None:
    """Our recording was wrong, and nothing takes its place.

    Example:
        When the analyst voids the claim of "Wire" on "containers were moved" because "a misreading"
    """
    claim = claim_of(claim_ledger_scene, source, proposition).id
    _do(claim_ledger_scene, {"record": "correction", "claim": claim, "reason": reason})


@when(Phrase('the analyst voids the withdrawal by {"source"} of {"proposition"} because {"reason"}'))
def analyst_voids_withdrawal(claim_ledger_scene: Scene, source: str, proposition: str, reason: str) -> None:
    """It was never withdrawn: we recorded that by mistake.

    Example:
        When the analyst voids the withdrawal by "State U" of "containers were moved" because "a namesake withdrew"
    """
    by = claim_ledger_scene.named("source", source)
    claim = claim_of(claim_ledger_scene, source, proposition)
    if not (scopes := [retraction.scope for retraction in claim.retractions if retraction.by == by]):
        raise Miswritten(f'"{source}" withdrew nothing that it said of "{proposition}"')
    record = {"record": "voiding", "claim": claim.id, "scope": scopes[0], "reason": reason}
    _do(claim_ledger_scene, record)


@when(Phrase('the analyst grades the source {"source"} as {reliability} because {"reason"}'))
def analyst_grades_source(claim_ledger_scene: Scene, source: str, reliability: str, reason: str) -> None:
    """A source's reliability is judged, from now on everywhere at once.

    Example:
        When the analyst grades the source "Wire" as E because "it made up two reports"
    """
    graded = claim_ledger_scene.named("source", source)
    record = {"record": "grade", "source": graded, "reliability": reliability, "reason": reason}
    _do(claim_ledger_scene, record)


@when(Phrase('the analyst grades the claim of {"source"} on {"proposition"} as {credibility}'))
def analyst_grades_claim(claim_ledger_scene: Scene, source: str, proposition: str, credibility: str) -> None:
    """A claim's credibility is judged.

    Example:
        When the analyst grades the claim of "Joint team" on "containers were moved" as 1
    """
    claim = claim_of(claim_ledger_scene, source, proposition).id
    record = {"record": "grade", "claim": claim, "credibility": credibility, "reason": UNSAID}
    _do(claim_ledger_scene, record)


@when(Phrase('the analyst settles {"proposition"} as {verdict} because {"reason"}'))
def analyst_settles(claim_ledger_scene: Scene, proposition: str, verdict: str, reason: str) -> None:
    """A proposition is settled, until it is reopened.

    Example:
        When the analyst settles "containers were moved" as true because "the state owned up"
    """
    record = _about(claim_ledger_scene, proposition) | {"record": "verdict", "verdict": verdict, "reason": reason}
    _do(claim_ledger_scene, record)


@when(Phrase('the analyst reopens {"proposition"} because {"reason"}'))
def analyst_reopens(claim_ledger_scene: Scene, proposition: str, reason: str) -> None:
    """A verdict is taken back.

    Example:
        When the analyst reopens "containers were moved" because "the admission was forged"
    """
    record = _about(claim_ledger_scene, proposition) | {"record": "reopening", "reason": reason}
    _do(claim_ledger_scene, record)


@when(Phrase('the words kept with the claim of {"source"} on {"proposition"} are forgotten because {"reason"}'))
def words_are_forgotten(claim_ledger_scene: Scene, source: str, proposition: str, reason: str) -> None:
    """The note of a claim is erased, for a legal reason; the claim stays.

    Example:
        When the words kept with the claim of "Wire" on "containers were moved" are forgotten because "he objects"
    """
    claim = claim_of(claim_ledger_scene, source, proposition).id
    claim_ledger_scene.clock.next_day()
    claim_ledger_scene.act(lambda: claim_ledger_scene.forget(claim, reason))


@when(Phrase("the analyst asks what was believed:"))
def analyst_asks(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """Belief is asked about on both clocks: as recorded by one day, of what had been said by another.

    Example:
        When the analyst asks what was believed:
          | recorded by | said by    |
          | 2031-10-31  | 2031-10-15 |
    """
    claim_ledger_scene.mark()
    table = rows(datatable, ASKED)
    claim_ledger_scene.asked = [Question(row.get("recorded by"), row.get("said by")) for row in table]


@when(Phrase("the analyst leaves out:"))
def analyst_leaves_out(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """Every claim is left out in which one of these stands at any hop.

    Example:
        When the analyst leaves out:
          | source    |
          | "State U" |
    """
    claim_ledger_scene.mark()
    table = rows(datatable, {"source": quoted}, ("source",))
    without = tuple(claim_ledger_scene.named("source", row["source"]) for row in table)
    claim_ledger_scene.asked = [Question(without=without)]


@when(Phrase("{day} passes"))
def day_passes(claim_ledger_scene: Scene, day: str) -> None:
    """Time goes by, and nothing is recorded.

    Example:
        When 2031-12-31 passes
    """
    claim_ledger_scene.mark()
    claim_ledger_scene.clock.pass_by(day)


def _read(field: str, value: str) -> str:
    try:
        return CHANGES[field](value)
    except Miswritten as fault:
        raise Miswritten(f"field {field}: {fault}") from None


def _do(scene: Scene, record: dict[str, Any]) -> None:
    scene.clock.next_day()
    scene.act(lambda: scene.record(**record))


def _about(scene: Scene, proposition: str) -> dict[str, Any]:
    return {"deal": scene.deal(), "proposition": scene.named("proposition", proposition)}
