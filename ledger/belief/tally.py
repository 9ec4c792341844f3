"""Tallies: the claims on one side of a proposition gathered into voices, each counted once at its heaviest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ledger.belief.interest import Slant
from ledger.belief.voices import Groups
from ledger.belief.weighing import Weighed


@dataclass(slots=True)
class Tally:
    """One voice on one side: its greatest weight in each cluster, and what its claims amount to.

    `origins` are its established origins, `fair` those without interest; `carried` is, of each cluster, the position
    of the first claim that has the greatest weight.
    """

    best: dict[str, int] = field(default_factory=dict)
    carried: dict[str, int] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    fair: set[str] = field(default_factory=set)
    witnessed: bool = False

    @classmethod
    def of(cls, weighed: Weighed) -> "Tally":
        """What a voice's first claim amounts to: as counted by an empty tally."""
        cluster, origin = weighed.cluster, weighed.origin
        fair = origin is not None and weighed.slant is Slant.NONE
        return cls(
            {cluster: weighed.x},
            {cluster: weighed.claim.filed},
            {origin} if origin is not None else set(),
            {origin} if origin is not None and fair else set(),
            fair and weighed.witnessed,
        )

    def count(self, weighed: Weighed) -> None:
        """Count one more claim of this voice."""
        self._heavier(weighed.cluster, weighed.x, weighed.claim.filed)
        if weighed.origin is not None:
            self.origins.add(weighed.origin)
            if weighed.slant is Slant.NONE:
                self.fair.add(weighed.origin)
                self.witnessed |= weighed.witnessed

    def absorb(self, other: "Tally") -> None:
        """Count all that another tally of the same voice counted."""
        for cluster, x in other.best.items():
            self._heavier(cluster, x, other.carried[cluster])
        self.origins |= other.origins
        self.fair |= other.fair
        self.witnessed |= other.witnessed

    def _heavier(self, cluster: str, x: int, position: int) -> None:
        known = self.best.get(cluster, 0)
        if x > known or (x == known and position < self.carried[cluster]):
            self.best[cluster], self.carried[cluster] = x, position


Side = Mapping[str, Tally]
"""The voices on one side of a proposition, by name."""


def one_occasion(claims: Iterable[Weighed]) -> Groups:
    """Which voices are one because they spoke on one occasion. The claims are of one stance and one family.

    It is done for a whole family of propositions at once: were it done for each alone, two voices could be one on the
    weaker proposition and two on the stronger, which would then be believed more.
    """
    groups = Groups()
    for weighed in claims:
        if weighed.claim.occasion is not None:
            groups.join(weighed.voice, f"~{weighed.claim.occasion}")
    return groups


def tally(claims: Iterable[Weighed], groups: Groups) -> dict[str, Tally]:
    """The claims of one stance gathered into voices."""
    side: dict[str, Tally] = {}
    for weighed in claims:
        voice = groups.of(weighed.voice)
        known = side.get(voice)
        if known is None:
            side[voice] = Tally.of(weighed)
        else:
            known.count(weighed)
    return side


def united(sides: Iterable[Side]) -> dict[str, Tally]:
    """One side made of several: each voice once, at its heaviest."""
    union: dict[str, Tally] = {}
    for side in sides:
        for voice, part in side.items():
            union.setdefault(voice, Tally()).absorb(part)
    return union
