"""Sight: which things of a ledger the holder of a key sees. All others are, for it, on record nowhere.

A key for some deals sees those, what was filed under them, the sources and documents that they rest on, and what its
own principal recorded. A key for all deals sees everything.
"""

from ledger.access.keys import Key
from ledger.belief.view import Change
from ledger.claim import Claim
from ledger.deal import Deal
from ledger.document import Document
from ledger.errors import NotFound
from ledger.events import Interest, Relation, SourceFact, SourcesRelated
from ledger.filters import ClaimFilter
from ledger.service import Ledger
from ledger.source import Source
from ledger.states import Loaded, State


class Seeing:
    """What a key sees of a ledger."""

    def __init__(self, ledger: Ledger, key: Key) -> None:
        self._ledger = ledger
        self._key = key
        self._known: set[str] = set()
        self._parties: dict[str, set[str]] = {}

    @property
    def whole(self) -> bool:
        """Whether it sees everything."""
        return self._key.deals is None

    def sees(self, state: State) -> bool:
        """As Sight.sees. Any source may be named: they are shared by all deals."""
        if self._key.deals is None:
            return True
        match state:
            case Claim():
                return self._key.reaches(state.filing.deal if state.filing is not None else None)
            case Deal():
                return self._key.reaches(state.opened.deal)
            case Document():
                return self.document(state.id)
            case _:
                return True

    def version(self, found: Loaded) -> int:
        """As Sight.version: a source's relations to what the key does not see are not counted."""
        return found.version - self.unseen(found.state.relations) if isinstance(found.state, Source) else found.version

    def claim(self, claim: str) -> bool:
        """Whether a claim is on record, under a deal that the key reaches."""
        if self._key.deals is None:
            return True
        try:
            return self._key.reaches(self._ledger.claim(claim).deal)
        except NotFound:
            return False

    def source(self, source: str) -> bool:
        """Whether a deal that the key reaches names a source, or its principal recorded it."""
        if self._key.deals is None or self._ledger.began("source", source) == self._key.principal:
            return True
        return any(self._names(deal, source) for deal in self._key.deals)

    def document(self, document: str) -> bool:
        """Whether a claim of a deal that the key reaches cites a document, or its principal recorded it."""
        if self._key.deals is None or document in self._known:
            return True
        cited = (ClaimFilter(deal=deal, document=document) for deal in self._key.deals)
        sees = self._ledger.began("document", document) == self._key.principal or any(
            self._ledger.has_claims(where) for where in cited
        )
        if sees:
            self._known.add(document)  # what is seen stays so: a batch that cites one document asks once
        return sees

    def relation(self, relation: Relation) -> bool:
        """Whether what a source is tied to, or the deal that it is interested in, is seen."""
        return self._key.reaches(relation.deal) if isinstance(relation, Interest) else self.source(relation.to)

    def unseen(self, relations: tuple[Relation, ...]) -> int:
        """How many of these relations are to what is not seen."""
        return 0 if self.whole else sum(not self.relation(relation) for relation in relations)

    def happened(self, change: Change) -> bool:
        """Whether an event that moved no belief is of something that is seen."""
        (entry,) = self._ledger.entries(after=change.position - 1, until=change.position)
        match entry.fact:
            case SourcesRelated(source=source, relation=relation):
                return self.source(source) and self.relation(relation)
            case SourceFact(source=source):
                return self.source(source)
            case _:
                return True

    def _names(self, deal: str, source: str) -> bool:
        """Whether a deal's claims name a source, or it is a party of the deal, or known to be interested in it."""
        if self._ledger.has_claims(ClaimFilter(deal=deal, source=source)):
            return True
        try:
            if deal not in self._parties:
                self._parties[deal] = {party.source for party in self._ledger.deal(deal).parties}
            relations = self._ledger.source(source).relations
        except NotFound:
            return False
        return source in self._parties[deal] or any(isinstance(r, Interest) and r.deal == deal for r in relations)
