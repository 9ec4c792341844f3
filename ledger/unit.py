"""A unit of work: load, fold, decide, append for one record or a batch of them, all or none."""

from collections.abc import Callable, Collection, MutableMapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import repeat
from typing import Protocol

from ledger import policies
from ledger.attribution import check_date, check_future
from ledger.belief.confirmations import CONFIRMED
from ledger.belief.policy import POLICY_1
from ledger.deciding import Decided, Deciding
from ledger.decision import Again
from ledger.drafts import Drafts
from ledger.entries import Entry, check_size, fact_bytes
from ledger.errors import AlreadyOtherwise, Conflict, MovedOn, NotIndependent, Refusal, Rejected
from ledger.events import ClaimGraded, ClaimRecorded, ClaimRetracted, Fact
from ledger.forgetting import Forget
from ledger.idempotency import Keyed, answered, key_digest, parts_of
from ledger.log import Answered, Change, Erasure, Log, Moment, Secret
from ledger.records import AnyRecord
from ledger.sealing import Sealer
from ledger.standing import about, standing
from ledger.states import Loaded, Sight, State, States
from ledger.terms import Credibility

BEGINNING = "0001-01-01T00:00:00.000000Z"
"""The first instant that there is."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that was decided: what it is about, and where its fact stands or will stand after the commit.

    `status` is what it was when it was first answered, where that is kept.
    """

    kind: str
    id: str
    stream: str
    version: int
    again: bool
    status: str | None = None


class Independence(Protocol):
    """Counts the independent origins that confirm a claim, on the log and what a unit is about to append to it."""

    def __call__(self, deal: str, claim: str, pending: list[Entry]) -> int:
        """The number of mutually independent, established origins behind what the claim says."""
        ...


