"""Standing: which claims on record count, on both clocks.

Corrections obey the recorded clock alone: the docket has them or not. Retractions and restatements act on the
asserted clock, at their dates.
"""

from collections.abc import Collection
from datetime import UTC, datetime, time

from ledger.belief.claims import ClaimOnRecord, Withdrawn
from ledger.belief.docket import Docket
from ledger.belief.voices import Voices
from ledger.bounds import Bounds, bounds
from ledger.clocks import asserted_end
from ledger.terms import Scope


def said(claim: ClaimOnRecord) -> Bounds:
    """When the claim was asserted; both None where it is undated."""
    return bounds(claim.said) if claim.said is not None else Bounds(None, None)


def _latest(date: Bounds, recorded_at: str | None) -> datetime | None:
    """The last instant it can have been said at: whatever is undated was said before it was recorded."""
    if date.latest is not None or recorded_at is None:
        return date.latest
    recorded = datetime.fromisoformat(recorded_at)
    return recorded if date.earliest is None or date.earliest <= recorded else None


class Standing:
    """The claims that count, as asserted by `asserted_as_of` (a day or an instant) and without the sources left out.

    `left_out` is every source that is left out: those named, and those that are the same as one of them.
    """

    def __init__(self, docket: Docket, voices: Voices, asserted_as_of: str | None, without: Collection[str]) -> None:
        self._docket, self._voices = docket, voices
        self._end = asserted_end(asserted_as_of) if asserted_as_of is not None else None
        self.left_out = voices.same_as(without)

    def claims(self, proposition: str) -> list[ClaimOnRecord]:
        """The claims filed under a proposition that stand and were certainly said by then, in order of recording."""
        filed = self._filed(proposition)
        if self._end is None and not self.left_out and proposition not in self._docket.amended:
            return filed
        fallen = self._fallen(filed)
        return [c for c in filed if self.is_there(c) and c.id not in fallen and not self._is_superseded(c, fallen)]

    def possibly_said(self) -> int:
        """How many claims on record may or may not have been said by then. They do not count."""
        end = self._end
        if end is None:
            return 0
        unsure = (c for c in self._docket.claims.values() if c.corrected is None and not self.is_said(c))
        return sum((first := said(claim).earliest) is None or first <= end for claim in unsure)

    def _filed(self, proposition: str) -> list[ClaimOnRecord]:
        claims = self._docket.claims
        return [claims[claim] for claim in self._docket.filed.get(proposition, ())]

    def is_there(self, claim: ClaimOnRecord) -> bool:
        """Whether the claim was not corrected, was certainly said by then, and rests on no source left out."""
        if claim.corrected is not None or not self.is_said(claim):
            return False
        return not self.left_out or self.left_out.isdisjoint(claim.named)

    def is_said(self, claim: ClaimOnRecord) -> bool:
        """Whether the claim was certainly said by then; whatever is undated was said before it was recorded."""
        if self._end is None:
            return True
        latest = _latest(said(claim), claim.recorded_at)
        return latest is not None and latest <= self._end

    def _is_superseded(self, claim: ClaimOnRecord, fallen: set[str]) -> bool:
        """Whether the source says something else by now: a restatement that was itself withdrawn never was."""
        for restated in claim.restatements:
            newer = self._successor(restated.restatement)
            if newer is None or not self.is_there(newer):
                continue
            elsewhere = newer.proposition != claim.proposition
            if newer.id not in (self._fallen(self._filed(newer.proposition)) if elsewhere else fallen):
                return True
        return False

    def _successor(self, claim: str) -> ClaimOnRecord | None:
        """The claim, or what stands corrected in its place."""
        found = self._docket.claims.get(claim)
        while found is not None and found.corrected is not None and found.corrected.replacement is not None:
            found = self._docket.claims.get(found.corrected.replacement)
        return found

    def withdrawals(self, claim: ClaimOnRecord) -> list[Withdrawn]:
        """The retractions of a claim, and of those that it corrects, that were certainly made by then."""
        found: list[Withdrawn] = []
        older: ClaimOnRecord | None = claim
        while older is not None:
            found += [w for w in older.withdrawals.values() if self._is_made(w)]
            corrects = older.corrects
            older = self._docket.claims.get(corrects) if corrects is not None else None
        return found

    def taken_back_by(self, claim: ClaimOnRecord) -> list[tuple[ClaimOnRecord, Withdrawn]]:
        """The retractions that take a claim down, each with the claim that it was recorded on: its own, and those by
        which its source, whoever that speaks for or depends on, or who was heard on its occasion, took back what it had
        said. In order of recording."""
        filed = self._filed(claim.proposition)
        found = [(claim, withdrawn) for withdrawn in self.withdrawals(claim)]
        for other in filed:
            if other.id == claim.id or other.corrected is not None:
                continue
            for withdrawn in self.withdrawals(other):
                if withdrawn.fact.scope is Scope.ORIGIN and claim.id in self._echoes(withdrawn, filed):
                    found.append((other, withdrawn))
        return sorted(found, key=lambda each: each[1].moment.position)

    def _is_made(self, withdrawn: Withdrawn) -> bool:
        if self._end is None:
            return True
        date = bounds(withdrawn.fact.on) if withdrawn.fact.on is not None else Bounds(None, None)
        latest = _latest(date, withdrawn.moment.recorded_at)
        return latest is not None and latest <= self._end

    def _fallen(self, claims: list[ClaimOnRecord]) -> set[str]:
        """Those of the claims that a retraction takes down."""
        fallen: set[str] = set()
        for claim in claims:
            if not claim.withdrawals and claim.corrects is None:
                continue
            for withdrawn in self.withdrawals(claim):
                fallen.add(claim.id)
                if withdrawn.fact.scope is Scope.ORIGIN and claim.corrected is None:
                    fallen |= self._echoes(withdrawn, claims)
        return fallen

    def _echoes(self, withdrawn: Withdrawn, claims: list[ClaimOnRecord]) -> set[str]:
        """The claims of whoever withdraws and of those who speak for it or depend on it, and those of their occasions
        that name nobody who was heard, all not certainly said from that day on.

        Whoever else spoke on an occasion has withdrawn nothing. A claim that was taken back itself, or left out, tells
        of no occasion.
        """
        echoing, day = self._voices.echoing(withdrawn.fact.by), _day(withdrawn)
        before = [c for c in claims if day is None or (first := said(c).earliest) is None or first < day]
        its_own = [c for c in before if c.speaker in echoing or c.heard in echoing]
        there = [c for c in its_own if c.occasion is not None and self.is_there(c) and not self._is_pulled(c)]
        occasions = {(c.occasion, c.stance) for c in there}
        by_occasion = [c for c in before if c.heard is None and (c.occasion, c.stance) in occasions]
        return {c.id for c in its_own + by_occasion}

    def _is_pulled(self, claim: ClaimOnRecord) -> bool:
        """Whether its publisher had withdrawn the report by then."""
        return any(withdrawn.fact.scope is Scope.REPORT for withdrawn in self.withdrawals(claim))


def _day(withdrawn: Withdrawn) -> datetime | None:
    """When the day of a retraction begins; where it has no date, when it was recorded; None where it has no end."""
    if withdrawn.fact.on is None:
        recorded = withdrawn.moment.recorded_at
        return datetime.fromisoformat(recorded) if recorded is not None else None
    latest = bounds(withdrawn.fact.on).latest
    return datetime.combine(latest.date(), time.min, UTC) if latest is not None else None
