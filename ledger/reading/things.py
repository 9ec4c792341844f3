"""Things: the claims, sources, documents and deals on record, one by one and in lists."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import TypeVar

from ledger import claim, deal, document, source
from ledger.claim import Claim
from ledger.deal import Deal
from ledger.document import Document
from ledger.errors import BadCursor, NotFound
from ledger.events import Evidence
from ledger.filters import ClaimFilter
from ledger.reading.finding import Finding
from ledger.showing import claim_view, deal_view, document_view, source_view
from ledger.source import Source
from ledger.verbs import NO_FILTER
from ledger.views import ClaimView, DealView, DocumentView, Page, SourceView

Item = TypeVar("Item")
LISTED_AT_ONCE = 500


class Things(Finding):
    """The questions about what is on record."""

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
            "claim",
            self._index.claims(
                where, speakers=self._one_voice(where.voice), since=since, until=until, newest=newest, limit=limit + 1
            ),
        )
        return _page(found, limit, self.claim)

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """One claim, with its quotes where the vault holds them. Raises NotFound."""
        stream = f"claim:{claim_id}"
        whole = recorded_as_of is None
        entries = self._index.stream(stream) if whole else self._as_of(stream, self.moment(recorded_as_of))
        if not entries:
            raise NotFound(f"no claim {claim_id} is on record: an id is sha256: and 64 hex digits")
        state: Claim = reduce(claim.evolve, (e.fact for e in entries), None)  # type: ignore[assignment]
        sealed = {one.of: one.commitment for one in state.recorded.sealed}
        quotes = [
            self._quote(place, sealed.get(f"evidence.{index}.quote"))
            for index, place in enumerate(state.content.evidence)
        ]
        note = self._sealer.text(sealed["note"]) if "note" in sealed else None
        return claim_view(entries, state, quotes, note)

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """Sources in the order of recording."""
        return self._things("source", after, limit, self.source)

    def source(self, source_id: str) -> SourceView:
        """One source, its grade and its relations. Raises NotFound."""
        state, version = self._state(f"source:{source_id}", source.evolve)
        if not isinstance(state, Source):
            raise NotFound(f"no source {source_id!r} is on record")
        return source_view(state, version)

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """Documents in the order of recording."""
        return self._things("document", after, limit, self.document)

    def document(self, document_id: str) -> DocumentView:
        """One document and how it is held. Raises NotFound."""
        state, version = self._state(f"document:{document_id}", document.evolve)
        if not isinstance(state, Document):
            raise NotFound(f"no document {document_id!r} is on record")
        return document_view(state, version)

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """Deals in the order of recording."""
        return self._things("deal", after, limit, self.deal)

    def deal(self, deal_id: str) -> DealView:
        """One deal, its parties and propositions. Raises NotFound."""
        state, version = self._state(f"deal:{deal_id}", deal.evolve)
        if not isinstance(state, Deal):
            raise NotFound(f"no deal {deal_id!r} is on record")
        return deal_view(state, version)

    def began(self, kind: str, name: str) -> str | None:
        """The principal who recorded a source, document or deal first; None where it is not on record."""
        entries = self._log.stream(f"{kind}:{name}")
        return entries[0].recorded_by if entries else None

    def listed(self, kind: str, *, after: int = 0) -> Iterator[tuple[int, str, str]]:
        """The sources, documents or deals recorded after a position, in order: (position, id, who recorded it first).

        They are read some at a time.
        """
        self._follower.follow()
        while found := self._index.things(kind, after=after, limit=LISTED_AT_ONCE):
            entries = self._index.held(self._log.at([position for position, _ in self._index.begun(kind, found)]))
            for (after, name), entry in zip(found, entries, strict=True):
                yield after, name, entry.recorded_by

    def _things(self, kind: str, after: int, limit: int, view: Callable[[str], Item]) -> Page[Item]:
        self._follower.follow()
        return _page(self._index.begun(kind, self._index.things(kind, after=after, limit=limit + 1)), limit, view)

    def _quote(self, evidence: Evidence, sealed: str | None) -> str | None:
        """The quote from the vault: as it was sealed with the claim, else cut from the document where that is held."""
        if sealed is not None and (quote := self._sealer.text(sealed)) is not None:
            return quote
        held, _ = self._state(f"document:{evidence.document}", document.evolve)
        if not isinstance(held, Document) or held.content is None or evidence.start is None:
            return None
        text = self._sealer.text(held.content)
        return text[evidence.start : evidence.end] if text is not None else None


def _page(found: Sequence[tuple[int, str]], limit: int, view: Callable[[str], Item]) -> Page[Item]:
    more = found[limit - 1][0] if len(found) > limit else None
    return Page(items=tuple(view(thing) for _, thing in found[:limit]), next=more)
