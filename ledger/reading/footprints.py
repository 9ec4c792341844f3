"""Footprints: what rests on a source, deal by deal, and what would be believed without it."""

from collections.abc import Collection

from ledger.belief import Docket, believe
from ledger.belief.difference import difference
from ledger.belief.folding import Shared
from ledger.belief.standing import Standing
from ledger.claim import status_of
from ledger.entries import Entry
from ledger.errors import NotFound
from ledger.events import ClaimRecorded
from ledger.filters import ClaimFilter
from ledger.footprint import DealFootprint, Footprint, HopOf, Resting
from ledger.log import Moment
from ledger.projections.index import LAST
from ledger.reading.finding import Finding
from ledger.showing import shown_moment


class Footprints(Finding):
    """The question what rests on a source."""

    def footprint(
        self,
        source: str,
        *,
        recorded_as_of: str | None = None,
        after: int = 0,
        limit: int = 20,
        among: Collection[str] | None = None,
    ) -> Footprint:
        """What rests on a source at any hop, at most `limit` deals of it, `among` these or all.

        Each deal is believed twice, with the source and without. `after` is the `next` of the page before, 0 for the
        first. Raises NotFound, BadCursor.
        """
        at = self.moment(recorded_as_of)
        self._follower.follow()
        entries = self._dockets.of_source(source, at.position)
        if not any(entry.stream == f"source:{source}" for entry in entries):
            raise NotFound(f"no source {source!r} is on record as of position {at.position}")
        shared = Shared()
        for entry in entries:
            shared.take(entry.fact, entry.position)
        names = shared.voices.same_as([source])
        found: list[tuple[int, DealFootprint]] = []
        for position, deal in self._deals(at, after=after):
            if among is not None and deal not in among:
                continue
            if (there := self._in_deal(deal, source, names, at)) is not None:
                found.append((position, there))
            if len(found) > limit:
                break
        return Footprint(
            items=tuple(there for _, there in found[:limit]),
            next=found[limit - 1][0] if len(found) > limit else None,
            source=source,
            same_as=tuple(sorted(names - {source})),
            recorded_as_of=shown_moment(at),
        )

    def _in_deal(self, deal: str, source: str, names: Collection[str], at: Moment) -> DealFootprint | None:
        recorded: dict[int, str] = {}
        for name in names:
            where = ClaimFilter(deal=deal, source=name)
            recorded.update(self._index.begun("claim", self._index.claims(where, until=at.position, limit=LAST)))
        if not recorded:
            return None
        docket = self._docket(deal, at)
        filed = [position for position in sorted(recorded) if recorded[position] in docket.claims]
        if not filed:
            return None
        standing = Standing(docket, docket.voices, None, ())
        counted = {claim.id for name in docket.filed for claim in standing.claims(name)}
        entries = self._index.held(self._log.at(filed))
        return DealFootprint(
            deal=deal,
            claims=tuple(_resting(entry, docket, names, counted) for entry in entries),
            without=difference(believe(docket), believe(docket, without=[source])),
        )


def _resting(entry: Entry, docket: Docket, names: Collection[str], counted: Collection[str]) -> Resting:
    fact = entry.fact
    assert isinstance(fact, ClaimRecorded)
    claim = docket.claims[fact.claim]
    return Resting(
        claim=claim.id,
        position=entry.position,
        proposition=claim.proposition,
        stance=claim.stance,
        hops=tuple(
            HopOf(hop=number, source=hop.source, role=hop.role)
            for number, hop in enumerate(fact.content.attribution)
            if hop.source is not None and hop.source in names
        ),
        status=status_of(claim.corrected, retracted=bool(claim.withdrawals), restated=bool(claim.restatements)),
        counts=claim.id in counted,
    )
