"""Verifying a log, as `claim-ledger verify` reads it: every event rehashed, held to those before it and to the tree."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.bench import BUILT_A_SECOND, Bench
from benchmarks.built import LEAST, build
from benchmarks.figures import Figure, Goal
from ledger.auditor import verifier
from ledger.canonical import canonical, read_strictly
from ledger.opening import open_ledger

WANTED = 100_000
"""Events that a processor is to verify in a second."""


def measure(bench: Bench) -> Iterator[Figure]:
    """An export and a ledger's file, and with Python's own JSON alone; in events a second of a processor's time."""
    events, path = max(LEAST, bench.sizes.claims), bench.folder / "verified.ledger"
    exported = path.with_suffix(".ndjson")
    build(path, events, bench.advance)
    _export(path, exported)
    for what, log, alone in (
        ("an export", exported, False),
        ("a ledger's file", path, False),
        ("an export, by Python alone,", exported, True),
    ):
        rates = []
        for _ in range(bench.sizes.rounds):
            rates.append(events / _verified(log, events, alone))
            bench.advance("verifying", events / BUILT_A_SECOND)
        rate = median(rates)
        work = f"verify {what} of {events:,} events"
        yield Figure(work, f"{WANTED:,} a second", rate, WANTED, "/s", rate / WANTED, None if alone else Goal(">=", 1))


def _export(path: Path, to: Path) -> None:
    with open_ledger(str(path)) as ledger, to.open("wb") as file:
        file.writelines(entry.data + b"\n" for entry in ledger.entries())


def _verified(path: Path, events: int, alone: bool) -> float:
    """Seconds of a processor that it takes to verify a log."""
    entries = verifier.Entries() if alone else verifier.Entries(read_strictly, canonical)
    began = process_time()
    with verifier.opened(path) as log:
        report = verifier.verify(log, entries=entries)
    assert report.size == events
    return process_time() - began
