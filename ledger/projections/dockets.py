"""Dockets: what bears on a deal, read once and kept, so that its docket at any position costs little.

What is kept grows by what is new since it was last asked for. The docket of the present goes on from that of before;
one of the past is folded from what is kept, in less time than it takes to believe it. Nothing of this is stored: a deal
that is not kept is read from the entries that bear on it, and of those the sources that it names mostly are kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from ledger.belief import Docket
from ledger.belief.claims import ClaimOnRecord
from ledger.belief.folding import Folding
from ledger.entries import Entry
from ledger.events import ClaimRecorded, SourcesRelated
from ledger.gist import ClaimGist
from ledger.projections.extents import NOTHING, Extent
from ledger.projections.index import Index, named, tied

MOST_KEPT = 200_000
"""How many entries are kept at hand, of deals and of sources each; most are claims, of some 600 bytes."""

T = TypeVar("T")


class Shelf(Generic[T]):
    """Things by name, the last asked for: as many as weigh no more than `most`, or one alone. Any thread may ask."""

    def __init__(self, most: int, weight: Callable[[T], int]) -> None:
        self._most, self._weight = most, weight
        self._things: dict[str, T] = {}
        self._weighs = 0
        self._lock = Lock()

    def get(self, name: str) -> T | None:
        """The thing of this name, None where it is not there."""
        with self._lock:
            thing = self._things.pop(name, None)
            if thing is not None:
                self._things[name] = thing
            return thing

    def put(self, name: str, thing: T) -> None:
        """Put a thing here, in place of what has its name."""
        with self._lock:
            self._drop(name)
            self._things[name] = thing
            self._weighs += self._weight(thing)
            while self._weighs > self._most and len(self._things) > 1:
                self._drop(next(iter(self._things)))

    def _drop(self, name: str) -> None:
        if (thing := self._things.pop(name, None)) is not None:
            self._weighs -= self._weight(thing)


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
        count = bisect_right(self.positions, position)
        if count == len(self.positions):
            return self.docket
        return _folded(self.docket.deal, self.kept[:count])

    def holds(self, position: int) -> bool:
        """Whether the entry at a position is part of it."""
        place = bisect_left(self.positions, position)
        return place < len(self.positions) and self.positions[place] == position


class _Known(NamedTuple):
    """Everything on record of a source, in order, and its extent."""

    extent: Extent
    entries: tuple[Entry, ...]


class Dockets:
    """The dockets of the deals last asked for. Any thread may ask."""

    def __init__(self, index: Index, most_kept: int = MOST_KEPT) -> None:
        self._index = index
        self._deals: Shelf[Bearing] = Shelf(most_kept, lambda bearing: len(bearing.kept))
        self._sources: Shelf[_Known] = Shelf(most_kept, lambda known: 1 + len(known.entries))

    def docket(self, deal: str, position: int) -> Docket:
        """What is on record of a deal as of a position that the index has reached.

        Whether the deal was on record at all by then is for the docket to say.
        """
        bearing = self._deals.get(deal)
        if bearing is None or bearing.position < position:
            bearing = self._grown(bearing or _begun(deal))
            if bearing.docket.opened is not None:
                self._deals.put(deal, bearing)
        return bearing.at(position)

    def _grown(self, bearing: Bearing) -> Bearing:
        """What bears on a deal as of where the index is now."""
        position, news = self._index.news(bearing.extents, bearing.holds)
        if not news:
            return replace(bearing, position=position)
        growing = _Growing(bearing)
        growing.extents.update((subject, one.extent) for subject, one in news.items())
        for entry in self._index.entries(news.values()):
            growing.take(entry)
        while waiting := growing.unread():
            for subject, known in self._all_of(waiting).items():
                growing.extents[subject] = known.extent
                for entry in known.entries:
                    growing.take(entry)
        return growing.bearing(position)

    def _all_of(self, subjects: Collection[str]) -> dict[str, _Known]:
        """Everything on record of these sources."""
        known = {subject: self._sources.get(subject) or _Known(NOTHING, ()) for subject in subjects}
        _, news = self._index.news({subject: one.extent for subject, one in known.items()})
        entries = {entry.position: entry for entry in self._index.entries(news.values())}
        for subject, one in news.items():
            fresh = (entries[position] for position in sorted(one.digests))
            known[subject] = _Known(one.extent, (*known[subject].entries, *fresh))
            self._sources.put(subject, known[subject])
        return known


class _Growing:
    """What bears on a deal while further entries are taken in, which need not be later than those before.

    They are not kept as they come, for a claim is many objects and they would all be alive at once. Where one came
    after a later one, all that is kept is folded again, in order.
    """

    def __init__(self, bearing: Bearing) -> None:
        self.extents = dict(bearing.extents)
        self._positions, self._kept = [*bearing.positions], [*bearing.kept]
        self._folding = Folding(bearing.docket.deal, onto=bearing.docket)
        self._in_order = True
        self._named: set[str] = set()
        self._related: list[Entry] = []

    def take(self, entry: Entry) -> None:
        """Fold an entry in, unless it is held already."""
        place = bisect_left(self._positions, entry.position)
        if place < len(self._positions) and self._positions[place] == entry.position:
            return
        self._folding.take(entry)
        claim = self._folding.claim(entry.told.claim) if isinstance(entry.told, ClaimRecorded | ClaimGist) else None
        if claim is not None:
            self._named.update(claim.named)
        else:
            self._named |= named([entry])
            if isinstance(entry.told, SourcesRelated):
                self._related.append(entry)
        self._in_order &= place == len(self._positions)
        self._positions.insert(place, entry.position)
        self._kept.insert(place, claim or entry)

    def unread(self) -> set[str]:
        """The sources, as subjects, that were named or tied to one that was read, and are not read yet."""
        read = {subject.removeprefix("source:") for subject in self.extents if subject.startswith("source:")}
        return {f"source:{name}" for name in (self._named | tied(self._related, read | self._named)) - read}

    def bearing(self, position: int) -> Bearing:
        """What bears on the deal now."""
        docket = self._folding.docket() if self._in_order else _folded(self._folding.deal, self._kept)
        return Bearing(position, self.extents, self._positions, self._kept, docket)


def _folded(deal: str, kept: Sequence[Entry | ClaimOnRecord]) -> Docket:
    """The docket that these make, which come in order."""
    folding = Folding(deal)
    for one in kept:
        if isinstance(one, ClaimOnRecord):
            folding.file(one)
        else:
            folding.take(one)
    return folding.docket()


def _begun(deal: str) -> Bearing:
    return Bearing(0, {f"deal:{deal}": NOTHING, "policy": NOTHING}, (), (), Folding(deal).docket())
