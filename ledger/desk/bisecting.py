"""Bisecting: the first position in history at which a specification turns from green to anything else.

Belief is not monotone: what is red may have been green, red and green again before, so that halving would find some
turn, and not the first. So a specification is run at each position in turn at which what it reads can have changed.
"""

from collections.abc import Callable, Sequence
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
    """What was found: a turn; that it is green from the first green position on; or that it is green at none."""

    TURNED = "turned"
    GREEN = "green"
    NEVER_GREEN = "never green"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Bisection:
    """What came of bisecting: the outcome that decided it, the green position before it, the outcome at the end, and
    how many runs it took."""

    verdict: Verdict
    at: Outcome
    good: int | None
    last: Outcome
    runs: int


Run = Callable[[int], Outcome]
"""Runs a specification as of a position."""

Places = Callable[[int, int], Sequence[int]]
"""The positions after one and up to another at which what a specification reads can have changed, in order."""

Report = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are."""


def bisect(run: Run, places: Places, good: int | None, bad: int, report: Report) -> Bisection:
    """Find the first turn between a green position and a later one.

    Where no green one is given it is the first that is. A turn is one: at the position before it the specification is
    green, whatever `places` leaves out.
    """
    asked = _Counted(run)
    last = asked(bad)
    steps = [*([good] if good is not None else []), *places(good or 0, bad)]
    green = None
    for done, position in enumerate(steps):
        report("Asking", done, len(steps))
        found = asked(position)
        if found.colour is Colour.GREEN:
            green = position
        elif green is not None:
            turn = _narrowed(asked, green, found)
            return Bisection(Verdict.TURNED, turn, turn.position - 1, last, asked.runs)
        elif position == good:
            return Bisection(Verdict.NEVER_GREEN, found, None, last, asked.runs)
    if green is None and last.colour is not Colour.GREEN:
        verdict = Verdict.UNASKED if last.colour is Colour.UNASKED else Verdict.NEVER_GREEN
        return Bisection(verdict, last, None, last, asked.runs)
    if last.colour is not Colour.GREEN:
        turn = _narrowed(asked, green or 0, last)
        return Bisection(Verdict.TURNED, turn, turn.position - 1, last, asked.runs)
    return Bisection(Verdict.GREEN, last, bad, last, asked.runs)


def _narrowed(run: Run, green: int, found: Outcome) -> Outcome:
    """The outcome at a position before which it is green, after a green position and up to one that is not."""
    if run(found.position - 1).colour is Colour.GREEN:
        return found
    low, high = green, found.position - 1
    while high - low > 1:
        middle = (low + high) // 2
        if run(middle).colour is Colour.GREEN:
            low = middle
        else:
            high = middle
    return run(high)


class _Counted:
    """Runs a specification, at each position once, and counts the runs."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[int, Outcome] = {}

    @property
    def runs(self) -> int:
        return len(self._known)

    def __call__(self, position: int) -> Outcome:
        if position not in self._known:
            self._known[position] = self._run(position)
        return self._known[position]
