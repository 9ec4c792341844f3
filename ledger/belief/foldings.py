"""Foldings: the dockets of many deals, folded at once from the entries of the log."""

from collections.abc import Container, Iterable
from dataclasses import replace

from ledger.belief.docket import Docket
from ledger.belief.folding import CLAIMS, RECORDED, Folding, Shared
from ledger.entries import Entry
from ledger.events import ClaimAssigned, ClaimFact, ContentForgotten, DealFact, Interest, SourcesRelated
from ledger.gist import ClaimGist
from ledger.log import Moment


def fold_all(entries: Iterable[Entry]) -> dict[str, Docket]:
    """What is on record of every deal after these entries: all of the log up to a position, in order.

    Each is folded once, and kept no longer than it is needed: the dockets share their sources.
    """
    every = Foldings()
    for entry in entries:
        every.take(entry)
    return every.dockets()


class Foldings:
    """The dockets of all deals in the making, or of the `wanted` ones: of the others nothing is kept."""

    def __init__(self, wanted: Container[str] | None = None) -> None:
        self._wanted = wanted
        self._shared = Shared()
        self._deals: dict[str, Folding] = {}
        self._filed: dict[str, Folding] = {}
        self._unfiled: dict[str, list[Entry]] = {}
        self._last: Entry | None = None

    def dockets(self) -> dict[str, Docket]:
        """The dockets so far, in the order in which their deals were opened. Entries taken later show in them."""
        moment = Moment(self._last.position, self._last.recorded_at) if self._last is not None else Moment(0, None)
        return {deal: replace(folding.docket(), moment=moment) for deal, folding in self._deals.items()}

    def take(self, entry: Entry) -> None:
        """Fold the next entry of the log in."""
        fact = entry.told
        self._last = entry
        if isinstance(fact, CLAIMS):
            self._take_claim(fact, entry)
        elif isinstance(fact, ContentForgotten):
            self._forget(fact.claim or "", entry)
        elif isinstance(fact, DealFact):
            self._take_of(fact.deal, entry)
        elif isinstance(fact, SourcesRelated) and isinstance(fact.relation, Interest):
            self._take_of(fact.relation.deal, entry)
        else:
            self._shared.take(fact, entry.position)

    def _take_of(self, deal: str, entry: Entry) -> None:
        if (folding := self._folding(deal)) is not None:
            folding.take(entry)
        elif isinstance(entry.told, SourcesRelated):
            self._shared.take(entry.told, entry.position)

    def _take_claim(self, fact: ClaimFact | ClaimGist, entry: Entry) -> None:
        """A claim that came unfiled waits, with all that is recorded of it, until it is assigned."""
        if (folding := self._filed.get(fact.claim)) is not None:
            folding.take(entry)
        elif isinstance(fact, RECORDED) and fact.content.deal is not None:
            if (folding := self._folding(fact.content.deal)) is not None:
                self._filed[fact.claim] = folding
                folding.record(fact, entry)
        elif isinstance(fact, RECORDED) or fact.claim in self._unfiled:
            self._unfiled.setdefault(fact.claim, []).append(entry)
            if isinstance(fact, ClaimAssigned):
                self._assign(fact)

    def _forget(self, claim: str, entry: Entry) -> None:
        if (folding := self._filed.get(claim)) is not None:
            folding.take(entry)
        elif claim in self._unfiled:
            self._unfiled[claim].append(entry)

    def _assign(self, fact: ClaimAssigned) -> None:
        waited = self._unfiled.pop(fact.claim)
        if (folding := self._folding(fact.deal)) is not None:
            self._filed[fact.claim] = folding
            for earlier in waited:
                folding.take(earlier)

    def _folding(self, deal: str) -> Folding | None:
        if (folding := self._deals.get(deal)) is None and (self._wanted is None or deal in self._wanted):
            folding = self._deals[deal] = Folding(deal, shared=self._shared)
        return folding