class Unit:
    """Takes records one after the other, each deciding on what those before it left, and appends all or none.

    Use inside the log's `writing()`. A record that is refused leaves the unit as it was. `at` is the instant at which
    it decides, unless the log's head is later. With a `past` it decides as if that were the head, wherever it is used:
    it tells what would come of a record, and is never committed.
    """

    def __init__(
        self,
        log: Log,
        cache: MutableMapping[str, Loaded],
        sealer: Sealer,
        independence: Independence,
        at: str,
        past: Moment | None = None,
    ) -> None:
        self._log = log
        self._past = past
        self._states = States(log, cache, past.position if past is not None else None)
        self._deciding = Deciding(self._states, sealer)
        self._independence = independence
        self._at = at
        self._changes: list[Change] = []
        self._secrets: list[Secret] = []
        self._erasures: list[Erasure] = []
        self._answers: dict[bytes, Answered] = {}
        self._sealer = sealer

    def look(self, by: str, sight: Sight) -> None:
        """Decide from here on on what a principal sees."""
        self._states.look(by, sight)

    def take(self, record: AnyRecord, by: str) -> Taken:
        """Decide a record of a principal. Raises a Refusal, which leaves everything taken before it as it was."""
        decided = self._deciding.decide(record, self._secrets)
        if not isinstance(decided.decision, Again):
            self._check_future(decided.decision)
            self._confirm(decided.decision)
        return self._take(record.record, about(record), decided, by)

    def attach(self, document: str, data: bytes, by: str) -> Taken:
        """Attach the bytes of a document cited before. Raises a Refusal, as `take` does."""
        return self._take("attachment", document, self._deciding.attach(document, data, self._secrets), by)

    def forget(self, command: Forget, by: str) -> Taken:
        """Forget text of a claim or a document. Raises a Refusal, as `take` does."""
        return self._take("forgetting", command.thing, self._deciding.forget(command), by)

    def expecting(self, stream: str | None, versions: Collection[int] | None, take: Callable[[], Taken]) -> Taken:
        """Take what was meant for a stream as it was at one of these versions. Raises MovedOn where it is at another.

        Where no stream is changed, or no version is expected, any will do. What is on record already changes nothing,
        and is answered as ever. A stream that holds nothing did not move.
        """
        if stream is None or versions is None:
            return take()
        found = self._states.version(stream)
        if found in versions or not found:
            return take()
        moved = MovedOn(f"{stream.replace(':', ' ', 1)} is not as it was read any more: read it again and decide again")
        try:
            taken = take()
        except (Rejected, Conflict):
            raise moved from None
        if not taken.again:
            raise moved
        return taken

    def attempt(self, take: Callable[["Unit"], list[Taken]]) -> list[Taken]:
        """Take several records, all or none: a Refusal leaves the unit as it was before the first of them."""
        changes, secrets, erasures = len(self._changes), len(self._secrets), len(self._erasures)
        self._states.mark()
        try:
            return take(self)
        except Refusal:
            self._states.undo()
            del self._changes[changes:], self._secrets[secrets:], self._erasures[erasures:]
            raise

    def once(
        self, by: str, keyed: Keyed, take: Callable[["Unit"], list[Taken]], check: Callable[[], None]
    ) -> list[Taken]:
        """Take what came under an idempotency key, or answer with what was taken when it came first.

        `check` is asked before that is answered, and what was taken must still be seen: otherwise it is taken anew, and
        refused as it would be without a key. Raises KeyReused, or a Refusal as `attempt` does: then the key is as free
        as before.
        """
        key = key_digest(self._log.salt(), by, keyed.key)
        known = self._answers.get(key) or self._log.answered(key)
        if known is not None:
            if not keyed.whole:
                parts_of(known, keyed)
                return self.attempt(take)
            check()
            taken = [Taken(**part) for part in parts_of(known, keyed)]
            return self.attempt(take) if any(self._states.hides(part.stream) for part in taken) else taken
        taken = [replace(part, status=self.status(part)) for part in self.attempt(take)]
        if taken:
            parts = [asdict(part) for part in taken] if keyed.whole else []
            self._answers[key] = answered(key, keyed, self._sealer.salt(), parts)
        return taken

    def status(self, taken: Taken) -> str:
        """What the thing that was taken is, now or as it was answered first."""
        return taken.status or standing(self.state(taken.stream), taken.kind, taken.id)

    def foresee(self, drafts: Drafts) -> None:
        """Work out, of claims about to be taken, which are new: one question to the log in place of one for each."""
        self._deciding.foresee(drafts)

    def begin(self, by: str) -> Taken:
        """Adopt policy 1 where the log is empty: position 1 of every ledger is a policy."""
        if self._states.policies() is not None:
            begun_here = any(change.stream == "policy" for change in self._changes)
            return Taken("policy", "policy", "policy", 1, again=not begun_here)
        return self._take("policy", None, Decided((policies.adoption(POLICY_1),)), by)

    def commit(self, *, recorded_at: str | None = None) -> list[Entry]:
        """Append all that was taken; returns the entries, in order. A unit that took nothing appends nothing."""
        if not self._changes and not self._answers and not self._erasures:
            return []
        entries = self._log.append(
            self._changes,
            secrets=self._secrets,
            answers=tuple(self._answers.values()),
            erasures=self._erasures,
            recorded_at=recorded_at,
        )
        self._states.keep({change.stream for change in self._changes})
        self._changes, self._secrets, self._answers, self._erasures = [], [], {}, []
        return entries

    def state(self, stream: str) -> State | None:
        """What a stream folds to, with what this unit is about to append."""
        return self._states.load(stream).state

    def pending(self, facts: tuple[Fact, ...] = ()) -> list[Entry]:
        """What the log would hold next if this unit and these facts were committed now."""
        head = self._past or self._log.head()
        upcoming = [(fact, change.expected + 1) for change in self._changes for fact in change.facts]
        upcoming += [(fact, self._states.load(fact.stream).version + 1) for fact in facts]
        return [
            Entry(head.position + n, fact.stream, version, self._now, "", "", fact, b"")
            for n, (fact, version) in enumerate(upcoming, start=1)
        ]

    def _take(self, kind: str, thing: str | None, decided: Decided, by: str) -> Taken:
        decision = decided.decision
        self._erasures.extend(decided.erasures)
        if isinstance(decision, Again):
            return Taken(kind, thing or _id(decision.stream), decision.stream, decision.version, again=True)
        stream = decision[0].stream
        if any(self._states.hides(fact.stream) for fact in decision):
            raise AlreadyOtherwise(f"{stream.replace(':', ' ', 1)} is on record already: choose another id", "id")
        first = Taken(kind, thing or _id(stream), stream, self._states.load(stream).version + 1, again=False)
        bodies = [fact_bytes(fact, decided.content) for fact in decision]
        for fact, body in zip(decision, bodies, strict=True):
            check_size(fact, body)
        self._changes.extend(map(self._states.take, decision, bodies, repeat(by)))
        self._secrets.extend(decided.secrets)
        return first

    @cached_property
    def _now(self) -> str:
        """The instant at which what is taken is recorded, at the earliest: recorded times never decrease."""
        head = self._past or self._log.head()
        return max(self._at, head.recorded_at or BEGINNING)

    def _check_future(self, facts: tuple[Fact, ...]) -> None:
        """Raises ContradictedDate where a source said or withdrew something after the moment of recording."""
        for fact in facts:
            if isinstance(fact, ClaimRecorded):
                check_future(fact.content.attribution, fact.content.asserted_at, self._now)
            elif isinstance(fact, ClaimRetracted):
                check_date(fact.on, self._now, "on")

    def _confirm(self, facts: tuple[Fact, ...]) -> None:
        """Law 10, checked in the writer's own transaction: credibility 1 needs two independent origins."""
        for fact in facts:
            if not isinstance(fact, ClaimGraded | ClaimRecorded) or fact.credibility is not Credibility.CONFIRMED:
                continue
            state = self._states.claim(fact.claim)
            filing = fact.content.filing if isinstance(fact, ClaimRecorded) else state.filing if state else None
            if filing is None:
                raise NotIndependent("an unfiled claim cannot be confirmed: assign it first", "credibility")
            found = self._independence(filing.deal, fact.claim, self.pending(facts))
            if found < CONFIRMED:
                raise NotIndependent(
                    f"credibility 1 needs two established origins that are independent of each other, found {found}: "
                    "its origins are not independent, or not known; grade it 2, or record the other origin first",
                    "credibility",
                )


def _id(stream: str) -> str:
    return stream.partition(":")[2] or stream
