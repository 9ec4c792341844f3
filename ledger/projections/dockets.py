"""Dockets: what bears on a deal, read once and kept, so that its docket at any position costs little.

What is kept grows by what is new since it was last asked for. The docket of the present goes on from that of before;
one of the past is folded from what is kept, in less time than it takes to believe it. Nothing of this is stored: a deal
that is not kept is read from the entries that bear on it, and of those the sources that it names mostly are kept.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from ledger.belief import Docket
from ledger.entries import Entry
from ledger.events import ClaimAssigned
from ledger.projections.bearing import Bearing, begun
from ledger.projections.extents import NOTHING, Extent
from ledger.projections.growing import Growing, tied
from ledger.projections.index import LAST, Index
from ledger.projections.shelf import Shelf

MOST_KEPT = 200_000
"""How many entries are kept at hand, of deals and of sources each; most are claims, of some 600 bytes."""


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
        return self._bearing(deal, position).at(position)

    def entries(self, deal: str, position: int) -> list[Entry]:
        """All that bears on a deal as of a position that the index has reached, in order. Raises DamagedLedger.

        That is policies, the deal, its claims, and of the sources those at any hop, the parties, the interested, and
        whatever these are tied to, however far. There may be more, which bears on the deal later, or on others.
        """
        bearing = self._bearing(deal, position).until(position)
        return bearing.entries(self._index.at(bearing.recorded()))

    def foreseen(self, deal: str, position: int, pending: Sequence[Entry]) -> Docket:
        """The docket as it would be if these entries came after a position, whatever they bear on.

        What is on record of a claim that would only now come under the deal is part of it.
        """
        growing = Growing(self._bearing(deal, position).until(position))
        for stream in sorted({entry.stream for entry in pending if isinstance(entry.fact, ClaimAssigned)}):
            for entry in self._index.stream(stream):
                if entry.position <= position:
                    growing.take(entry)
        for entry in pending:
            growing.take(entry)
        return self._whole(growing, position, until=position).docket

    def of_source(self, source: str, position: int) -> list[Entry]:
        """All that is on record of a source as of a position, and of whatever it is tied to, however far; in order."""
        found: dict[int, Entry] = {}
        read: set[str] = set()
        waiting = {source}
        while waiting:
            for known in self._all_of([f"source:{name}" for name in waiting]).values():
                found.update((entry.position, entry) for entry in known.entries if entry.position <= position)
            read |= waiting
            waiting = tied(found.values(), read) - read
        return [found[at] for at in sorted(found)]

    def _bearing(self, deal: str, position: int) -> Bearing:
        """What bears on a deal as of a position, or of a later one."""
        bearing = self._deals.get(deal)
        if bearing is None or bearing.position < position:
            bearing = self._grown(bearing or begun(deal))
            if bearing.docket.opened is not None:
                self._deals.put(deal, bearing)
        return bearing

    def _grown(self, bearing: Bearing) -> Bearing:
        """What bears on a deal as of where the index is now."""
        position, news = self._index.news(bearing.extents, bearing.holds)
        if not news:
            return replace(bearing, position=position)
        growing = Growing(bearing)
        growing.extents.update((subject, one.extent) for subject, one in news.items())
        for entry in self._index.entries(news.values()):
            growing.take(entry)
        return self._whole(growing, position)

    def _whole(self, growing: Growing, position: int, until: int = LAST) -> Bearing:
        """What has grown, once the sources that it names, and those tied to them, are read too.

        Of an extent nothing may be left out `until` a position but where what has grown is not kept.
        """
        while waiting := growing.unread():
            for subject, known in self._all_of(waiting).items():
                growing.extents[subject] = known.extent
                for entry in known.entries:
                    if entry.position <= until:
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
