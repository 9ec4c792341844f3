"""Asking: every question that a ledger answers, put to its server."""

from collections.abc import Collection
from copy import copy
from dataclasses import asdict
from typing import Self
from urllib.parse import quote

from ledger.belief.matrix import Matrix
from ledger.belief.view import DealBelief, Explanation
from ledger.client.answers import View, view_of
from ledger.client.connection import Connection
from ledger.filters import ClaimFilter
from ledger.footprint import Footprint
from ledger.provenance import Provenance
from ledger.verbs import NO_FILTER
from ledger.views import (
    Changes,
    ClaimView,
    DealView,
    DocumentView,
    EntryView,
    Health,
    History,
    Page,
    SourceView,
    Timeline,
)


class Asking:
    """The questions of `ledger.reading`, answered and refused as there; pages have at most 1,000 items.

    Each also raises Forbidden for what the key does not allow, and Unavailable where no answer comes.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._wait_for: int | None = None

    def waiting_for(self, position: int) -> Self:
        """The same ledger over the same connections, asked for answers as of a position, a receipt's say, or later.

        The server waits for it some seconds; then whatever is asked raises Unavailable.
        """
        found = copy(self)
        found._wait_for = position
        return found

    def beliefs(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> DealBelief:
        """As Ledger.beliefs."""
        clocks = {"recorded_as_of": recorded_as_of, "asserted_as_of": asserted_as_of}
        address = path("deals", deal, "belief")
        return self._ask(DealBelief, address, **clocks, without=tuple(without), policy=policy)

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
        """As Ledger.explanation."""
        clocks = {"recorded_as_of": recorded_as_of, "asserted_as_of": asserted_as_of}
        address = path("deals", deal, "propositions", proposition, "explanation")
        return self._ask(Explanation, address, **clocks, without=tuple(without), policy=policy)

    def matrix(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> Matrix:
        """As Ledger.matrix."""
        asked = {"recorded_as_of": recorded_as_of, "asserted_as_of": asserted_as_of, "without": tuple(without)}
        return self._ask(Matrix, path("deals", deal, "matrix"), **asked)

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
        """As Ledger.changes."""
        stretch = {"recorded_since": recorded_since, "recorded_until": recorded_until}
        asked = {**stretch, "asserted_as_of": asserted_as_of, "without": tuple(without), "policy": policy}
        return self._ask(Changes, path("deals", deal, "changes"), **asked)

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
        """As Ledger.history."""
        stretch = {"recorded_since": recorded_since, "recorded_until": recorded_until}
        asked = {**stretch, "asserted_as_of": asserted_as_of, "without": tuple(without), "policy": policy}
        return self._ask(History, path("deals", deal, "history"), **asked)

    def timeline(self, deal: str, *, recorded_as_of: str | None = None, asserted_as_of: str | None = None) -> Timeline:
        """As Ledger.timeline."""
        asked = {"recorded_as_of": recorded_as_of, "asserted_as_of": asserted_as_of}
        return self._ask(Timeline, path("deals", deal, "timeline"), **asked)

    def claims(
        self, where: ClaimFilter = NO_FILTER, *, newest: bool = False, after: int = 0, limit: int = 100
    ) -> Page[ClaimView]:
        """As Ledger.claims."""
        return self._ask(Page[ClaimView], path("claims"), **asdict(where), newest=newest, after=after, limit=limit)

    def claim(self, claim_id: str, *, recorded_as_of: str | None = None) -> ClaimView:
        """As Ledger.claim."""
        return self._ask(ClaimView, path("claims", claim_id), recorded_as_of=recorded_as_of)

    def provenance(self, claim_id: str, *, recorded_as_of: str | None = None) -> Provenance:
        """As Ledger.provenance."""
        return self._ask(Provenance, path("claims", claim_id, "provenance"), recorded_as_of=recorded_as_of)

    def sources(self, *, after: int = 0, limit: int = 100) -> Page[SourceView]:
        """As Ledger.sources."""
        return self._ask(Page[SourceView], path("sources"), after=after, limit=limit)

    def source(self, source_id: str) -> SourceView:
        """As Ledger.source."""
        return self._ask(SourceView, path("sources", source_id))

    def footprint(
        self, source: str, *, recorded_as_of: str | None = None, after: int = 0, limit: int = 20
    ) -> Footprint:
        """As Ledger.footprint, of the deals that the key reaches; pages have at most 100 deals."""
        asked = {"recorded_as_of": recorded_as_of, "after": after, "limit": limit}
        return self._ask(Footprint, path("sources", source, "footprint"), **asked)

    def documents(self, *, after: int = 0, limit: int = 100) -> Page[DocumentView]:
        """As Ledger.documents."""
        return self._ask(Page[DocumentView], path("documents"), after=after, limit=limit)

    def document(self, document_id: str) -> DocumentView:
        """As Ledger.document."""
        return self._ask(DocumentView, path("documents", document_id))

    def deals(self, *, after: int = 0, limit: int = 100) -> Page[DealView]:
        """As Ledger.deals."""
        return self._ask(Page[DealView], path("deals"), after=after, limit=limit)

    def deal(self, deal_id: str) -> DealView:
        """As Ledger.deal."""
        return self._ask(DealView, path("deals", deal_id))

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """As Ledger.events."""
        return self._ask(Page[EntryView], path("events"), after=after, limit=limit, recorded_until=recorded_until)

    def health(self) -> Health:
        """As Ledger.health, but that it raises Unavailable where the ledger is not ready."""
        return view_of(Health, self._connection.ask("/readyz", {}))

    def _ask(self, kind: type[View], address: str, **asked: object) -> View:
        return view_of(kind, self._connection.ask(address, asked | self._waiting))

    @property
    def _waiting(self) -> dict[str, object]:
        return {"wait_for": self._wait_for}


def path(*parts: str) -> str:
    """The path of a thing, whatever characters its id has."""
    return "/v1/" + "/".join(quote(part, safe=":") for part in parts)
