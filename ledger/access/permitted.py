"""The ledger as the holder of a key may use it: every question and every record goes through here.

Whatever belongs to deals that a key does not reach is, for it, not there: it reads as what is on record nowhere, word
for word. What belongs to no one deal (entries of the log, policies, grades and ties of sources, unfiled claims) takes a
key for all deals. Of the sources and documents a key sees those that its deals rest on, and what its principal
recorded. Positions and their times are the ledger's own, and hidden from nobody.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from ledger.access.keys import Key
from ledger.access.recording import Demands
from ledger.access.redaction import Redaction
from ledger.access.roles import Ability
from ledger.access.sight import Seeing
from ledger.belief.matrix import Matrix
from ledger.belief.view import DealBelief, Explanation
from ledger.entries import Entry
from ledger.errors import NotFound, Refusal
from ledger.filters import ClaimFilter
from ledger.footprint import Footprint
from ledger.idempotency import Keyed
from ledger.log import Moment
from ledger.policies import unknown
from ledger.proof import ConsistencyProof, InclusionProof, SignedCheckpoint, Verifiers
from ledger.provenance import Provenance
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.verbs import NO_FILTER
from ledger.views import (
    Changes,
    ClaimView,
    DealView,
    DocumentView,
    EntryView,
    Forgetting,
    History,
    Page,
    Preview,
    SourceView,
    Timeline,
)

NOWHERE = {
    "claim": "no claim {} is on record: an id is sha256: and 64 hex digits",
    "source": "no source {!r} is on record",
    "document": "no document {!r} is on record",
}
"""What is said of what is on record nowhere, by kind."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Permitted:
    """A ledger for the holder of a key, with the verbs of a Ledger; `by` is the key's principal throughout.

    Raises Forbidden where the key's role or its deals do not allow what is asked.
    """

    def __init__(self, ledger: Ledger, key: Key) -> None:
        self._ledger = ledger
        self.key = key
        self._sight = Seeing(ledger, key)
        self._redacted = Redaction(self._sight)
        self._check = Demands(key, ledger, self._sight)
        sight = self._sight
        self._sees = {"claim": sight.claim, "source": sight.source, "document": sight.document, "deal": key.reaches}

    @property
    def principal(self) -> str:
        """Under which name whatever is recorded is recorded."""
        return self.key.principal

    # -- belief --------------------------------------------------------------------------------------------------------

    def beliefs(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> DealBelief:
        """As Ledger.beliefs."""
        with self._under(asked):
            return self._on(deal, without).beliefs(deal, without=without, **asked)

    def explanation(self, deal: str, proposition: str, *, without: Collection[str] = (), **asked: Any) -> Explanation:
        """As Ledger.explanation; voices are named as in `matrix`."""
        with self._under(asked):
            found = self._on(deal, without).explanation(deal, proposition, without=without, **asked)
        if all(self._sight.source(term.voice) for term in found.voices):
            return found
        asked.pop("policy", None)  # who said what is the same under any
        return self._redacted.explanation(found, self._ledger.matrix(deal, without=without, **asked))

    def matrix(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> Matrix:
        """As Ledger.matrix."""
        return self._redacted.matrix(self._on(deal, without).matrix(deal, without=without, **asked))

    def changes(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> Changes:
        """As Ledger.changes."""
        with self._under(asked):
            return self._redacted.changes(self._on(deal, without).changes(deal, without=without, **asked))

    def history(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> History:
        """As Ledger.history."""
        with self._under(asked):
            return self._on(deal, without).history(deal, without=without, **asked)

    def timeline(self, deal: str, **asked: Any) -> Timeline:
        """As Ledger.timeline."""
        return self._on(deal).timeline(deal, **asked)

    # -- what is on record ---------------------------------------------------------------------------------------------

    def claims(
        self, where: ClaimFilter = NO_FILTER, *, newest: bool = False, after: int = 0, limit: int = 100
    ) -> Page[ClaimView]:
        """As Ledger.claims, of the deals that the key reaches."""
        self.key.demand(Ability.READ)
        if self.key.deals is None:
            return self._ledger.claims(where, newest=newest, after=after, limit=limit)
        if where.voice is not None and not self._sight.source(where.voice):
            return Page(items=(), next=None)  # else it would tell who is of one voice with it
        pages = [
            self._ledger.claims(replace(where, deal=deal), newest=newest, after=after, limit=limit)
            for deal in self.key.deals
            if not where.unfiled and where.deal in (None, deal)
        ]
        found = merge(*(page.items for page in pages), key=lambda claim: claim.position, reverse=newest)
        items = tuple(map(self._redacted.claim, islice(found, limit)))
        total = sum(len(page.items) for page in pages)
        more = bool(items) and (total > limit or any(page.next is not None for page in pages))
        return Page(items=items, next=items[-1].position if more else None)

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """As Ledger.claim."""
        return self._redacted.claim(self._of("claim", claim_id).claim(claim_id, recorded_as_of=recorded_as_of))

    def provenance(self, claim_id: str, **asked: Any) -> Provenance:
        """As Ledger.provenance, by the names of sources that the key sees."""
        return self._redacted.provenance(self._of("claim", claim_id).provenance(claim_id, **asked))

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """As Ledger.sources, of those that the key sees."""
        if self.key.deals is None:
            return self._reading().sources(after=after, limit=limit)
        return self._page("source", self.source, after, limit)

    def source(self, source_id: str) -> SourceView:
        """As Ledger.source, without its relations to what the key does not see."""
        return self._redacted.source(self._of("source", source_id).source(source_id))

    def footprint(self, source_id: str, **asked: Any) -> Footprint:
        """As Ledger.footprint, of the deals that the key reaches and by the names that it sees."""
        ledger = self._of("source", source_id)
        return self._redacted.footprint(ledger.footprint(source_id, among=self.key.deals, **asked))

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """As Ledger.documents, of those that the key sees."""
        if self.key.deals is None:
            return self._reading().documents(after=after, limit=limit)
        return self._page("document", self.document, after, limit)

    def document(self, document_id: str) -> DocumentView:
        """As Ledger.document."""
        return self._of("document", document_id).document(document_id)

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """As Ledger.deals, of those that the key reaches."""
        if self.key.deals is None:
            return self._reading().deals(after=after, limit=limit)
        return self._page("deal", self.deal, after, limit)

    def deal(self, deal_id: str) -> DealView:
        """As Ledger.deal."""
        return self._on(deal_id).deal(deal_id)

    # -- the log -------------------------------------------------------------------------------------------------------

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """As Ledger.events."""
        return self._audited().events(after=after, limit=limit, recorded_until=recorded_until)

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """As Ledger.entries."""
        return self._audited().entries(after=after, until=until)

    def read_on(self, *, after: int, until: int | None = None) -> list[Entry]:
        """As Ledger.read_on."""
        return self._audited().read_on(after=after, until=until)

    def place(self, position: int, field: str = "after") -> int:
        """As Ledger.place."""
        return self._audited().place(position, field)

    def checkpoint(self) -> SignedCheckpoint:
        """As Ledger.checkpoint."""
        return self._audited().checkpoint()

    def verifiers(self) -> Verifiers:
        """As Ledger.verifiers."""
        return self._audited().verifiers()

    def inclusion(self, position: int, *, size: int | None = None) -> InclusionProof:
        """As Ledger.inclusion."""
        return self._audited().inclusion(position, size=size)

    def consistency(self, old_size: int, *, size: int | None = None) -> ConsistencyProof:
        """As Ledger.consistency."""
        return self._audited().consistency(old_size, size=size)

    def tile(self, path: str) -> bytes:
        """As Ledger.tile."""
        return self._audited().tile(path)

    def moment(self, text: str | None, field: str = "recorded_as_of") -> Moment:
        """As Ledger.moment."""
        self.key.demand(Ability.READ)
        return self._ledger.moment(text, field)

    def preview(self, record: AnyRecord, *, expected: Collection[int] | None = None) -> Preview:
        """As Ledger.preview: of the deals that the key reaches, and refused as recording it would be."""
        found = self._ledger.preview(record, expected=expected, check=self._check)
        return found.model_copy(update={"deals": tuple(one for one in found.deals if self.key.reaches(one.deal))})

    # -- recording -----------------------------------------------------------------------------------------------------

    def record(
        self, record: AnyRecord, *, keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """As Ledger.record."""
        return self._ledger.record(record, by=self.principal, keyed=keyed, expected=expected, check=self._check)

    def record_soon(
        self, record: AnyRecord, *, keyed: Keyed | None = None, done: Callable[[Receipt | Exception], None]
    ) -> None:
        """As Ledger.record_soon; what the key does not allow is refused with the rest, when it is decided."""
        self._ledger.record_soon(record, by=self.principal, keyed=keyed, check=self._check, done=done)

    def record_all(self, records: Sequence[AnyRecord], *, keyed: Keyed | None = None) -> list[Receipt]:
        """As Ledger.record_all."""
        return self._ledger.record_all(records, by=self.principal, keyed=keyed, check=self._check)

    def record_each(
        self, records: Sequence[AnyRecord], *, keep_going: bool = False, keyed: Keyed | None = None
    ) -> list[Receipt | Refusal]:
        """As Ledger.record_each: what the key does not allow is refused with the rest."""
        return self._ledger.record_each(
            records, by=self.principal, keep_going=keep_going, keyed=keyed, check=self._check
        )

    def take_lines(self, take: Callable[..., Iterable[Outcome]], lines: Iterable[Any], **how: Any) -> Iterable[Outcome]:
        """Have lines of records recorded by a function of `ledger.interchange.importing`, each as the key allows it."""
        self.key.demand(Ability.REPORT)
        return take(self._ledger, lines, by=self.principal, check=self._check, **how)

    def attach(
        self, document: str, data: bytes, *, keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """As Ledger.attach."""
        self.key.demand(Ability.REPORT)
        ledger = self._of("document", document)
        return ledger.attach(document, data, by=self.principal, keyed=keyed, expected=expected)

    def _on(self, deal: str, without: Iterable[str] = ()) -> Ledger:
        """The ledger, to be asked about a deal."""
        self.key.demand(Ability.READ)
        if not self.key.reaches(deal):
            raise NotFound(f"no deal {deal!r} is on record")
        for source in set(without):
            if not self._sight.source(source):
                raise NotFound(f"no source {source!r} is on record, so it cannot be left out", "without")
        return self._ledger

    @contextmanager
    def _under(self, asked: Mapping[str, Any]) -> Iterator[None]:
        """Ask under a policy. Which others there are belongs to no deal: only a key for all is told."""
        try:
            yield
        except NotFound as refusal:
            if refusal.field != "policy" or self.key.deals is None:
                raise
            raise unknown(asked["policy"]) from None

    def _of(self, kind: str, name: str) -> Ledger:
        """The ledger, to be asked about a claim, source or document. What is not seen is refused here, before all else
        that is wrong with the question: what is hidden and what is nowhere alike."""
        self.key.demand(Ability.READ)
        if not self._sees[kind](name):
            raise NotFound(NOWHERE[kind].format(name))
        return self._ledger

    def forgetting(self, thing: str, *, of: Collection[str] = ()) -> Forgetting:
        """As Ledger.forgetting."""
        return self._forgetful().forgetting(thing, of=of)

    def forget(
        self,
        thing: str,
        reason: str,
        *,
        of: Collection[str] = (),
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Forgetting:
        """As Ledger.forget."""
        ledger = self._forgetful()
        return ledger.forget(thing, reason, of=of, by=self.principal, keyed=keyed, expected=expected)

    def _reading(self) -> Ledger:
        """The ledger, to be asked for anything by a key that sees everything."""
        self.key.demand(Ability.READ)
        return self._ledger

    def _forgetful(self) -> Ledger:
        """The ledger, to be told to forget. Raises Forbidden."""
        self.key.demand(Ability.ADMINISTER)
        self.key.demand_all("what is forgotten is gone from every deal, and to forget it")
        return self._ledger

    def _audited(self) -> Ledger:
        """The ledger, to be asked about all of it."""
        self.key.demand(Ability.AUDIT)
        self.key.demand_all("the log holds every deal's entries, and")
        return self._ledger

    def _page(self, kind: str, view: Callable[[str], Item], after: int, limit: int) -> Page[Item]:
        """A page of what the key sees of a kind. It has a `next` where there is more that the key sees."""
        self.key.demand(Ability.READ)
        sees = self._sees[kind]
        listed = self._ledger.listed(kind, after=after)
        seen = ((position, name) for position, name, by in listed if by == self.principal or sees(name))
        found = list(islice(seen, limit + 1))
        more = found[limit - 1][0] if len(found) > limit else None
        return Page(items=tuple(view(name) for _, name in found[:limit]), next=more)
