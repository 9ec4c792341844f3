"""Figures: what was measured, against what, and the goal for their ratio."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Literal

Unit = Literal["/s", "ms", "µs", "MB"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio is to reach: at least the bound, or at most."""

    sign: Literal[">=", "<="]
    bound: float

    def met(self, ratio: float) -> bool:
        """Whether a ratio reaches it."""
        return ratio >= self.bound if self.sign == ">=" else ratio <= self.bound

    def __str__(self) -> str:
        return f"{self.sign} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: the ledger did `work` at `ledger` units, what it is held `against` at `peer` units.

    `ratio` is the ledger's by the peer's, so that of rates more is better, of times and sizes less. `goal` is None
    where none is set.
    """

    work: str
    against: str
    ledger: float
    peer: float
    unit: Unit
    ratio: float
    goal: Goal | None = None

    @property
    def verdict(self) -> str:
        """`met`, `missed`, or nothing where there is no goal."""
        if self.goal is None:
            return ""
        return "met" if self.goal.met(self.ratio) else "missed"


def compared(
    work: str, against: str, rounds: Sequence[tuple[float, float]], unit: Unit, goal: Goal | None = None
) -> Figure:
    """The figure of rounds in which ledger and peer took turns: medians of each, and of the rounds' own ratios.

    What slows the machine for a while slows both halves of a round, so that their ratio hardly moves.
    """
    ledger, peer = median(ours for ours, _ in rounds), median(theirs for _, theirs in rounds)
    return Figure(work, against, ledger, peer, unit, median(ours / theirs for ours, theirs in rounds), goal)


def p99(values: Sequence[float]) -> float:
    """The least value that 99 % of these do not exceed (nearest rank)."""
    return sorted(values)[ceil(0.99 * len(values)) - 1]
