"""Origins: which voices have an origin that is known, and which of those are interested."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.belief.tally import Side


@dataclass(frozen=True, slots=True)
class Origins:
    """The known origins behind some sides, one for each voice, by name; `interested` have no other than interested."""

    known: frozenset[str]
    interested: frozenset[str]

    @classmethod
    def of(cls, sides: Iterable[Side]) -> "Origins":
        """The origins of the voices on these sides; a voice on both is one."""
        known: set[str] = set()
        fair: set[str] = set()
        for side in sides:
            for voice, tally in side.items():
                if tally.origins:
                    known.add(voice)
                if tally.fair:
                    fair.add(voice)
        return cls(frozenset(known), frozenset(known - fair))
