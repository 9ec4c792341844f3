"""The ledger as the holder of a key may use it: every question and every record goes through here.

Whatever belongs to deals that a key does not reach is, for it, not there: it reads as what is on record nowhere, word
for word. What belongs to no one deal (entries of the log, policies, grades and ties of sources, unfiled claims) takes a
key for all deals. Of the sources and documents a key sees those that its deals rest on, and what its principal
recorded. Positions and their times are the ledger's own, and hidden from nobody.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from ledger.access.keys import Key
from ledger.access.recording import Demands
from ledger.access.roles import Ability
from ledger.belief.matrix import Matrix, Row
from ledger.belief.view import Change, DealBelief, Explanation, VoiceTerm
from ledger.entries import Entry
from ledger.errors import NotFound, Refusal
from ledger.events import Interest
from ledger.filters import ClaimFilter
from ledger.footprint import Footprint
from ledger.idempotency import Keyed
from ledger.log import Moment
from ledger.provenance import Happened, Provenance
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.verbs import NO_FILTER
from ledger.views import (
    ClaimView,
    DealView,
    DocumentView,
    EntryView,
    History,
    Page,
    Preview,
    SourceView,
    Timeline,
)

LOOKED_AT = 1_000
"""The most things of a list that are looked at for one page: it may then have fewer than asked for, and a `next`."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Permitted:
    """A ledger for the holder of a key, with the verbs of a Ledger; `by` is the key's principal throughout.

    Raises Forbidden where the key's role or its deals do not allow what is asked.
    """

    def __init__(self, ledger: Ledger, key: Key) -> None:
        self._ledger = ledger
        self.key = key
        self._demands = Demands(key, self._hides)
        self._known: set[str] = set()

    @property
    def principal(self) -> str:
        """Under which name whatever is recorded is recorded."""
        return self.key.principal

    # -- belief --------------------------------------------------------------------------------------------------------

    def beliefs(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> DealBelief:
        """As Ledger.beliefs."""
        return self._on(deal, without).beliefs(deal, without=without, **asked)

    def explanation(self, deal: str, proposition: str, *, without: Collection[str] = (), **asked: Any) -> Explanation:
        """As Ledger.explanation; voices are named as in `matrix`."""
        found = self._on(deal, without).explanation(deal, proposition, without=without, **asked)
        if all(self._sees_source(term.voice) for term in found.voices):
            return found
        rows = self._ledger.matrix(deal, without=without, **asked).rows
        named = {row.voice: row.voice if self._sees_source(row.voice) else row.sources[0] for row in rows}
        terms = (
            term.model_copy(update={"voice": named[term.voice]}) if isinstance(term, VoiceTerm) else term
            for term in found.terms
        )
        return found.model_copy(update={"terms": tuple(terms)})

    def matrix(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> Matrix:
        """As Ledger.matrix; a voice that has the name of a source that the key does not see goes by one that spoke."""
        found = self._on(deal, without).matrix(deal, without=without, **asked)
        rows = (row if self._sees_source(row.voice) else self._heard(row) for row in found.rows)
        return found.model_copy(update={"rows": tuple(rows)})

    def changes(self, deal: str, *, without: Collection[str] = (), **asked: Any) -> list[Change]:
        """As Ledger.changes."""
        return self._on(deal, without).changes(deal, without=without, **asked)

    def history(self, deal: str, **asked: Any) -> History:
        """As Ledger.history."""
        return self._on(deal).history(deal, **asked)

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
        pages = [
            self._ledger.claims(replace(where, deal=deal), newest=newest, after=after, limit=limit)
            for deal in self.key.deals
            if not where.unfiled and where.deal in (None, deal)
        ]
        found = merge(*(page.items for page in pages), key=lambda claim: claim.position, reverse=newest)
        items = tuple(map(self._unlinked, islice(found, limit)))
        total = sum(len(page.items) for page in pages)
        more = bool(items) and (total > limit or any(page.next is not None for page in pages))
        return Page(items=items, next=items[-1].position if more else None)

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """As Ledger.claim."""
        self.key.demand(Ability.READ)
        if self._hides_claim(claim_id):
            raise NotFound(f"no claim {claim_id} is on record: an id is sha256: and 64 hex digits")
        return self._unlinked(self._ledger.claim(claim_id, recorded_as_of=recorded_as_of))

    def provenance(self, claim_id: str, **asked: Any) -> Provenance:
        """As Ledger.provenance, by the names of sources that the key sees."""
        self.key.demand(Ability.READ)
        if self._hides_claim(claim_id):
            raise NotFound(f"no claim {claim_id} is on record: an id is sha256: and 64 hex digits")
        found = self._ledger.provenance(claim_id, **asked)
        sees, under = self._sees_source, found.voice
        known = tuple(step for step in under.through if sees(step.source) and sees(step.to))
        named = under.voice if sees(under.voice) else under.source
        voice = under.model_copy(update={"voice": named, "through": known})
        return found.model_copy(update={"voice": voice, "later": tuple(map(self._told, found.later))})

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """As Ledger.sources, of those that the key sees."""
        return self._seen(self._ledger.sources, lambda source: self._sees_source(source.id), self._shown, after, limit)

    def source(self, source_id: str) -> SourceView:
        """As Ledger.source, without its relations to what the key does not see."""
        self.key.demand(Ability.READ)
        if not self._sees_source(source_id):
            raise NotFound(f"no source {source_id!r} is on record")
        return self._shown(self._ledger.source(source_id))

    def footprint(self, source_id: str, **asked: Any) -> Footprint:
        """As Ledger.footprint, of the deals that the key reaches and by the names that it sees."""
        self.key.demand(Ability.READ)
        if not self._sees_source(source_id):
            raise NotFound(f"no source {source_id!r} is on record")
        found = self._ledger.footprint(source_id, among=self.key.deals, **asked)
        return found.model_copy(update={"same_as": tuple(name for name in found.same_as if self._sees_source(name))})

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """As Ledger.documents, of those that the key sees."""
        sees = self._sees_document
        return self._seen(self._ledger.documents, lambda document: sees(document.id), _whole, after, limit)

    def document(self, document_id: str) -> DocumentView:
        """As Ledger.document."""
        self.key.demand(Ability.READ)
        if not self._sees_document(document_id):
            raise NotFound(f"no document {document_id!r} is on record")
        return self._ledger.document(document_id)

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """As Ledger.deals, of those that the key reaches."""
        reaches = self.key.reaches
        return self._seen(self._ledger.deals, lambda deal: reaches(deal.id), _whole, after, limit)

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

    def moment(self, text: str | None, field: str = "recorded_as_of") -> Moment:
        """As Ledger.moment."""
        self.key.demand(Ability.READ)
        return self._ledger.moment(text, field)

    def preview(self, record: AnyRecord, *, expected: Collection[int] | None = None) -> Preview:
        """As Ledger.preview: of the deals that the key reaches, and refused as recording it would be."""
        self._demands.check(record)
        found = self._ledger.preview(record, expected=expected)
        return found.model_copy(update={"deals": tuple(one for one in found.deals if self.key.reaches(one.deal))})

    # -- recording -----------------------------------------------------------------------------------------------------

    def record(
        self, record: AnyRecord, *, keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """As Ledger.record."""
        check = self._demands.check
        return self._ledger.record(record, by=self.principal, keyed=keyed, expected=expected, check=check)

    def record_soon(
        self, record: AnyRecord, *, keyed: Keyed | None = None, done: Callable[[Receipt | Exception], None]
    ) -> None:
        """As Ledger.record_soon; what the key does not allow is refused with the rest, when it is decided."""
        self._ledger.record_soon(record, by=self.principal, keyed=keyed, check=self._demands.check, done=done)

    def record_all(self, records: Sequence[AnyRecord], *, keyed: Keyed | None = None) -> list[Receipt]:
        """As Ledger.record_all."""
        return self._ledger.record_all(records, by=self.principal, keyed=keyed, check=self._demands.check)

    def record_each(
        self, records: Sequence[AnyRecord], *, keep_going: bool = False, keyed: Keyed | None = None
    ) -> list[Receipt | Refusal]:
        """As Ledger.record_each: what the key does not allow is refused with the rest."""
        return self._ledger.record_each(
            records, by=self.principal, keep_going=keep_going, keyed=keyed, check=self._demands.check
        )

    def take_lines(
        self, take: Callable[..., Iterable[Outcome]], lines: Iterable[bytes], **how: Any
    ) -> Iterable[Outcome]:
        """Have lines of records recorded by `import_lines` or `import_atomically`, each as the key allows it."""
        self.key.demand(Ability.REPORT)
        return take(self._ledger, lines, by=self.principal, check=self._demands.check, **how)

    def attach(
        self, document: str, data: bytes, *, keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """As Ledger.attach."""
        self.key.demand(Ability.REPORT)
        if not self._sees_document(document):
            raise NotFound(f"no document {document!r} is on record")
        return self._ledger.attach(document, data, by=self.principal, keyed=keyed, expected=expected)

    # -- what a key sees -----------------------------------------------------------------------------------------------

    def _hides(self, kind: str, name: str) -> bool:
        """Whether the claim, source or document of an id is on record, but none that the key sees."""
        if kind == "claim":
            return self._hides_claim(name)
        sees = self._sees_source if kind == "source" else self._sees_document
        return self._ledger.began(kind, name) is not None and not sees(name)

    def _hides_claim(self, claim_id: str) -> bool:
        """Whether a claim is on record, but under no deal that the key reaches."""
        if self.key.deals is None:
            return False
        try:
            return not self.key.reaches(self._ledger.claim(claim_id).deal)
        except NotFound:
            return False

    def _on(self, deal: str, without: Iterable[str] = ()) -> Ledger:
        """The ledger, to be asked about a deal."""
        self.key.demand(Ability.READ)
        if not self.key.reaches(deal):
            raise NotFound(f"no deal {deal!r} is on record")
        for source in set(without):
            if not self._sees_source(source):
                raise NotFound(f"no source {source!r} is on record, so it cannot be left out", "without")
        return self._ledger

    def _audited(self) -> Ledger:
        """The ledger, to be asked about all of it."""
        self.key.demand(Ability.AUDIT)
        self.key.demand_all("the log holds every deal's entries, and")
        return self._ledger

    def _sees_source(self, source: str) -> bool:
        if self.key.deals is None:
            return True
        if self._ledger.began("source", source) == self.principal:
            return True
        return any(self._names(deal, source) for deal in self.key.deals)

    def _names(self, deal: str, source: str) -> bool:
        """Whether a deal's claims name a source, or it is a party of the deal, or known to be interested in it."""
        if self._ledger.claims(ClaimFilter(deal=deal, source=source), limit=1).items:
            return True
        try:
            parties = {party.source for party in self._ledger.deal(deal).parties}
            relations = self._ledger.source(source).relations
        except NotFound:
            return False
        return source in parties or any(isinstance(r, Interest) and r.deal == deal for r in relations)

    def _sees_document(self, document: str) -> bool:
        if self.key.deals is None or document in self._known:
            return True
        cited = (ClaimFilter(deal=deal, document=document) for deal in self.key.deals)
        sees = self._ledger.began("document", document) == self.principal or any(
            self._ledger.claims(where, limit=1).items for where in cited
        )
        if sees:
            self._known.add(document)  # what is seen stays so: a batch that cites one document asks once
        return sees

    def _unlinked(self, claim: ClaimView) -> ClaimView:
        """A claim, without the ids of what it replaced or was replaced by under deals that the key does not reach."""
        ends = {"corrects": claim.corrects, "corrected_by": claim.corrected_by}
        hidden = {name: None for name, other in ends.items() if other is not None and self._hides_claim(other)}
        return claim.model_copy(update=hidden) if hidden else claim

    def _told(self, happened: Happened) -> Happened:
        """What happened to a claim; not by what and why it was replaced under a deal that the key does not reach."""
        replacement = happened.fact.get("replacement")
        if replacement is None or not self._hides_claim(str(replacement)):
            return happened
        return happened.model_copy(update={"fact": {}})

    def _heard(self, row: Row) -> Row:
        return row.model_copy(update={"voice": row.sources[0]})

    def _shown(self, source: SourceView) -> SourceView:
        if self.key.deals is None:
            return source
        relations = tuple(
            r
            for r in source.relations
            if (self.key.reaches(r.deal) if isinstance(r, Interest) else self._sees_source(r.to))
        )
        return source.model_copy(update={"relations": relations})

    def _seen(
        self,
        pages: Callable[..., Page[Item]],
        sees: Callable[[Item], bool],
        shown: Callable[[Item], Item],
        after: int,
        limit: int,
    ) -> Page[Item]:
        """A page of what the key sees, of a list of all that there is."""
        self.key.demand(Ability.READ)
        if self.key.deals is None:
            return pages(after=after, limit=limit)
        found: list[Item] = []
        place: int | None = after
        for _ in range(LOOKED_AT):
            page = pages(after=place, limit=1)
            found += [shown(item) for item in page.items if sees(item)]
            place = page.next
            if len(found) == limit or place is None:
                break
        return Page(items=tuple(found), next=place)


def _whole(item: Item) -> Item:
    return item
