"""Single durable appends through the service, against one INSERT a commit of the bytes that it stored."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice

from benchmarks import workload
from benchmarks.bench import CLIENTS, Bench, seconds
from benchmarks.figures import Figure, Goal, compared
from benchmarks.peers import plain
from ledger.interchange.importing import import_lines
from ledger.opening import open_ledger
from ledger.parsing import parse_record
from ledger.records import AnyRecord
from ledger.service import Ledger

FOUNDED = 1_000
AGAINST = "sqlite3, one INSERT a commit, FULL"


def measure(bench: Bench) -> Iterator[Figure]:
    """By 32 threads at once, and by one alone; records are parsed beforehand, as the service takes them."""
    lines = workload.claim_lines(FOUNDED, seed=43)
    yield _appended(bench, "single append, service, 32 threads", CLIENTS, lines, Goal(">=", 2.5))
    yield _appended(bench, "single append, service, one thread", 1, lines, None)


def _appended(bench: Bench, work: str, threads: int, lines: Iterator[bytes], goal: Goal | None) -> Figure:
    path, rounds = bench.folder / f"appended-{threads}.ledger", []
    with open_ledger(str(path), create=True) as ledger, closing(plain.connect(path.with_suffix(".db"))) as db:
        for outcome in import_lines(ledger, workload.foundation(workload.deals_of(FOUNDED)), by="bench"):
            assert outcome.receipt is not None
        for _ in range(bench.sizes.rounds):
            records = [parse_record(line) for line in islice(lines, bench.sizes.singles)]
            took = seconds(lambda records=records: _record(ledger, records, threads))  # type: ignore[misc]
            rows = plain.stored(path, len(records))
            peer_took = seconds(lambda rows=rows: plain.insert(db, rows, 1))  # type: ignore[misc]
            rounds.append((len(records) / took, len(rows) / peer_took))
            bench.advance("single appends", 1.0)
    return compared(work, AGAINST, rounds, "/s", goal)


def _record(ledger: Ledger, records: Sequence[AnyRecord], threads: int) -> None:
    def some(start: int) -> int:
        return sum(not ledger.record(record, by="bench").again for record in records[start::threads])

    with ThreadPoolExecutor(threads) as pool:
        assert sum(pool.map(some, range(threads))) == len(records)
