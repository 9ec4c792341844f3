"""Bearing: what bears on a deal, kept so that the docket at any position is made of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ledger.belief import Docket
from ledger.belief.claims import ClaimOnRecord
from ledger.belief.folding import Folding
from ledger.entries import Entry
from ledger.projections.extents import NOTHING, Extent


@dataclass(frozen=True, slots=True)
class Bearing:
    """All that bears on a deal up to a position, in order, and the docket that it makes. Nobody writes to it.

    Some of it may be later than the position, or bear on other deals alone. `extents` is how far each subject has come;
    `kept` the entries at `positions`, but of a claim recorded under the deal only what beliefs need.
    """

    position: int
    extents: Mapping[str, Extent]
    positions: Sequence[int]
    kept: Sequence[Entry | ClaimOnRecord]
    docket: Docket

    def at(self, position: int) -> Docket:
        """The docket as of a position that this has come to."""
        return self.until(position).docket

    def until(self, position: int) -> "Bearing":
        """That of it which is no later than a position that this has come to."""
        count = bisect_right(self.positions, position)
        if count == len(self.positions):
            return self
        kept = self.kept[:count]
        return Bearing(position, self.extents, self.positions[:count], kept, folded(self.docket.deal, kept))

    def holds(self, position: int) -> bool:
        """Whether the entry at a position is part of it."""
        place = bisect_left(self.positions, position)
        return place < len(self.positions) and self.positions[place] == position

    def recorded(self) -> list[int]:
        """The positions at which claims were recorded under the deal: of their entries not all is kept."""
        held = zip(self.positions, self.kept, strict=True)
        return [at for at, one in held if isinstance(one, ClaimOnRecord)]

    def entries(self, recorded: Iterable[Entry]) -> list[Entry]:
        """All of it, in order, with the entries at the positions that `recorded` names."""
        return sorted([*(one for one in self.kept if isinstance(one, Entry)), *recorded], key=attrgetter("position"))


def folded(deal: str, kept: Sequence[Entry | ClaimOnRecord]) -> Docket:
    """The docket that these make, which come in order."""
    folding = Folding(deal)
    for one in kept:
        if isinstance(one, ClaimOnRecord):
            folding.file(one)
        else:
            folding.take(one)
    return folding.docket()


def begun(deal: str) -> Bearing:
    """What bears on a deal before anything was read of it."""
    return Bearing(0, {f"deal:{deal}": NOTHING, "policy": NOTHING}, (), (), Folding(deal).docket())
