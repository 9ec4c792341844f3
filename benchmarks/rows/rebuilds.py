"""The peak memory of a full rebuild, of a large ledger against one of a tenth of its events."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import REBUILT_A_SECOND, Bench
from benchmarks.built import LEAST, build
from benchmarks.figures import Figure, Goal
from benchmarks.peak import peak_of_rebuild

MOST = 400.0
"""Megabytes that a rebuild may take."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Each in a process that does nothing else; a megabyte is a million bytes."""
    large = bench.sizes.rebuilt
    small = max(LEAST, large // 10)
    peaks = {events: _peak(bench, events) for events in (small, large)}
    work = f"peak memory of a rebuild of {large:,} events"
    against = f"the same of {small:,} events"
    yield Figure(work, against, peaks[large], peaks[small], "MB", peaks[large] / peaks[small], Goal("<=", 1.2))
    yield Figure(work, f"{MOST:.0f} MB", peaks[large], MOST, "MB", peaks[large] / MOST, Goal("<=", 1))


def _peak(bench: Bench, events: int) -> float:
    path: Path = bench.folder / f"{events}.ledger"
    build(path, events, bench.advance)
    done = 0

    def report(position: int) -> None:
        nonlocal done
        bench.advance(f"rebuilding {events:,} events", (position - done) / REBUILT_A_SECOND)
        done = position

    return peak_of_rebuild(path, report) / 1e6
