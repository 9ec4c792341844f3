"""Dockets: what bears on a deal, read once and kept, so that its docket at any position costs little.

What is kept grows by what is new since it was last asked for. The docket of the present goes on from that of before;
one of the past is folded from what is kept, in less time than it takes to believe it. Nothing of this is stored: a deal
that is not kept is read from the entries that bear on it, and of those the sources that it names mostly are kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Generic, TypeVar

from ledger.belief import Docket
from ledger.belief.claims import ClaimOnRecord
from ledger.belief.folding import Folding
from ledger.events import ClaimRecorded
from ledger.log import Entry
from ledger.projections.index import NOTHING, Index, Mark, News, named, tied

MOST_KEPT = 200_000
"""How many entries are kept at hand, of deals and of sources each; most are claims, of about a kilobyte."""

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

    Some of it may be later than the position, or bear on other deals alone. `marks` is how far each subject has come;
    `kept` the entries at `positions`, but of a claim recorded under the deal only what beliefs need.
    """

    position: int
    marks: Mapping[str, Mark]
    positions: Sequence[int]
    kept: Sequence[Entry | ClaimOnRecord]
    docket: Docket

    def at(self, position: int) -> Docket:
        """The docket as of a position that this has come to."""
        count = bisect_right(self.positions, position)
        if count == len(self.positions):
            return self.docket
        folding = Folding(self.docket.deal)
        for one in self.kept[:count]:
            if isinstance(one, ClaimOnRecord):
                folding.file(one)
            else:
                folding.take(one)
        return folding.docket()

    def holds(self, position: int) -> bool:
        """Whether the entry at a position is part of it."""
        place = bisect_left(self.positions, position)
        return place < len(self.positions) and self.positions[place] == position


class Dockets:
    """The dockets of the deals last asked for. Any thread may ask."""

    def __init__(self, index: Index, most_kept: int = MOST_KEPT) -> None:
        self._index = index
        self._deals: Shelf[Bearing] = Shelf(most_kept, lambda bearing: len(bearing.kept))
        self._sources: Shelf[News] = Shelf(most_kept, lambda news: 1 + len(news.entries))

    def docket(self, deal: str, position: int) -> Docket:
        """What is on record of a deal as of a position that the index has reached.

        Whether the deal was on record at all by then is for the docket to say.
        """
        bearing = self._deals.get(deal)
        if bearing is None or bearing.position < position:
            bearing = self._grown(deal, bearing or _begun(deal))
            if bearing.docket.opened is not None:
                self._deals.put(deal, bearing)
        return bearing.at(position)

    def _grown(self, deal: str, bearing: Bearing) -> Bearing:
        """What bears on a deal as of where the index is now."""
        position, news = self._index.news(bearing.marks, bearing.holds)
        if not news:
            return replace(bearing, position=position)
        marks = {**bearing.marks, **{subject: one.mark for subject, one in news.items()}}
        fresh = {entry.position: entry for one in news.values() for entry in one.entries}
        known = {subject.removeprefix("source:") for subject in marks if subject.startswith("source:")}
        waiting = (named(fresh.values()) | tied(fresh.values(), known)) - known
        while waiting:
            known |= waiting
            found = self._all_of(waiting)
            marks.update((subject, one.mark) for subject, one in found.items())
            entries = [entry for one in found.values() for entry in one.entries]
            fresh.update((entry.position, entry) for entry in entries)
            waiting = tied(entries, known) - known
        return _extended(bearing, position, marks, [fresh[at] for at in sorted(fresh) if not bearing.holds(at)])

    def _all_of(self, sources: Collection[str]) -> dict[str, News]:
        """Everything on record of these sources, each with its mark."""
        subjects = [f"source:{source}" for source in sources]
        kept = {subject: self._sources.get(subject) or News(NOTHING, ()) for subject in subjects}
        _, news = self._index.news({subject: one.mark for subject, one in kept.items()})
        for subject, one in news.items():
            kept[subject] = News(one.mark, (*kept[subject].entries, *one.entries))
            self._sources.put(subject, kept[subject])
        return kept


def _begun(deal: str) -> Bearing:
    return Bearing(0, {f"deal:{deal}": NOTHING, "policy": NOTHING}, (), (), Folding(deal).docket())


def _extended(bearing: Bearing, position: int, marks: Mapping[str, Mark], entries: Sequence[Entry]) -> Bearing:
    """What bears on a deal with further entries, in order, not all of which need be later than those before."""
    folding = Folding(bearing.docket.deal, onto=bearing.docket)
    positions, kept = [*bearing.positions], [*bearing.kept]
    for entry in entries:
        folding.take(entry)
        claim = folding.claim(entry.fact.claim) if isinstance(entry.fact, ClaimRecorded) else None
        place = bisect_left(positions, entry.position)
        positions.insert(place, entry.position)
        kept.insert(place, claim or entry)
    return Bearing(position, marks, positions, kept, folding.docket())
