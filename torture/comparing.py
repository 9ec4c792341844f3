"""The ledger held to its shadow: its log, its refusals, every belief and every explanation."""

from collections.abc import Sequence

from ledger.errors import NotFound, Refusal
from ledger.receipts import Receipt
from ledger.service import Ledger
from torture.dates import NEVER, end_of
from torture.oracle import Oracle
from torture.records import Json
from torture.shadow import Refused, Shadow, Told
from torture.standing import Row

WIRE = {
    "policy": "policy-adopted", "source": "source-registered", "source-grade": "source-graded",
    "relation": "sources-related", "deal": "deal-opened", "proposition": "proposition-raised",
    "claim": "claim-recorded", "claim-grade": "claim-graded", "assignment": "claim-assigned",
    "corrected": "claim-corrected", "restated": "claim-restated", "retraction": "claim-retracted",
    "voiding": "retraction-voided", "verdict": "proposition-settled", "reopening": "proposition-reopened",
}  # fmt: skip
"""What the ledger calls each kind of row."""


class Divergence(AssertionError):
    """The ledger and its shadow do not say the same."""


def same(what: str, ledger: object, shadow: object) -> None:
    """Raise Divergence where the two differ, with what differs."""
    if ledger == shadow:
        return
    if isinstance(ledger, dict) and isinstance(shadow, dict):
        keys = [key for key in {**ledger, **shadow} if ledger.get(key) != shadow.get(key)]
        ledger, shadow = ({key: said.get(key) for key in keys} for said in (ledger, shadow))
    raise Divergence(f"{what}:\n  the ledger says {ledger}\n  the shadow says {shadow}")


def hold_refused(kind: type[Refusal], ledger: Ledger, deal: str, point: str | None) -> None:
    """Hold the ledger to refusing a question as of that point."""
    try:
        ledger.beliefs(deal, recorded_as_of=point)
    except kind:
        return
    raise Divergence(f"the ledger answers as of {point}, which is refused with {kind.slug}")


def hold_receipt(found: Receipt | Refusal, expected: Told | Refused, shadow: Shadow) -> None:
    """Hold what became of a record to what had to become of it."""
    if isinstance(found, Receipt) and isinstance(expected, Told):
        said = (found.position, found.recorded_at, found.again, found.status)
        row = expected.row
        same(f"the receipt of a {row.kind}", said, (row.position, row.at, expected.again, shadow.status(expected)))
    elif not (isinstance(found, Refusal) and isinstance(expected, Refused) and found.slug in expected.kinds):
        raise Divergence(f"the ledger answers {found!r}, the shadow {expected}")


def hold_log(ledger: Ledger, rows: Sequence[Row], after: int) -> None:
    """Hold what the log has after a position to these rows: each in its place, at its time."""
    same("the head", ledger.moment(None).position, len(rows))
    entries = ledger.entries(after=after, until=len(rows))
    found = [(entry.position, entry.recorded_at, entry.stream, entry.version, entry.fact.wire) for entry in entries]
    same("the log", found, [(row.position, row.at, row.stream, row.version, WIRE[row.kind]) for row in rows[after:]])


def hold(
    ledger: Ledger,
    deal: str,
    rows: Sequence[Row],
    point: str | None = None,
    end: str | None = None,
    without: Sequence[str] = (),
    *,
    why: bool = False,
) -> None:
    """Hold every belief about a deal, its ladder and, where asked, every explanation to what follows from these rows.

    `point` is where they end on the recorded clock, None for now; `end` is a day or an instant of the asserted clock.
    """
    if not any(row.stream == f"deal:{deal}" for row in rows):
        hold_refused(NotFound, ledger, deal, point)
        return
    oracle = Oracle(rows, deal, NEVER if end is None else end_of(end), without)
    about: Json = {"recorded_as_of": point, "asserted_as_of": end, "without": without}
    answer = ledger.beliefs(deal, **about)
    what = f"{deal} as of {about}"
    same(f"the position, {what}", answer.recorded_as_of.position, len(rows))
    same(f"the propositions, {what}", [belief.id for belief in answer.propositions], list(oracle.raised))
    same(f"possibly said, {what}", answer.possibly_said, None if end is None else oracle.possibly_said())
    for belief in answer.propositions:
        found = belief.model_dump(by_alias=True, exclude={"id", "kind", "about", "stage", "text", "changed_at"})
        verdict = found["verdict"] and tuple(found["verdict"][name] for name in ("ruling", "given_on", "position"))
        same(f"{belief.id}, {what}", {**found, "verdict": verdict}, oracle.belief(belief.id))
        if why:
            _hold_why(ledger, oracle, belief.id, about)
    stages = {str(stage.stage): stage.probability for stage in answer.ladder.stages}
    same(f"the ladder, {what}", (answer.ladder.furthest, stages), oracle.ladder())


def _hold_why(ledger: Ledger, oracle: Oracle, name: str, about: Json) -> None:
    """The terms add up, to what the oracle has on either side, and each voice has its claims."""
    found, expected = ledger.explanation(oracle.deal, name, **about), oracle.explanation(name)
    what = f"why {name}, {about}"
    same(f"the sum, {what}", sum(term.millionths for term in found.terms), found.log_odds)
    same(f"the log-odds, {what}", found.log_odds, expected["log_odds"])
    same(f"the voices, {what}", {(term.stance, *sorted(term.claims)) for term in found.voices}, expected["voices"])
    for stance, sign in (("affirms", 1), ("denies", -1)):
        side = sum(sign * term.millionths for term in found.voices if term.stance == stance)
        same(f"what {stance}, {what}", side, expected["sums"][stance])
