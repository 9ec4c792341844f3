"""The verbs: what a ledger can be told and asked, whether its file is open here or a server has it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol, Self, TypeVar

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

NO_FILTER = ClaimFilter()
PAGE = 1_000
"""The most items that a page of a list may have."""

Item = TypeVar("Item")


class Questions(Protocol):
    """What a deal and its claims are asked for; whoever holds a key has these, too, of what the key reaches."""

    def beliefs(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> DealBelief:
        """What the record supports of every proposition of a deal, and of its ladder."""
        ...

    def explanation(
        self,
        deal: str,
        proposition: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> Explanation:
        """The terms that add up to the belief in a proposition."""
        ...

    def matrix(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> Matrix:
        """Who said what of which stage of a deal."""
        ...

    def changes(
        self,
        deal: str,
        *,
        recorded_since: str | None = None,
        recorded_until: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> Changes:
        """Which entries moved what."""
        ...

    def history(
        self,
        deal: str,
        *,
        recorded_since: str | None = None,
        recorded_until: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> History:
        """How each belief about a deal moved."""
        ...

    def timeline(self, deal: str, *, recorded_as_of: str | None = None, asserted_as_of: str | None = None) -> Timeline:
        """The claims of a deal by the period that they speak of."""
        ...

    def provenance(self, claim_id: str, *, recorded_as_of: str | None = None) -> Provenance:
        """Where a claim comes from."""
        ...

    def deal(self, deal_id: str) -> DealView:
        """One deal."""
        ...


class Verbs(Questions, Protocol):
    """A ledger. `ledger.reading` and `ledger.service` say of each verb what it promises and what it raises."""

    # Each takes and gives the same wherever the ledger is; a client's own docstrings say what differs at a distance.

    def claims(
        self, where: ClaimFilter = NO_FILTER, *, newest: bool = False, after: int = 0, limit: int = 100
    ) -> Page[ClaimView]:
        """Claims that a filter lets through."""
        ...

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """One claim."""
        ...

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """Sources in the order of recording."""
        ...

    def source(self, source_id: str) -> SourceView:
        """One source."""
        ...

    def footprint(
        self, source: str, *, recorded_as_of: str | None = None, after: int = 0, limit: int = 20
    ) -> Footprint:
        """What rests on a source."""
        ...

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """Documents in the order of recording."""
        ...

    def document(self, document_id: str) -> DocumentView:
        """One document."""
        ...

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """Deals in the order of recording."""
        ...

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """A page of the log."""
        ...

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """The entries of the log after a position up to a moment, as they are stored."""
        ...

    def checkpoint(self) -> SignedCheckpoint:
        """The signed checkpoint of the log as it is now."""
        ...

    def verifiers(self) -> Verifiers:
        """The public keys by which its checkpoints can be told from others'."""
        ...

    def inclusion(self, position: int, *, size: int | None = None) -> InclusionProof:
        """The proof that an entry is in the log."""
        ...

    def consistency(self, old_size: int, *, size: int | None = None) -> ConsistencyProof:
        """The proof that the log goes on from what it was."""
        ...

    def tile(self, path: str) -> bytes:
        """Some hashes of the tree over the log, or some entries, as log clients read them."""
        ...

    def health(self) -> Health:
        """Whether the ledger answers, and what fails."""
        ...

    def preview(self, record: AnyRecord, *, expected: Collection[int] | None = None) -> Preview:
        """What would change if this were recorded."""
        ...

    def record(
        self, record: AnyRecord, *, by: str, keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """Record one record."""
        ...

    def record_all(self, records: Sequence[AnyRecord], *, by: str, keyed: Keyed | None = None) -> list[Receipt]:
        """Record all of these or none."""
        ...

    def record_each(
        self, records: Sequence[AnyRecord], *, by: str, keep_going: bool = False, keyed: Keyed | None = None
    ) -> list[Receipt | Refusal]:
        """Record these in order, with an outcome for each."""
        ...

    def attach(
        self,
        document: str,
        data: bytes,
        *,
        by: str,
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Receipt:
        """Put the bytes of a cited document into the vault."""
        ...

    def forgetting(self, thing: str, *, of: Collection[str] = ()) -> Forgetting:
        """What would be erased if this were forgotten, and where else the same words stand."""
        ...

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
        """Erase a document, or the note and quotes of a claim."""
        ...

    def close(self) -> None:
        """Let go of the ledger. Idempotent."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def every(pages: Callable[..., Page[Item]], *asked: object, limit: int = PAGE) -> Iterator[Item]:
    """Each item of a list, read page by page: `every(ledger.claims, where)`."""
    after: int | None = 0
    while after is not None:
        page = pages(*asked, after=after, limit=limit)
        yield from page.items
        after = page.next
