"""Bisecting: a position in history at which a specification turns from green to red, by halving.

Belief is not monotone: what is red may have been green, red and green again before. So what is found is *a* turn: at
the position before it the specification is green, and at it it is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    """What a specification is as of a position; `unasked` where something that it names is not on record by then."""

    GREEN = "green"
    RED = "red"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a specification was as of a position, and in whose words: those of the first scenario that is not green."""

    position: int
    colour: Colour
    scenario: str | None = None
    message: str | None = None


class Verdict(StrEnum):
    """What was found: a turn; that it is green at the later end; or that it is not green at the earlier one."""

    TURNED = "turned"
    GREEN = "green"
    NEVER_GREEN = "never green"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Bisection:
    """What came of bisecting: the last outcome that decided it, the green position before it, and how many runs."""

    verdict: Verdict
    at: Outcome
    good: int | None
    runs: int


Run = Callable[[int], Outcome]
"""Runs a specification as of a position."""

Report = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are."""


def bisect(run: Run, good: int | None, bad: int, report: Report) -> Bisection:
    """Find a turn between a green position and a later one that is not.

    Where no green one is given it is the first at which all that the specification names is on record. What is on
    record stays there, so that is found by halving, too.
    """
    asked = _Counted(run, bad, report)
    last = asked(bad)
    if last.colour is Colour.GREEN:
        return Bisection(Verdict.GREEN, last, bad, asked.runs)
    if good is None:
        if last.colour is Colour.UNASKED:
            return Bisection(Verdict.UNASKED, last, None, asked.runs)
        good = _halve(asked, 0, bad, lambda found: found.colour is Colour.UNASKED).position
    first = asked(min(good, bad))
    if first.colour is not Colour.GREEN:
        return Bisection(Verdict.NEVER_GREEN, first, None, asked.runs)
    turn = _halve(asked, good, bad, lambda found: found.colour is Colour.GREEN)
    return Bisection(Verdict.TURNED, turn, turn.position - 1, asked.runs)


def _halve(run: Run, low: int, high: int, holds: Callable[[Outcome], bool]) -> Outcome:
    """The outcome at a position at which it holds no more, though it does at the one before it."""
    while high - low > 1:
        middle = (low + high) // 2
        if holds(run(middle)):
            low = middle
        else:
            high = middle
    return run(high)


class _Counted:
    """Runs a specification, at each position once, and counts the runs."""

    def __init__(self, run: Run, most: int, report: Report) -> None:
        self._run = run
        self._known: dict[int, Outcome] = {}
        self._most = 2 + 2 * most.bit_length()
        self._report = report

    @property
    def runs(self) -> int:
        return len(self._known)

    def __call__(self, position: int) -> Outcome:
        if position not in self._known:
            self._report("Asking", min(self.runs, self._most), self._most)
            self._known[position] = self._run(position)
        return self._known[position]
