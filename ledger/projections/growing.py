"""Growing: what bears on a deal, taken in entry by entry, and the sources that have to be read for it."""

from bisect import bisect_left
from collections.abc import Iterable

from ledger.belief.folding import Folding
from ledger.entries import Entry
from ledger.events import ClaimRecorded, DealOpened, Interest, SourcesRelated, Tie
from ledger.gist import ClaimGist
from ledger.projections.bearing import Bearing, folded


class Growing:
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
            self._named |= named(entry)
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
        docket = self._folding.docket() if self._in_order else folded(self._folding.deal, self._kept)
        return Bearing(position, self.extents, self._positions, self._kept, docket)


def named(entry: Entry) -> set[str]:
    """Every source that an entry of a deal's own names."""
    match entry.told:
        case ClaimRecorded(content=content) | ClaimGist(content=content):
            return {hop.source for hop in content.attribution if hop.source is not None}
        case DealOpened(parties=parties):
            return {party.source for party in parties}
        case SourcesRelated(source=source, relation=Interest()):
            return {source}
        case _:
            return set()


def tied(entries: Iterable[Entry], known: set[str]) -> set[str]:
    """What the known sources are tied to, and what is tied to them: whose voice or cluster is whose goes both ways."""
    found: set[str] = set()
    for entry in entries:
        match entry.told:
            case SourcesRelated(source=source, relation=Tie(to=to)) if source in known or to in known:
                found.update((source, to))
            case _:
                pass
    return found
