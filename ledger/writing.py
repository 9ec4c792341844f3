"""Writing: the appends that go together are decided one after the other, appended with one sync, and acknowledged."""

from collections.abc import Callable, Mapping, Sequence

from ledger.belief import independent_origins
from ledger.drafts import Drafts
from ledger.entries import Entry, leaf_hash
from ledger.errors import Refusal, StorageFailure, Unavailable
from ledger.figures import Figures
from ledger.log import Log
from ledger.projections.dockets import Dockets
from ledger.projections.follower import Follower
from ledger.receipts import Receipt
from ledger.sealing import Sealer
from ledger.states import Loaded
from ledger.turns import Turn, shared
from ledger.unit import Taken, Unit

CACHED_STREAMS = 10_000
"""Streams whose state is kept between appends: those of sources, documents, deals and the policy."""

STORED = "what was new was stored, and the same again is stored at most once"


class Writing:
    """What the writer does. Call it inside the log's `writing()` alone: nobody else may append between."""

    def __init__(
        self,
        log: Log,
        dockets: Dockets,
        follower: Follower,
        sealer: Sealer,
        now: Callable[[], str],
        figures: Figures,
        grown: Callable[[int], None] = lambda position: None,
    ) -> None:
        self._log = log
        self._dockets = dockets
        self._follower = follower
        self._sealer = sealer
        self._now = now
        self._figures = figures
        self._grown = grown
        self._cache: dict[str, Loaded] = {}

    def serve(self, turns: Sequence[Turn]) -> None:
        """Decide these turns one after the other, append what they took with one sync, and end each of them.

        A turn that is refused fails alone. Where several fail but the store did not, each is tried by itself.
        """
        unit = Unit(self._log, self._cache, self._sealer, self._independence, turns[0].recorded_at or self._now())
        taken: dict[Turn, list[Taken]] = {}
        try:
            unit.begin(turns[0].by)
            unit.foresee(_together(turns))
            for turn in turns:
                try:
                    taken[turn] = turn.taken(unit)
                except Refusal as refusal:
                    turn.failure = refusal
            self._end(unit, taken)
        except BaseException as error:
            self._cache.clear()  # the log may hold what was not acknowledged
            self._fail([turn for turn in turns if not turn.over], error)

    def _end(self, unit: Unit, taken: Mapping[Turn, list[Taken]]) -> None:
        entries: dict[tuple[str, int], Entry] = {}
        if any(taken.values()):
            first = next(iter(taken))
            appended = self._figures.syncing(len(taken), lambda: unit.commit(recorded_at=first.recorded_at))
            entries = {(entry.stream, entry.version): entry for entry in appended}
            if appended:
                self._grown(appended[-1].position)
        while len(self._cache) > CACHED_STREAMS:
            self._cache.pop(next(iter(self._cache)))
        for turn, parts in taken.items():
            try:
                turn.receipts = [self._receipt(part, unit, entries) for part in parts]
            except Refusal as refusal:  # what was on record already cannot be read; what is new is stored by now
                new = any((part.stream, part.version) in entries for part in parts)
                turn.failure = StorageFailure(f"{refusal.detail}; {STORED}") if new else refusal

    def _fail(self, turns: Sequence[Turn], error: BaseException) -> None:
        if isinstance(error, Unavailable):
            self._figures.failed("append", error)
        elif isinstance(error, Exception) and len(turns) > 1:
            for turn in turns:
                self.serve([turn])
            return
        for turn in turns:
            turn.failure = shared(error)
        if not isinstance(error, Exception):
            raise error

    def _receipt(self, taken: Taken, unit: Unit, entries: dict[tuple[str, int], Entry]) -> Receipt:
        entry = entries.get((taken.stream, taken.version))
        if entry is None:
            entry = self._log.stream(taken.stream)[taken.version - 1]
        return Receipt.of_valid(
            record=taken.kind,
            id=taken.id,
            claim=taken.id if taken.stream.startswith("claim:") else None,
            position=entry.position,
            recorded_at=entry.recorded_at,
            digest=leaf_hash(entry.data),
            again=taken.again,
            status=unit.status(taken),
        )

    def _independence(self, deal: str, claim: str, pending: list[Entry]) -> int:
        """Law 10 is checked on all that the log holds: inside `writing()` it cannot grow behind the index."""
        docket = self._dockets.foreseen(deal, self._follower.follow(), pending)
        return independent_origins(docket, claim)


def _together(turns: Sequence[Turn]) -> Drafts:
    drafts = Drafts()
    for turn in turns:
        drafts.add(turn.drafts)
    return drafts
