"""The bench: where rows are measured, how much of everything, and how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

Advance = Callable[[str, float], None]
"""Is told what is being done, and how many of the seconds expected for it lie behind."""

CLIENTS = 32
BUILT_A_SECOND = 25_000
"""Entries of a made-up ledger written a second, as expected of two cores; for the time left alone."""

REBUILT_A_SECOND = 9_000
"""Entries indexed a second, likewise."""

LEAVES_A_SECOND = 150_000
"""Leaves of a tree that grows alone, likewise."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How often each row is measured, and how much of what; `--help` says it of each."""

    rounds: int = 5
    claims: int = 100_000
    singles: int = 2_000
    events: int = 1_000_000
    reads: int = 300
    rebuilt: int = 5_000_000
    leaves: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Bench:
    """What a row is given: a folder of its own, the sizes, and whom to tell how far it has come."""

    folder: Path
    sizes: Sizes
    advance: Advance


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def building(events: int) -> float:
    """The seconds that making a ledger of this many events takes, about."""
    return events / BUILT_A_SECOND


def indexing(events: int) -> float:
    """The seconds that indexing this many events takes, about."""
    return events / REBUILT_A_SECOND
