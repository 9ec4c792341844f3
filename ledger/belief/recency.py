"""Recency: the last event that can have moved a belief. Echoes cannot; what only might have is taken as if it did."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ledger.belief.balance import Balance
from ledger.belief.claims import ClaimOnRecord
from ledger.belief.reading import Reading
from ledger.belief.weighing import MOVING, Weighed
from ledger.events import YesNo


class Recency:
    """Tells of a reading from which position on each belief has been what it is, at the latest."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._stirred: dict[str, int] = {}
        self._touched: dict[str, int] = {}
        self._latest = reading.docket.related_at
        self._interested: dict[str, int] = {}  # by company, the position of the last interest in the deal
        for name, (_, position) in reading.docket.interests.items():
            company = reading.voices.company(name)
            self._interested[company] = max(position, self._interested.get(company, 0))
            self._latest = max(position, self._latest)

    def changed_at(self, proposition: str, balance: Balance) -> int:
        """The position of the last event that can have moved a proposition; no event after it did."""
        docket, implications = self._reading.docket, self._reading.implications
        found = [docket.propositions[proposition].moment.position, self._reading.policy_at]
        found += [p for side in (balance.affirming, balance.denying) for t in side.values() for p in t.carried.values()]
        for name in implications.relatives(proposition):
            raised = docket.propositions[name]
            found.append(docket.ruled.get(name, 0))
            if isinstance(raised.fact.form, YesNo) and len(raised.fact.form.implies) > 1:
                found.append(raised.moment.position)  # it made one family of what it implies
        family = implications.family(proposition)
        if family not in self._stirred:
            self._stirred[family] = max(self._stirring(proposition), default=0)
        return max(*found, self._stirred[family])

    def _stirring(self, proposition: str) -> Iterator[int]:
        """The positions of what claims did to a proposition other than by adding themselves."""
        reading, relatives = self._reading, self._reading.implications.relatives(proposition)
        on_occasion = [w for name in relatives for w in reading.weighed(name) if w.claim.occasion is not None]
        for stance in MOVING:
            yield _joined_at(w for w in on_occasion if w.stance is stance)
        for name in reading.hanging_on(proposition):
            claims, filed = reading.claims(name), reading.docket.filed.get(name, ())
            if name in reading.docket.amended or len(claims) < len(filed):
                standing = {claim.id for claim in claims}
                for claim in filed:
                    yield self._since(reading.docket.claims[claim], claim in standing)
            else:
                before = bisect_left(claims, self._latest, key=_filed)
                yield max((self._since(claim, True) for claim in claims[:before]), default=0)

    def _since(self, claim: ClaimOnRecord, stands: bool) -> int:
        """Where a claim, or a source at one of its hops, was last graded, related or taken back after it was filed.

        A claim that fell counts from its own filing where it can have taken others with it. 0 where there is nothing.
        """
        took_others = not stands and (claim.occasion or claim.corrects)
        since = max(claim.last, max(map(self._touched_at, claim.named), default=0))
        return since if since > claim.filed or took_others else 0

    def _touched_at(self, source: str) -> int:
        """The position of the last grade of a source, or relation that tells whose voice it is; 0 if there is none."""
        if (at := self._touched.get(source)) is None:
            known = self._reading.docket.sources.get(source)
            voices = self._reading.voices
            interested = self._interested.get(voices.company(source), 0)
            at = max(voices.tied_at(source), interested, known.graded if known is not None else 0)
            self._touched[source] = at
        return at


def _filed(claim: ClaimOnRecord) -> int:
    return claim.filed


def _joined_at(claims: Iterable[Weighed]) -> int:
    """The position by which all of these claims that show two voices to be one were filed; 0 where none does."""
    heard: dict[str, dict[str, int]] = {}
    for weighed in claims:
        if (occasion := weighed.claim.occasion) is not None:
            first = heard.setdefault(occasion, {})
            first[weighed.voice] = min(weighed.claim.filed, first.get(weighed.voice, weighed.claim.filed))
    return max((at for first in heard.values() if len(first) > 1 for at in first.values()), default=0)
