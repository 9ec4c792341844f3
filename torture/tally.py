"""What came of many flips, counted by the tables that they hit."""

from collections import Counter
from collections.abc import Sequence

from torture import specimen
from torture.pages import Page
from torture.trial import Verdict


class Tally:
    """Adds verdicts up."""

    def __init__(self, places: Sequence[Page]) -> None:
        self._places = places
        self.tried = 0
        self.faults: list[str] = []
        self._changed = 0
        self._misled: Counter[str] = Counter()
        self._otherwise: Counter[str] = Counter()

    def add(self, verdict: Verdict) -> None:
        """Take one verdict in."""
        at, mask = verdict.flip
        place = self._places[at // specimen.PAGE].owner
        self.tried += 1
        self._changed += verdict.changed
        self._misled[place] += bool(verdict.misled)
        self._otherwise[place] += bool(verdict.wrong)
        self.faults += [f"byte {at:,} ({place}), flipped by {mask:#04x}: {what}" for what in verdict.faults]

    def summary(self) -> str:
        """What all of them came to, in one line."""
        return (
            f"{self.tried:,} flips, of which {self._changed:,} changed what is stored; beliefs were wrong after "
            f"{_by_place(self._misled)}, lists after {_by_place(self._otherwise)}"
        )


def _by_place(counted: Counter[str]) -> str:
    by_place = ", ".join(f"{place} {number}" for place, number in counted.most_common() if number)
    return f"{counted.total()} ({by_place})" if by_place else "none"
