"""Reading: every question that a ledger answers, on both clocks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, Self, TypeVar

from ledger import claim, deal, document, source
from ledger.belief import Docket, believe, changes, explain
from ledger.belief.standing import Standing
from ledger.belief.view import Change, DealBelief, Explanation
from ledger.checkup import Checkup
from ledger.claim import Claim
from ledger.clocks import instant, recorded_cursor
from ledger.dates import chronology
from ledger.deal import Deal
from ledger.document import Document
from ledger.entries import Entry
from ledger.errors import BadCursor, DamagedLedger, NotFound
from ledger.events import ClaimFact, DealOpened, Evidence, Fact, PropositionRaised
from ledger.figures import Figures
from ledger.filters import ClaimFilter
from ledger.log import Clock, Log, Moment
from ledger.projections.dockets import Dockets
from ledger.projections.follower import Follower
from ledger.projections.index import Index
from ledger.sealing import Sealer
from ledger.showing import (
    claim_view,
    deal_view,
    document_view,
    entry_view,
    history_item,
    shown_moment,
    source_view,
    timeline_item,
)
from ledger.source import Source
from ledger.views import (
    ClaimView,
    DealView,
    Diagnosis,
    DocumentView,
    EntryView,
    Health,
    History,
    Page,
    SourceView,
    Timeline,
    TimelineItem,
)

ENTRIES_AT_ONCE = 1_000
NO_FILTER = ClaimFilter()
Item = TypeVar("Item")


class Reader:
    """The questions. Every answer is as of a moment of the recorded clock, at the latest the head of the log."""

    def __init__(
        self, log: Log, follower: Follower, index: Index, sealer: Sealer, clock: Clock, figures: Figures
    ) -> None:
        self._log = log
        self._follower = follower
        self._index = index
        self._sealer = sealer
        self._clock = clock
        self.figures = figures
        self._checkup = Checkup(log, follower, figures)
        self._dockets = Dockets(index)

    # -- belief --------------------------------------------------------------------------------------------------------

    def beliefs(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> DealBelief:
        """What the record supports of every proposition of a deal, and of its ladder.

        `recorded_as_of` is a position, a day or an RFC 3339 instant; `asserted_as_of` a day or an instant; `without`
        names sources to leave out at any hop. Raises NotFound, BadCursor, BadDate.
        """
        at = self.moment(recorded_as_of)
        belief = believe(self._docket(deal, at), asserted_as_of=asserted_as_of, without=self._known(without))
        return belief.model_copy(update={"recorded_as_of": shown_moment(at)})

    def explanation(
        self,
        deal: str,
        proposition: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> Explanation:
        """The terms that add up to the belief in a proposition. Raises NotFound, BadCursor, BadDate."""
        at = self.moment(recorded_as_of)
        docket = self._docket(deal, at)
        if proposition not in docket.propositions:
            raise NotFound(f"deal {deal!r} has no proposition {proposition!r} on record as of position {at.position}")
        found = explain(docket, proposition, asserted_as_of=asserted_as_of, without=self._known(without))
        return found.model_copy(update={"recorded_as_of": shown_moment(at)})

    def changes(
        self,
        deal: str,
        *,
        recorded_since: str | None = None,
        recorded_until: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> list[Change]:
        """Which entries after `recorded_since`, up to `recorded_until`, moved what; echoes told apart from news."""
        since, until = self._stretch(recorded_since, recorded_until)
        entries = self._bearing(deal, until)
        return list(changes(deal, entries, asserted_as_of=asserted_as_of, without=self._known(without), since=since))

    def history(
        self,
        deal: str,
        *,
        recorded_since: str | None = None,
        recorded_until: str | None = None,
        asserted_as_of: str | None = None,
    ) -> History:
        """How each belief about a deal moved, event by event, in the order of recording."""
        until = self.moment(recorded_until, "recorded_until")
        found = self.changes(
            deal, recorded_since=recorded_since, recorded_until=str(until.position), asserted_as_of=asserted_as_of
        )
        items = tuple(history_item(change, move) for change in found for move in change.moved)
        return History(deal=deal, recorded_as_of=shown_moment(until), asserted_as_of=asserted_as_of, items=items)

    def timeline(self, deal: str, *, recorded_as_of: str | None = None, asserted_as_of: str | None = None) -> Timeline:
        """The claims of a deal by the period that they speak of, earliest first; those of no period last."""
        at = self.moment(recorded_as_of)
        entries = self._bearing(deal, at)
        docket = self._docket(deal, at)
        said_by_then = Standing(docket, docket.voices, asserted_as_of, ()).is_said
        propositions = {e.fact.proposition: e.fact for e in entries if isinstance(e.fact, PropositionRaised)}
        items: list[TimelineItem] = []
        for recorded, state in _claims(entries):
            said = claim.asserted_at(state.content)
            if state.filing is None or not said_by_then(docket.claims[state.id]):
                continue
            raised = propositions.get(state.filing.proposition)
            items.append(timeline_item(recorded, state, said, raised.period if raised is not None else None))
        items.sort(key=lambda item: (chronology(item.period), item.position))
        return Timeline(deal=deal, recorded_as_of=shown_moment(at), asserted_as_of=asserted_as_of, items=tuple(items))

    # -- what is on record ---------------------------------------------------------------------------------------------

    def claims(
        self, where: ClaimFilter = NO_FILTER, *, newest: bool = False, after: int = 0, limit: int = 100
    ) -> Page[ClaimView]:
        """Claims as they are now that the filter lets through, in the order of recording or the `newest` first.

        `after` is the `next` of the page before, 0 for the first. Raises BadCursor where it lies beyond the head, or
        where the filter names a place on the recorded clock that does.
        """
        head = self._log.head().position
        if not 0 <= after <= head:
            raise BadCursor(f"{after} is no page's `next`: the log goes from 1 to {head}", "after")
        since, end = self._stretch(where.recorded_since, where.recorded_until)
        until = end.position
        if newest and after:
            until = min(until, after - 1)
        elif after:
            since = max(since, after)
        self._follower.follow()
        found = self._index.begun(
            "claim", self._index.claims(where, since=since, until=until, newest=newest, limit=limit + 1)
        )
        return _page(found, limit, self.claim)

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """One claim, with its quotes where the vault holds them. Raises NotFound."""
        entries = self._as_of(f"claim:{claim_id}", recorded_as_of)
        if not entries:
            raise NotFound(f"no claim {claim_id} is on record")
        state: Claim = reduce(claim.evolve, (e.fact for e in entries), None)  # type: ignore[assignment]
        sealed = {one.of: one.commitment for one in state.recorded.sealed}
        quotes = [
            self._quote(place, sealed.get(f"evidence.{index}.quote"))
            for index, place in enumerate(state.content.evidence)
        ]
        note = self._sealer.text(sealed["note"]) if "note" in sealed else None
        return claim_view(entries[0], state, quotes, note)

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """Sources in the order of recording."""
        return self._things("source", after, limit, self.source)

    def source(self, source_id: str) -> SourceView:
        """One source, its grade and its relations. Raises NotFound."""
        state = self._state(f"source:{source_id}", source.evolve)
        if not isinstance(state, Source):
            raise NotFound(f"no source {source_id!r} is on record")
        return source_view(state)

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """Documents in the order of recording."""
        return self._things("document", after, limit, self.document)

    def document(self, document_id: str) -> DocumentView:
        """One document and how it is held. Raises NotFound."""
        state = self._document(document_id)
        if state is None:
            raise NotFound(f"no document {document_id!r} is on record")
        return document_view(state)

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """Deals in the order of recording."""
        return self._things("deal", after, limit, self.deal)

    def deal(self, deal_id: str) -> DealView:
        """One deal, its parties and propositions. Raises NotFound."""
        state = self._state(f"deal:{deal_id}", deal.evolve)
        if not isinstance(state, Deal):
            raise NotFound(f"no deal {deal_id!r} is on record")
        return deal_view(state)

    def began(self, kind: str, name: str) -> str | None:
        """The principal who recorded a source, document or deal first; None where it is not on record."""
        entries = self._log.stream(f"{kind}:{name}")
        return entries[0].recorded_by if entries else None

    # -- the log -------------------------------------------------------------------------------------------------------

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """Entries of the log after a position, in order."""
        until = self.moment(recorded_until, "recorded_until").position if recorded_until is not None else None
        entries = self._index.held(self._log.read(after, limit=limit + 1, until=until))
        more = entries[limit - 1].position if len(entries) > limit else None
        return Page(items=tuple(entry_view(entry) for entry in entries[:limit]), next=more)

    def entries(self, *, after: int = 0, until: int) -> Iterator[Entry]:
        """Entries of the log after a position up to another, in order and as they are stored, read a page at a time."""
        while entries := self._index.held(self._log.read(after, limit=ENTRIES_AT_ONCE, until=until)):
            yield from entries
            after = entries[-1].position

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

    def health(self) -> Health:
        """Whether the ledger answers, and what fails. Never raises, and never waits long, as Checkup.health."""
        return self._checkup.health()

    def diagnosis(self) -> Diagnosis:
        """How the ledger is kept and how it fares, without reading its entries. Raises StorageFailure."""
        return self._checkup.diagnosis()

    def close(self) -> None:
        """Let go of the ledger. Idempotent."""
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- how it is found -----------------------------------------------------------------------------------------------

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

    def _bearing(self, deal: str, at: Moment) -> list[Entry]:
        self._follower.follow()
        entries = self._index.bearing_on(deal, at.position)
        if not any(isinstance(entry.fact, DealOpened) for entry in entries):
            raise NotFound(f"no deal {deal!r} is on record as of position {at.position}")
        return entries

    def _docket(self, deal: str, at: Moment) -> Docket:
        self._follower.follow()
        docket = self._dockets.docket(deal, at.position)
        if docket.opened is None:
            raise NotFound(f"no deal {deal!r} is on record as of position {at.position}")
        return docket

    def _known(self, sources: Collection[str]) -> Collection[str]:
        for name in sources:
            if not self._log.stream(f"source:{name}"):
                raise NotFound(f"no source {name!r} is on record, so it cannot be left out", "without")
        return sources

    def _as_of(self, stream: str, recorded_as_of: str | None) -> list[Entry]:
        entries = self._index.held(self._log.stream(stream))
        if recorded_as_of is None:
            return entries
        until = self.moment(recorded_as_of).position
        return [entry for entry in entries if entry.position <= until]

    def _state(self, stream: str, evolve: Callable[[Any, Fact], object]) -> object:
        return reduce(evolve, (entry.fact for entry in self._index.held(self._log.stream(stream))), None)

    def _document(self, document_id: str) -> Document | None:
        state = self._state(f"document:{document_id}", document.evolve)
        return state if isinstance(state, Document) else None

    def _things(self, kind: str, after: int, limit: int, view: Callable[[str], Item]) -> Page[Item]:
        self._follower.follow()
        return _page(self._index.begun(kind, self._index.things(kind, after=after, limit=limit + 1)), limit, view)

    def _quote(self, evidence: Evidence, sealed: str | None) -> str | None:
        """The quote from the vault: as it was sealed with the claim, else cut from the document where that is held."""
        if sealed is not None and (quote := self._sealer.text(sealed)) is not None:
            return quote
        held = self._document(evidence.document)
        if held is None or held.content is None or evidence.start is None:
            return None
        text = self._sealer.text(held.content)
        return text[evidence.start : evidence.end] if text is not None else None


def _claims(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Claim]]:
    """Each claim among the entries with the entry that recorded it, in order of recording."""
    recorded: dict[str, Entry] = {}
    states: dict[str, Claim] = {}
    for entry in entries:
        if isinstance(entry.fact, ClaimFact):
            recorded.setdefault(entry.fact.claim, entry)
            states[entry.fact.claim] = claim.evolve(states.get(entry.fact.claim), entry.fact)
    return ((recorded[key], states[key]) for key in recorded)


def _page(found: Sequence[tuple[int, str]], limit: int, view: Callable[[str], Item]) -> Page[Item]:
    more = found[limit - 1][0] if len(found) > limit else None
    return Page(items=tuple(view(thing) for _, thing in found[:limit]), next=more)
