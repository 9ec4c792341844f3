"""Interest: what a voice gains by, in a deal, and what that makes of what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.belief.docket import Docket
from ledger.belief.voices import Voices
from ledger.bounds import Bounds, bounds
from ledger.terms import Degree, Favours, Stance, TieKind

PASSED_UP = frozenset({TieKind.AFFILIATION, TieKind.OWNERSHIP})


class Slant(StrEnum):
    """How what is said lies to the interest of who says it."""

    NONE = "none"
    UNDIRECTED = "interested"
    SELF_SERVING = "self-serving"
    AGAINST_INTEREST = "against interest"


@dataclass(frozen=True, slots=True)
class _Gain:
    favours: Favours | None
    since: str | None
    degree: Degree


class Interests:
    """Who gains by a deal's being believed or disbelieved.

    A voice has the interest of every source that is one with it, and of those that own it or that it is affiliated
    to (established): a party's ministry speaks in the party's interest, the party not in its ministry's.
    """

    def __init__(self, docket: Docket, voices: Voices) -> None:
        self._docket, self._voices = docket, voices
        self._gains: dict[str, tuple[_Gain, ...]] = {}

    def gains(self, source: str) -> bool:
        """Whether the source's voice has an interest, of whatever date."""
        return bool((self._docket.parties or self._docket.interests) and self._of(source))

    def slant(self, source: str, stance: Stance, said: Bounds) -> Slant:
        """What the interest of a source's voice makes of a stance said at that time.

        An interest that certainly began later does not count. A suspected interest discounts what serves it; only an
        established one strengthens what goes against it.
        """
        if not (gains := [gain for gain in self._of(source) if not _later(gain, said)]):
            return Slant.NONE
        if any(gain.favours is not None and gain.favours.value == stance.value for gain in gains):
            return Slant.SELF_SERVING
        opposed = (gain for gain in gains if gain.favours is not None and gain.degree is Degree.ESTABLISHED)
        return Slant.AGAINST_INTEREST if any(opposed) else Slant.UNDIRECTED

    def _of(self, source: str) -> tuple[_Gain, ...]:
        if (known := self._gains.get(source)) is None:
            known = self._gains[source] = tuple(self._collected(source))
        return known

    def _collected(self, source: str) -> Iterator[_Gain]:
        seen: set[str] = set()
        waiting = self._voices.members(source)
        while waiting:
            if (name := waiting.pop()) in seen:
                continue
            seen.add(name)
            if name in self._docket.parties:
                yield _Gain(self._docket.parties[name], None, Degree.ESTABLISHED)
            if (interested := self._docket.interests.get(name)) is not None:
                interest = interested.interest
                yield _Gain(interest.favours, interest.since, interest.degree)
            if (known := self._docket.sources.get(name)) is None:
                continue
            for tie in known.ties.values():
                if tie.kind in PASSED_UP and tie.degree is Degree.ESTABLISHED:
                    waiting += self._voices.members(tie.to)


def _later(gain: _Gain, said: Bounds) -> bool:
    """Whether the interest certainly began after it was said."""
    if gain.since is None or said.latest is None:
        return False
    begin = bounds(gain.since).earliest
    return begin is not None and said.latest < begin
