"""Things: the claims, sources, documents and deals on record, one by one and in lists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from ledger.showing import claim_view, deal_view, document_view, forgotten_parts, source_view
from ledger.source import Source
from ledger.verbs import NO_FILTER
from ledger.views import ClaimView, DealView, DocumentView, Forgotten, Page, SourceView

Item = TypeVar("Item")
Text = tuple[str | None, Forgotten | None]
"""A text of the vault, or that it was forgotten; neither where there was none."""
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

    def has_claims(self, where: ClaimFilter) -> bool:
        """Whether any claim that is filed under a deal, names a source or cites a document is on record."""
        until = self._follower.follow()
        return bool(self._index.claims(where, since=0, until=until, newest=False, limit=1))

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """One claim, with its quotes where the vault holds them. Raises NotFound."""
        all_entries = self._index.stream(f"claim:{claim_id}")
        at = self.moment(recorded_as_of) if recorded_as_of is not None else None
        entries = [entry for entry in all_entries if at is None or entry.position <= at.position]
        if not entries:
            raise NotFound(f"no claim {claim_id} is on record: an id is sha256: and 64 hex digits")
        state: Claim = reduce(claim.evolve, (e.fact for e in entries), None)  # type: ignore[assignment]
        sealed = {one.of: one.commitment for one in state.recorded.sealed}
        # What was forgotten is so as of every moment: it is not there any more to be shown as it was.
        gone = forgotten_parts(all_entries, {commitment: of for of, commitment in sealed.items()})
        quotes = [self._quote(place, index, sealed, gone) for index, place in enumerate(state.content.evidence)]
        return claim_view(entries, state, quotes, self._sealed_text("note", sealed, gone))

    def claims_beginning(self, beginning: str, *, limit: int) -> list[str]:
        """At most so many ids of claims that begin with `sha256:` and these hex digits, sorted."""
        self._follower.follow()
        return self._index.claims_beginning(beginning, limit=limit)

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
        entries = self._index.stream(f"document:{document_id}")
        state: Document | None = reduce(document.evolve, (entry.fact for entry in entries), None)
        if state is None:
            raise NotFound(f"no document {document_id!r} is on record")
        return document_view(entries, state)

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

    def _sealed_text(self, part: str, sealed: Mapping[str, str], gone: Mapping[str, Forgotten]) -> Text:
        """A text that was sealed with a claim, or that it was forgotten, whatever the vault may hold all the same."""
        if part in gone or part not in sealed:
            return None, gone.get(part)
        return self._sealer.text(sealed[part]), None

    def _quote(self, evidence: Evidence, index: int, sealed: Mapping[str, str], gone: Mapping[str, Forgotten]) -> Text:
        """The quote from the vault: as it was sealed with the claim, else cut from the document where that is held."""
        quote, forgotten = self._sealed_text(f"evidence.{index}.quote", sealed, gone)
        if quote is not None or forgotten is not None:
            return quote, forgotten
        entries = self._index.stream(f"document:{evidence.document}")
        held: Document | None = reduce(document.evolve, (entry.fact for entry in entries), None)
        if held is None or held.content is None or evidence.start is None:
            return None, None
        if held.forgotten:
            return None, document_view(entries, held).forgotten
        text = self._sealer.text(held.content)
        return (text[evidence.start : evidence.end], None) if text is not None else (None, None)


def _page(found: Sequence[tuple[int, str]], limit: int, view: Callable[[str], Item]) -> Page[Item]:
    more = found[limit - 1][0] if len(found) > limit else None
    return Page(items=tuple(view(thing) for _, thing in found[:limit]), next=more)
