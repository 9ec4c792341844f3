"""Importing: NDJSON into a ledger, batch by batch, with an outcome for each line."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from ledger.checks import Check, unchecked
from ledger.clocks import day_end
from ledger.errors import (
    BadDate,
    BrokenLine,
    Conflict,
    ContradictedDate,
    InvalidRecord,
    NotEmpty,
    Refusal,
    Rejected,
    TooLarge,
)
from ledger.idempotency import Keyed
from ledger.interchange.lines import Line, LineReader
from ledger.log import Moment
from ledger.receipts import Fault, LineOutcome, Receipt
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.verbs import Verbs

BATCH = 500
"""Lines committed together, with one sync."""

BATCH_BYTES = 16 * 1024 * 1024
"""The bytes of lines that are committed together; one line may have more."""

ATOMIC_LIMIT = 10_000
"""The most lines of an import that is taken all or not at all."""

ATOMIC_BYTES = 128 * 1024 * 1024
"""The most bytes of these lines together: all of them are held in memory until they are recorded."""


NOTHING = Moment(0, None)


class Times(Enum):
    """What is done with a `recorded_at` on a line."""

    REFUSED = "refused"
    KEPT = "kept"
    IGNORED = "ignored"


def import_lines(
    ledger: Verbs,
    lines: Iterable[bytes],
    *,
    by: str,
    start: int = 1,
    folder: Path | None = None,
    keep_going: bool = False,
    times: Times = Times.REFUSED,
    keyed: Keyed | None = None,
    check: Check = unchecked,
) -> Iterator[LineOutcome]:
    """Record the lines from `start` on, a batch at a time; each outcome is yielded once its batch is synced.

    The first refused line ends it: what stands before it stays recorded, and that line is where to resume. With
    `keep_going` refused lines are passed over. KEPT times need a ledger that holds nothing, or what an import of the
    same lines left that was stopped (NotEmpty); they may never decrease, and may not lie in the future; a line without
    one has that of the line above it, or the present.
    What is `keyed` is held to what came under the key first, and its lines, each known by itself, are recorded once:
    KeyReused where it was something else. `check` is as in `Ledger.record_each`.
    """
    if keyed is not None:
        _here(ledger).check_key(keyed, by=by)
    reader = LineReader(folder)
    try:
        read = reader.read(lines, start=start)
        yield from record_lines(ledger, read, by=by, keep_going=keep_going, times=times, keyed=keyed, check=check)
    finally:
        reader.close()


def record_lines(
    ledger: Verbs,
    lines: Iterable[Line],
    *,
    by: str,
    keep_going: bool = False,
    times: Times = Times.REFUSED,
    keyed: Keyed | None = None,
    check: Check = unchecked,
) -> Iterator[LineOutcome]:
    """Record lines that were read already, as `import_lines` does."""
    record_each = partial(ledger.record_each, by=by, keep_going=keep_going, keyed=keyed, **_checked(check))
    before = _here(ledger).moment(None) if times is Times.KEPT else NOTHING
    last = ""
    for batch in _batches(_timed(ledger, lines, times)):
        given = batch[0][1] or ""
        _require_ours(before, last, given)
        last = given
        for outcome in _record_batch(record_each, batch, keep_going):
            if times is Times.KEPT and _made_elsewhere(outcome, given):
                raise _not_empty(before)
            yield outcome
            if outcome.refusal is not None and not keep_going:
                return


def import_atomically(
    ledger: Verbs,
    lines: Iterable[bytes],
    *,
    by: str,
    folder: Path | None = None,
    keyed: Keyed | None = None,
    check: Check = unchecked,
) -> list[LineOutcome]:
    """Record all of the lines in one append, or none: then BrokenLine says which was refused, and why.

    What comes `keyed` a second time is answered as it was the first time. `check` is as in `Ledger.record_all`. Raises
    KeyReused, and TooLarge over ATOMIC_LIMIT lines or ATOMIC_BYTES.
    """
    reader = LineReader(folder)
    try:
        found: list[Line] = []
        size = 0
        for line, _ in _timed(ledger, reader.read(lines), Times.REFUSED):
            if isinstance(line.record, Refusal):
                raise BrokenLine(line.number, 1, line.record)
            found.append(line)
            size += line.size
            if len(found) > ATOMIC_LIMIT or size > ATOMIC_BYTES:
                raise TooLarge(
                    f"an atomic import takes {ATOMIC_LIMIT:,} lines and {ATOMIC_BYTES:,} bytes at most: "
                    "split it, or do without atomic"
                )
    finally:
        reader.close()
    records = [line.record for line in found if not isinstance(line.record, Refusal)]
    try:
        receipts = ledger.record_all(records, by=by, keyed=keyed, **_checked(check))
    except Refusal as refusal:
        if refusal.index is None:
            raise
        raise BrokenLine(found[refusal.index].number, 1, refusal) from refusal
    return [LineOutcome(line=line.number, receipt=receipt) for line, receipt in zip(found, receipts, strict=True)]


Timed = tuple[Line, str | None]


def _here(ledger: Verbs) -> Ledger:
    """The ledger, to be asked what only one that is open here can tell. Raises Rejected."""
    if not isinstance(ledger, Ledger):
        raise Rejected("times are kept, and keys held to what came under them, only where its file is", "recorded_at")
    return ledger


def _checked(check: Check) -> dict[str, Any]:
    """What is to be checked, where anything is: a server does that by itself."""
    return {} if check is unchecked else {"check": check}


def _timed(ledger: Verbs, lines: Iterable[Line], times: Times) -> Iterator[Timed]:
    if times is Times.KEPT:
        yield from _kept(_here(ledger), lines)
        return
    for line in lines:
        given = None if isinstance(line.record, Refusal) else line.record.recorded_at
        if given is None or times is Times.IGNORED:
            yield line, None
        else:
            why = "the ledger sets it; only `import --historic` into an empty ledger keeps it"
            yield Line(line.number, InvalidRecord((("recorded_at", why),))), None


def _kept(ledger: Ledger, lines: Iterable[Line]) -> Iterator[Timed]:
    last: str | None = None
    for line in lines:
        if isinstance(line.record, Refusal):
            yield line, last
            continue
        given = line.record.recorded_at or last or ledger.now()
        refusal = _out_of_order(given, last, ledger.now())
        if refusal is None:
            last = given
        yield line if refusal is None else Line(line.number, refusal), last


def _out_of_order(given: str, last: str | None, now: str) -> Refusal | None:
    if day_end(given) is None:
        return BadDate(f"{given} is no instant: there is no such day or time", "recorded_at")
    if last is not None and given < last:
        return ContradictedDate(f"{given} lies before the line above it ({last})", "recorded_at")
    if given > now:
        return ContradictedDate(f"{given} lies in the future", "recorded_at")
    return None


def _batches(lines: Iterable[Timed]) -> Iterator[list[Timed]]:
    """Runs of lines that are committed together: of one recorded time, at most BATCH, or BATCH_BYTES."""
    batch: list[Timed] = []
    size = 0
    for line in lines:
        size += line[0].size
        if batch and (len(batch) >= BATCH or size > BATCH_BYTES or line[1] != batch[0][1]):
            yield batch
            batch, size = [], line[0].size
        batch.append(line)
    if batch:
        yield batch


RecordEach = Callable[..., list[Receipt | Refusal]]
"""`Ledger.record_each`, told already by whom, under which key and whether to keep going."""


def _record_batch(record_each: RecordEach, batch: list[Timed], keep_going: bool) -> Iterator[LineOutcome]:
    """The outcomes of a batch, in the order of its lines; without `keep_going` up to the first refused."""
    records: list[AnyRecord] = []
    for line, _ in batch:
        if not isinstance(line.record, Refusal):
            records.append(line.record)
        elif not keep_going:
            break
    outcomes = iter(_record_each(record_each, records, batch[0][1], keep_going))
    for line, _ in batch:
        outcome = line.record if isinstance(line.record, Refusal) else next(outcomes)
        if isinstance(outcome, Refusal):
            yield LineOutcome(line=line.number, refusal=_fault(outcome))
            if not keep_going:
                return
        else:
            yield LineOutcome.of_valid(line=line.number, receipt=outcome, refusal=None)


def _record_each(
    record_each: RecordEach, records: list[AnyRecord], recorded_at: str | None, keep_going: bool
) -> list[Receipt | Refusal]:
    """An outcome for each, up to the first refused; what only the append refuses (its size) is tracked down singly."""
    try:
        kept = {} if recorded_at is None else {"recorded_at": recorded_at}
        return record_each(records, **kept) if records else []
    except (Rejected, Conflict) as refusal:
        if len(records) == 1:
            return [refusal]
    outcomes: list[Receipt | Refusal] = []
    for record in records:
        outcomes += _record_each(record_each, [record], recorded_at, keep_going)
        if isinstance(outcomes[-1], Refusal) and not keep_going:
            break
    return outcomes


def _require_ours(before: Moment, last: str, given: str) -> None:
    """Times go on after the ledger's last one only if that is the time of a line: no line of these may come between."""
    if last < (before.recorded_at or "") < given:
        raise _not_empty(before)


def _made_elsewhere(outcome: LineOutcome, given: str) -> bool:
    """Whether a line that has a time is on record with a later one, or new though later ones are on record."""
    if outcome.receipt is not None:
        return outcome.receipt.recorded_at > given
    return outcome.refusal is not None and outcome.refusal.slug == NotEmpty.slug


def _not_empty(before: Moment) -> NotEmpty:
    return NotEmpty(
        f"the ledger holds {before.position} events that these lines did not make: historic times are kept only by a "
        "ledger that holds none, or what the same import left when it was stopped; name a new one, or import without "
        "--historic"
    )


def _fault(refusal: Refusal) -> Fault:
    return Fault(slug=refusal.slug, title=refusal.title, detail=refusal.detail, field=refusal.field)
