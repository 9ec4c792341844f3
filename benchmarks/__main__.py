"""`make bench`: what the ledger costs, as ratios to plain sqlite3 doing the same bytes in the same run.

Usage: python -m benchmarks [--claims N] [--json]. Every figure is a median; a ratio above 1 means faster than sqlite3.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks import peer, workload
from ledger import open_ledger
from ledger.belief import believe, fold
from ledger.interchange.importing import BATCH, import_lines
from ledger.opening import utc_now
from ledger.parsing import parse_record
from ledger.service import Ledger
from ledger.store import open_log

SMALL = 1_000
SINGLES = 1_000
CLIENTS = 32
READS = 50


@dataclass(frozen=True)
class Figure:
    """One row: what was done, how often a second by the ledger and by sqlite3, and the ratio of the two."""

    work: str
    ledger_per_second: float
    sqlite3_per_second: float
    ratio: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all of it, print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--claims", type=int, default=100_000, help="claims in the large ledger (default 100,000)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="claim-ledger-bench-") as folder, Progress(console=Console(stderr=True)) as progress:
        figures = run(Path(folder), options.claims, progress)
    if options.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
    else:
        Console().print(_table(figures, options.claims))
    return 0


def run(folder: Path, claims: int, progress: Progress) -> list[Figure]:
    """All figures, on a small ledger and on one of `claims` claims."""
    task = progress.add_task("importing", total=6)
    figures: list[Figure] = []
    small = min(SMALL, claims)
    path = folder / "large.ledger"
    started = perf_counter()
    with open_ledger(str(path), create=True) as ledger, closing(peer.connect(folder / "peer.db")) as with_peer:
        recorded = sum(
            outcome.receipt is not None for outcome in import_lines(ledger, workload.lines(claims), by="bench")
        )
        took = perf_counter() - started
        rows = _rows(path)
        peer_took = _seconds(lambda: peer.insert(with_peer, rows, BATCH))
        figures.append(_figure(f"import, {BATCH} lines a commit", recorded / took, len(rows) / peer_took))
        progress.update(task, advance=1, description="full replay")
        figures.append(_replay(path, with_peer, claims))
        progress.update(task, advance=1, description="belief reads")
        figures.append(_belief_reads(ledger, path, with_peer, claims))
        progress.update(task, advance=1, description="single appends")
        figures += _single_appends(ledger, path, claims, folder)
    progress.update(task, advance=1, description="belief reads, small ledger")
    small_path = folder / "small.ledger"
    with open_ledger(str(small_path), create=True) as ledger, closing(peer.connect(folder / "small.db")) as small_peer:
        list(import_lines(ledger, workload.lines(small), by="bench"))
        peer.insert(small_peer, _rows(small_path), BATCH)
        figures.append(_belief_reads(ledger, small_path, small_peer, small))
    progress.update(task, advance=2, description="done")
    return figures


def _single_appends(ledger: Ledger, path: Path, claims: int, folder: Path) -> list[Figure]:
    """Each claim in an append of its own, by one client and by many at once; sqlite3 commits row by row, in turn."""
    lines, singles = workload.claim_lines(claims, seed=43), min(SINGLES, claims)
    alone = [parse_record(line) for line in islice(lines, singles)]
    together = [parse_record(line) for line in islice(lines, 4 * singles)]
    row = _rows(path)[-1]
    took, peer_took, peer_later = [], [], []
    with closing(peer.connect(folder / "singles.db")) as db:
        for number, record in enumerate(alone):
            took.append(_seconds(lambda record=record: ledger.record(record, by="bench")))  # type: ignore[misc]
            peer_took.append(_seconds(lambda n=number: peer.insert(db, [(f"{row[0]}-{n}", *row[1:])], 1)))  # type: ignore[misc]
        with ThreadPoolExecutor(CLIENTS) as clients:
            all_took = _seconds(lambda: list(clients.map(lambda record: ledger.record(record, by="bench"), together)))
        for number in range(singles):
            peer_later.append(_seconds(lambda n=number: peer.insert(db, [(f"{row[0]}+{n}", *row[1:])], 1)))  # type: ignore[misc]
    return [
        _figure("single durable append, one client", 1 / median(took), 1 / median(peer_took)),
        _figure(f"single durable append, {CLIENTS} clients", len(together) / all_took, 1 / median(peer_later)),
    ]


def _replay(path: Path, db: sqlite3.Connection, claims: int) -> Figure:
    def replay() -> None:
        log = open_log(str(path), utc_now)
        position, entries = 0, []
        while page := log.read(position, limit=5_000):
            entries.extend(page)
            position = page[-1].position
        shared = [e for e in entries if e.stream.startswith(("source:", "policy"))]
        by_deal: dict[str, list[object]] = {}
        for entry in entries:
            deal = getattr(entry.fact, "deal", None) or getattr(getattr(entry.fact, "content", None), "deal", None)
            if deal is not None:
                by_deal.setdefault(deal, []).append(entry)
        for deal, own in by_deal.items():
            believe(fold(deal, [*shared, *own]))  # type: ignore[list-item]
        log.close()

    count = db.execute("SELECT count(*) FROM events").fetchone()[0]
    took, peer_took = _seconds(replay), median(_seconds(lambda: peer.load(db)) for _ in range(3))
    return _figure("full replay into beliefs, against select and json.loads", count / took, count / peer_took)


def _belief_reads(ledger: Ledger, path: Path, db: sqlite3.Connection, claims: int) -> Figure:
    deals = max(1, claims // workload.CLAIMS_A_DEAL)
    chosen = [f"deal-{n % deals}" for n in range(min(READS, deals))]
    ledger.beliefs(chosen[0])
    took = [_seconds(lambda deal=deal: ledger.beliefs(deal)) for deal in chosen[1:] or chosen]  # type: ignore[misc]
    positions = [_positions(path, deal) for deal in chosen]
    peer_took = [_seconds(lambda at=at: peer.load(db, at)) for at in positions]  # type: ignore[misc]
    what = f"belief of a deal of {workload.CLAIMS_A_DEAL} claims, first read, among {claims:,} claims"
    return _figure(what, 1 / median(took), 1 / median(peer_took))


def _rows(path: Path) -> list[peer.Row]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT stream, version, type, state FROM events ORDER BY position").fetchall()


def _positions(path: Path, deal: str) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        ((number,),) = db.execute("SELECT number FROM view_generation WHERE state = 'used'")
        rows = db.execute(f"SELECT position FROM view_bearing_{number} WHERE subject = ?", (f"deal:{deal}",))
        return [position for (position,) in rows]


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _figure(work: str, ours: float, theirs: float) -> Figure:
    return Figure(work, round(ours, 1), round(theirs, 1), round(ours / theirs, 3))


def _table(figures: Sequence[Figure], claims: int) -> Table:
    table = Table(title=f"Against plain sqlite3 doing the same bytes, {claims:,} claims")
    table.add_column("work")
    for column in ("ledger /s", "sqlite3 /s", "ratio"):
        table.add_column(column, justify="right")
    for figure in figures:
        ours, theirs = f"{figure.ledger_per_second:,.0f}", f"{figure.sqlite3_per_second:,.0f}"
        table.add_row(figure.work, ours, theirs, f"{figure.ratio:.3f}")
    return table


if __name__ == "__main__":
    sys.exit(main())
