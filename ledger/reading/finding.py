"""Finding: the moments, entries and states that every question is answered from, each held to what was indexed."""

from collections.abc import Callable, Collection, Iterator
from functools import reduce
from typing import Any

from ledger import policies
from ledger.belief import Docket, Policy
from ledger.belief.folding import Shared
from ledger.clocks import instant, recorded_cursor
from ledger.entries import Entry
from ledger.errors import BadCursor, DamagedLedger, NotFound
from ledger.events import Fact
from ledger.figures import Figures
from ledger.log import Clock, Log, Moment
from ledger.projections.dockets import Dockets
from ledger.projections.follower import Follower
from ledger.projections.index import Index
from ledger.projections.trees import Trees
from ledger.sealing import Sealer

DEALS_AT_ONCE = 100


class Finding:
    """Where questions find what they are answered from. Every answer is as of a moment, at the latest the head."""

    def __init__(
        self, log: Log, follower: Follower, index: Index, trees: Trees, sealer: Sealer, clock: Clock, figures: Figures
    ) -> None:
        self._log = log
        self._follower = follower
        self._index = index
        self._trees = trees
        self._sealer = sealer
        self._clock = clock
        self.figures = figures
        self._dockets = Dockets(index)

    def moment(self, text: str | None, field: str = "recorded_as_of") -> Moment:
        """The moment that a position, a day or an instant names; the head where `text` is None.

        Raises BadCursor where it cannot be read, or lies beyond the head: what is recorded by then is not known yet.
        """
        head = self._log.head()
        if text is None:
            return self._held(head)
        cursor = recorded_cursor(text, field)
        if isinstance(cursor, int):
            if cursor > head.position:
                raise BadCursor(f"position {cursor} lies beyond the head of the log, {head.position}", field)
            return self._held(self._log.moment(cursor))
        if cursor > max(self.now(), head.recorded_at or ""):
            raise BadCursor(f"{text} is not over yet: leave {field} out for what is on record now", field)
        return self._held(self._log.last_at(cursor), cursor)

    def now(self) -> str:
        """The present instant on the ledger's clock."""
        return instant(self._clock())

    def _held(self, found: Moment, instant: str | None = None) -> Moment:
        """A moment whose entry is the one that was indexed; so is the next where the moment is the last at an instant.

        What misled the search for an instant shows in these two: recorded times never decrease.
        """
        positions = [found.position] if instant is None else [found.position, found.position + 1]
        for entry in self._index.held(self._log.at(positions)):
            if instant is not None and (entry.recorded_at <= instant) != (entry.position <= found.position):
                raise DamagedLedger(f"the entries around position {found.position} are not in the order of their times")
        return found

    def _stretch(self, since: str | None, until: str | None) -> tuple[int, Moment]:
        """The position after which, and the moment up to which a stretch of the recorded clock goes."""
        end = self.moment(until, "recorded_until")
        start = self.moment(since, "recorded_since").position if since is not None else 0
        if start > end.position:
            raise BadCursor("recorded_since lies after recorded_until", "recorded_since")
        return start, end

    def _docket(self, deal: str, at: Moment) -> Docket:
        self._follower.follow(until=at.position)
        docket = self._dockets.docket(deal, at.position)
        if docket.opened is None:
            raise NotFound(f"no deal {deal!r} is on record as of position {at.position}")
        return docket

    def _known(self, sources: Collection[str]) -> Collection[str]:
        for name in sources:
            if not self._log.stream(f"source:{name}"):
                raise NotFound(f"no source {name!r} is on record, so it cannot be left out", "without")
        return sources

    def _policy(self, name: str | None) -> Policy | None:
        """The policy that a name or a digest names, of those adopted by now; None where it is None. Raises NotFound."""
        if name is None:
            return None
        return policies.named(name, [entry.fact for entry in self._index.stream("policy")])

    def _as_of(self, stream: str, at: Moment) -> list[Entry]:
        """The entries of a stream as of a moment."""
        return [entry for entry in self._index.stream(stream) if entry.position <= at.position]

    def _deals(self, at: Moment, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """The deals opened after a position and by a moment, which the index has come to: (position, id), in order."""
        while deals := self._index.things("deal", after=after, limit=DEALS_AT_ONCE):
            for after, deal in self._index.begun("deal", deals):
                if after > at.position:
                    return
                yield after, deal

    def _one_voice(self, source: str | None) -> list[str]:
        """The sources that are of one voice with a source by ties that are known now; none where it is None."""
        if source is None:
            return []
        shared = Shared()
        for entry in self._dockets.of_source(source, self._log.head().position):
            shared.take(entry.fact, entry.position)
        return shared.voices.members(source)

    def _state(self, stream: str, evolve: Callable[[Any, Fact], object]) -> tuple[object, int]:
        """What a stream folds to now, None where it holds nothing, and its version."""
        entries = self._index.stream(stream)
        return reduce(evolve, (entry.fact for entry in entries), None), len(entries)
