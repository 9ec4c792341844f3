"""Previews: what would come of a record, decided and believed on entries that are never written."""

from collections.abc import Collection, Iterator, Sequence

from ledger.belief import DealBelief, believe, independent_origins
from ledger.belief.difference import DealShift, difference
from ledger.checks import Check, unchecked
from ledger.claim import Claim
from ledger.entries import Entry
from ledger.events import ClaimFact, DealFact, Interest, PolicyAdopted, SourceFact, SourcesRelated, Tie
from ledger.log import Moment
from ledger.reading.finding import Finding
from ledger.records import AnyRecord
from ledger.showing import shown_moment
from ledger.standing import changed_by
from ledger.unit import Unit
from ledger.views import Preview

NOBODY = "preview"
"""Who records what is not recorded."""


class Previews(Finding):
    """The question what a record would change."""

    def preview(
        self, record: AnyRecord, *, expected: Collection[int] | None = None, check: Check = unchecked
    ) -> Preview:
        """What would change if this were recorded now; nothing is. It is refused as recording it would be.

        A record about a source or the policy is held against every deal: that takes as long as believing each anew.
        `expected` and `check` are as in `Ledger.record`.
        """
        at = self._log.moment(self._follower.follow())
        unit = Unit(self._log, {}, self._sealer, lambda *asked: self._independence(at, *asked), self.now(), at)
        unit.begin(NOBODY)
        unit.look(NOBODY, check)
        check(record)
        taken = unit.expecting(changed_by(record), expected, lambda: unit.take(record, NOBODY))
        pending = unit.pending()
        deals = sorted(self._touched(unit, pending, at), key=lambda deal: self._opened_at(deal, at))
        shifts = (self._shift(deal, at, pending) for deal in deals)
        return Preview(
            record=taken.kind,
            id=taken.id,
            again=taken.again,
            status=unit.status(taken),
            recorded_as_of=shown_moment(at),
            deals=tuple(shift for shift in shifts if shift is not None),
        )

    def _shift(self, deal: str, at: Moment, pending: Sequence[Entry]) -> DealShift | None:
        return difference(self._believed(deal, at), believe(self._dockets.foreseen(deal, at.position, pending)))

    def _believed(self, deal: str, at: Moment) -> DealBelief | None:
        docket = self._dockets.docket(deal, at.position)
        return believe(docket) if docket.opened is not None else None

    def _touched(self, unit: Unit, pending: Sequence[Entry], at: Moment) -> set[str]:
        """The deals that these entries can move."""
        found: set[str] = set()
        for entry in pending:
            match entry.fact:
                case ClaimFact():
                    claim = unit.state(entry.stream)
                    if isinstance(claim, Claim) and claim.filing is not None:
                        found.add(claim.filing.deal)
                case DealFact(deal=deal) | SourcesRelated(relation=Interest(deal=deal)):
                    found.add(deal)
                case SourcesRelated(source=source, relation=Tie(to=to)):
                    found.update(self._hearing({source, to}, at))
                case SourceFact(source=source):
                    found.update(self._hearing({source}, at))
                case PolicyAdopted():
                    found.update(deal for _, deal in self._deals(at))
                case _:
                    pass
        return found

    def _hearing(self, sources: Collection[str], at: Moment) -> Iterator[str]:
        """The deals that name one of these sources, or one that it is tied to, however far."""
        for _, deal in self._deals(at):
            if not self._dockets.docket(deal, at.position).sources.keys().isdisjoint(sources):
                yield deal

    def _opened_at(self, deal: str, at: Moment) -> tuple[int, str]:
        opened = self._dockets.docket(deal, at.position).opened
        return (opened.position if opened is not None else at.position + 1, deal)

    def _independence(self, at: Moment, deal: str, claim: str, pending: list[Entry]) -> int:
        return independent_origins(self._dockets.foreseen(deal, at.position, pending), claim)
