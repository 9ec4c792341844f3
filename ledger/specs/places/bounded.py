"""Bounded: a ledger whose recorded clock is read in another way, and that is told only what may be told to it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

from ledger.belief.matrix import Matrix
from ledger.belief.view import DealBelief, Explanation
from ledger.entries import Entry
from ledger.errors import Refusal
from ledger.filters import ClaimFilter
from ledger.footprint import Footprint
from ledger.idempotency import Keyed
from ledger.proof import ConsistencyProof, InclusionProof, SignedCheckpoint, Verifiers
from ledger.provenance import Provenance
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.verbs import NO_FILTER, Verbs
from ledger.views import (
    Changes,
    ClaimView,
    DealView,
    DocumentView,
    EntryView,
    Forgetting,
    Health,
    History,
    Page,
    Preview,
    SourceView,
    Timeline,
)


class Bounded(ABC):
    """The verbs of another ledger, each place on the recorded clock put as `place` says, and all that is recorded shown
    to `check` before anything is. It does not close the other."""

    def __init__(self, ledger: Verbs) -> None:
        self._ledger = ledger

    @abstractmethod
    def place(self, text: str | None) -> str | None:
        """Where on the ledger's own recorded clock that is."""

    @abstractmethod
    def check(self, record: AnyRecord) -> None:
        """Raises Miswritten where this may not be recorded."""

    @abstractmethod
    def check_thing(self, thing: str) -> None:
        """Raises Miswritten where nothing may be recorded of this claim or document."""

    @abstractmethod
    def took(self, outcomes: Sequence[Receipt | Refusal]) -> None:
        """Be told what came of what was recorded."""

    # -- belief --------------------------------------------------------------------------------------------------------

    def beliefs(self, deal: str, **asked: Any) -> DealBelief:
        """As Verbs.beliefs."""
        return self._ledger.beliefs(deal, **self._as_of(asked))

    def explanation(self, deal: str, proposition: str, **asked: Any) -> Explanation:
        """As Verbs.explanation."""
        return self._ledger.explanation(deal, proposition, **self._as_of(asked))

    def matrix(self, deal: str, **asked: Any) -> Matrix:
        """As Verbs.matrix."""
        return self._ledger.matrix(deal, **self._as_of(asked))

    def changes(self, deal: str, **asked: Any) -> Changes:
        """As Verbs.changes."""
        return self._ledger.changes(deal, **self._between(asked))

    def history(self, deal: str, **asked: Any) -> History:
        """As Verbs.history."""
        return self._ledger.history(deal, **self._between(asked))

    def timeline(self, deal: str, **asked: Any) -> Timeline:
        """As Verbs.timeline."""
        return self._ledger.timeline(deal, **self._as_of(asked))

    # -- what is on record ---------------------------------------------------------------------------------------------

    def claims(
        self, where: ClaimFilter = NO_FILTER, *, newest: bool = False, after: int = 0, limit: int = 100
    ) -> Page[ClaimView]:
        """As Verbs.claims, each as it was by then, and such as the filter asks for by then."""
        # a list goes by what is filed and stands now; a claim is filed once, so where it is not now it never was
        until = self.place(where.recorded_until)
        bounded = replace(where, recorded_since=self._since(where.recorded_since), recorded_until=until)
        if until is None:
            return self._ledger.claims(bounded, newest=newest, after=after, limit=limit)
        page = self._ledger.claims(
            replace(bounded, unfiled=False, status=None), newest=newest, after=after, limit=limit
        )
        there = (found for found in page.items if not where.unfiled or found.deal is None or found.version > 1)
        then = (self._ledger.claim(found.id, recorded_as_of=until) for found in there)
        return page.model_copy(update={"items": tuple(found for found in then if _agrees(where, found))})

    def claim(self, claim_id: str, **asked: Any) -> ClaimView:
        """As Verbs.claim."""
        return self._ledger.claim(claim_id, **self._as_of(asked))

    def provenance(self, claim_id: str, **asked: Any) -> Provenance:
        """As Verbs.provenance."""
        return self._ledger.provenance(claim_id, **self._as_of(asked))

    def footprint(self, source: str, **asked: Any) -> Footprint:
        """As Verbs.footprint."""
        return self._ledger.footprint(source, **self._as_of(asked))

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """As Verbs.sources: as they are now."""
        return self._ledger.sources(after=after, limit=limit)

    def source(self, source_id: str) -> SourceView:
        """As Verbs.source: as it is now."""
        return self._ledger.source(source_id)

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """As Verbs.documents: as they are now."""
        return self._ledger.documents(after=after, limit=limit)

    def document(self, document_id: str) -> DocumentView:
        """As Verbs.document: as it is now."""
        return self._ledger.document(document_id)

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """As Verbs.deals: as they are now."""
        return self._ledger.deals(after=after, limit=limit)

    def deal(self, deal_id: str) -> DealView:
        """As Verbs.deal: as it is now."""
        return self._ledger.deal(deal_id)

    # -- the log -------------------------------------------------------------------------------------------------------

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """As Verbs.events, which is not asked for what comes after the last position there is here."""
        if after >= self.health().head:
            return Page(items=(), next=None)
        return self._ledger.events(after=after, limit=limit, recorded_until=self.place(recorded_until))

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """As Verbs.entries. A position is one of the log as it is: it may have been signed for since."""
        return self._ledger.entries(after=after, until=until if isinstance(until, int) else self.place(until))

    def checkpoint(self) -> SignedCheckpoint:
        """As Verbs.checkpoint: of the log as it is now."""
        return self._ledger.checkpoint()

    def verifiers(self) -> Verifiers:
        """As Verbs.verifiers."""
        return self._ledger.verifiers()

    def inclusion(self, position: int, *, size: int | None = None) -> InclusionProof:
        """As Verbs.inclusion."""
        return self._ledger.inclusion(position, size=size)

    def consistency(self, old_size: int, *, size: int | None = None) -> ConsistencyProof:
        """As Verbs.consistency."""
        return self._ledger.consistency(old_size, size=size)

    def tile(self, path: str) -> bytes:
        """As Verbs.tile."""
        return self._ledger.tile(path)

    def health(self) -> Health:
        """As Verbs.health, with the head that it is bounded by."""
        found = self._ledger.health()
        return found.model_copy(update={"head": self.head(found.head)})

    @abstractmethod
    def head(self, head: int) -> int:
        """The last position there is here, where `head` is the log's."""

    # -- recording -----------------------------------------------------------------------------------------------------

    def preview(self, record: AnyRecord, *, expected: Collection[int] | None = None) -> Preview:
        """As Verbs.preview, of what might be recorded."""
        self.check(record)
        return self._ledger.preview(record, expected=expected)

    def record(
        self, record: AnyRecord, *, by: str, keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """As Verbs.record."""
        self.check(record)
        receipt = self._ledger.record(record, by=by, keyed=keyed, expected=expected)
        self.took([receipt])
        return receipt

    def record_all(self, records: Sequence[AnyRecord], *, by: str, keyed: Keyed | None = None) -> list[Receipt]:
        """As Verbs.record_all."""
        for record in records:
            self.check(record)
        receipts = self._ledger.record_all(records, by=by, keyed=keyed)
        self.took(receipts)
        return receipts

    def record_each(
        self, records: Sequence[AnyRecord], *, by: str, keep_going: bool = False, keyed: Keyed | None = None
    ) -> list[Receipt | Refusal]:
        """As Verbs.record_each."""
        for record in records:
            self.check(record)
        outcomes = self._ledger.record_each(records, by=by, keep_going=keep_going, keyed=keyed)
        self.took(outcomes)
        return outcomes

    def attach(
        self,
        document: str,
        data: bytes,
        *,
        by: str,
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Receipt:
        """As Verbs.attach."""
        self.check_thing(document)
        receipt = self._ledger.attach(document, data, by=by, keyed=keyed, expected=expected)
        self.took([receipt])
        return receipt

    def forgetting(self, thing: str, *, of: Collection[str] = ()) -> Forgetting:
        """As Verbs.forgetting."""
        return self._ledger.forgetting(thing, of=of)

    def forget(
        self,
        thing: str,
        reason: str,
        *,
        of: Collection[str] = (),
        by: str,
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Forgetting:
        """As Verbs.forget."""
        self.check_thing(thing)
        found = self._ledger.forget(thing, reason, of=of, by=by, keyed=keyed, expected=expected)
        self.took([found.receipt] if found.receipt is not None else [])
        return found

    def close(self) -> None:
        """Let go of nothing: whoever opened the other ledger closes it."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _as_of(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {**asked, "recorded_as_of": self.place(asked.get("recorded_as_of"))}

    def _between(self, asked: dict[str, Any]) -> dict[str, Any]:
        since, until = self._since(asked.get("recorded_since")), self.place(asked.get("recorded_until"))
        return {**asked, "recorded_since": since, "recorded_until": until}

    def _since(self, text: str | None) -> str | None:
        return None if text is None else self.place(text)


def _agrees(where: ClaimFilter, claim: ClaimView) -> bool:
    """Whether a claim, as it was, is filed and stands as a filter has it."""
    asked = {"deal": where.deal, "proposition": where.proposition, "status": where.status}
    filed = all(given is None or getattr(claim, field) == given for field, given in asked.items())
    return filed and not (where.unfiled and claim.deal is not None)
