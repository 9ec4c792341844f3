"""Replay: the beliefs that the log makes, folded anew from its first entry, without the index or whatever is kept.

What is believed of every deal is told at the end, and before each change of the policy, under the policy in force then.
A long log is gone through several times, each time for some of its deals, so that memory is that of a share of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import sha256
from typing import Protocol

from ledger.audit.tree import Tree
from ledger.auditor.view import Departure, Reign, Replay
from ledger.belief import Docket, Foldings, Policy, believe, policy_digest
from ledger.belief.difference import DealShift, difference
from ledger.belief.view import DealBelief, RecordedAsOf
from ledger.entries import Entry
from ledger.errors import NotFound, Refusal
from ledger.events import ClaimAssigned, PolicyAdopted
from ledger.gist import ClaimGist
from ledger.policies import named
from ledger.views import Health

SHARE = 500_000
"""Claims of the deals that are folded in one go, in some 500 MB."""

LOOK = 1_000
"""Entries between two times that progress is told."""

Report = Callable[[str, int, int], None]
"""Told what is being done, and how many of how many entries that has come to."""


class Replayable(Protocol):
    """What a replay asks of a ledger: the verbs of these names."""

    def health(self) -> Health:
        """How much it holds."""
        ...

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """Its log."""
        ...

    def beliefs(self, deal: str, *, recorded_as_of: str | None = None) -> DealBelief:
        """What it answers."""
        ...


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def unkept(line: bytes) -> None:
    """Keep nothing."""


def replay(
    ledger: Replayable,
    *,
    until: str | None = None,
    deals: Collection[str] | None = None,
    policy: Policy | str | None = None,
    keep: Callable[[bytes], object] = unkept,
    report: Report = silent,
    share: int = SHARE,
) -> Replay:
    """Replay a ledger up to a moment, and hold what it answers to what its log makes, to the last digit.

    `deals` are those to be replayed, all where None. `policy` is another one, or the name or digest of one on record:
    it is told too what would differ under it at the end. `keep` is given each belief, as a line of JSON.
    Twice the same gives the same, byte for byte. Raises BadCursor, NotFound for a deal or policy that is not on record
    by then, and what reading the log raises.
    """
    head = ledger.health().head
    plan = [deals]
    if head > share and deals is None:
        plan = _shares(told_of(ledger.entries(until=until), "Counting", head, report), share)
    audit = _Audit(ledger, policy, keep)
    for number, wanted in enumerate(plan, start=1):
        what = "Replaying" if len(plan) == 1 else f"Replaying, part {number} of {len(plan)}"
        audit.take(told_of(ledger.entries(until=audit.until or until), what, head, report), wanted)
    audit.require(deals or ())
    return audit.outcome()


def told_of(entries: Iterable[Entry], what: str, head: int, report: Report) -> Iterable[Entry]:
    """These entries; `report` is told how far what is being done with them has come."""
    for entry in entries:
        yield entry
        if entry.position % LOOK == 0:
            report(what, entry.position, head)


def _shares(entries: Iterable[Entry], share: int) -> list[Collection[str] | None]:
    """The deals of the log, in the order in which they come, parted so that each part has about as many claims."""
    claims: dict[str, int] = {}
    for entry in entries:
        fact = entry.told
        if isinstance(fact, ClaimGist):
            deal = fact.content.deal
        else:
            deal = fact.deal if isinstance(fact, ClaimAssigned) else getattr(fact, "deal", None)
        if deal is not None:
            claims[deal] = claims.get(deal, 0) + 1
    parts: list[set[str]] = [set()]
    size = 0
    for deal, count in claims.items():
        if size + count > share and parts[-1]:
            parts.append(set())
            size = 0
        parts[-1].add(deal)
        size += count
    return [*parts]


class _Audit:
    """What a replay has come to."""

    def __init__(self, ledger: Replayable, policy: Policy | str | None, keep: Callable[[bytes], object]) -> None:
        self._ledger = ledger
        self._asked = policy
        self._policy: Policy | None = None
        self._keep = keep
        self._digest = sha256()
        self._tree = Tree()
        self._end = RecordedAsOf(position=0, recorded_at=None)
        self._adopted: list[tuple[int, PolicyAdopted]] = []
        self._deals: set[str] = set()
        self._beliefs = 0
        self._departure: Departure | None = None
        self._shifts: list[DealShift] = []

    @property
    def until(self) -> int | None:
        """The last position of the first pass: the others go no further, however the log grows."""
        return self._end.position or None

    def take(self, entries: Iterable[Entry], wanted: Collection[str] | None) -> None:
        """Go through the log, for some of its deals."""
        foldings, is_first = Foldings(wanted), self.until is None
        last: Entry | None = None
        for entry in entries:
            if isinstance(fact := entry.told, PolicyAdopted):
                self._believe(foldings)
                if is_first:
                    self._adopted.append((entry.position, fact))
            foldings.take(entry)
            if is_first:
                self._tree.add(entry.data)
                last = entry
        if last is not None:
            self._end = RecordedAsOf(position=last.position, recorded_at=last.recorded_at)
        if isinstance(self._asked, str):
            self._policy = named(self._asked, (fact for _, fact in self._adopted))
        else:
            self._policy = self._asked
        for docket, belief in self._believe(foldings):
            self._deals.add(belief.deal)
            if self._policy is not None:
                shift = difference(belief, believe(docket, policy=self._policy))
                self._shifts += [shift] if shift is not None else []

    def require(self, deals: Collection[str]) -> None:
        """Raises NotFound for a deal that was not found."""
        for deal in deals:
            if deal not in self._deals:
                raise NotFound(f"no deal {deal!r} is on record as of position {self._end.position}")

    def outcome(self) -> Replay:
        """What came of it."""
        return Replay(
            recorded_until=self._end,
            root=self._tree.root,
            policies=tuple(
                Reign(position=position, name=str(fact.policy["name"]), digest=fact.digest)
                for position, fact in self._adopted
            ),
            deals=len(self._deals),
            beliefs=self._beliefs,
            digest="sha256:" + self._digest.hexdigest(),
            departure=self._departure,
            under=None if self._policy is None else policy_digest(self._policy),
            shifts=tuple(self._shifts),
        )

    def _believe(self, foldings: Foldings) -> list[tuple[Docket, DealBelief]]:
        found = [(docket, believe(docket)) for docket in foldings.dockets().values() if docket.opened is not None]
        for _, belief in found:
            line = belief.model_dump_json().encode() + b"\n"
            self._digest.update(line)
            self._keep(line)
            self._beliefs += 1
            if self._departure is None:
                self._departure = self._compared(belief)
        return found

    def _compared(self, replayed: DealBelief) -> Departure | None:
        """Where the ledger answers something else, if it does."""
        answered, refusal = None, None
        try:
            answered = self._ledger.beliefs(replayed.deal, recorded_as_of=str(replayed.recorded_as_of.position))
        except Refusal as error:
            refusal = error.detail
        if answered is not None and answered.model_dump_json() == replayed.model_dump_json():
            return None
        return Departure(
            deal=replayed.deal,
            recorded_as_of=replayed.recorded_as_of,
            proposition=None if answered is None else _first_unlike(replayed, answered),
            replayed=replayed,
            answered=answered,
            refusal=refusal,
        )


def _first_unlike(one: DealBelief, other: DealBelief) -> str | None:
    there = {belief.id: belief for belief in other.propositions}
    return next((b.id for b in one.propositions if b != there.get(b.id)), None)
