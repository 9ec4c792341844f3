"""A unit of work: load, fold, decide, append for one record or a batch of them, all or none."""

from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol

from ledger import claim, deal, document, policies, retraction, source
from ledger.belief.policy import POLICY_1
from ledger.claim import Claim, Surroundings
from ledger.deal import Deal
from ledger.decision import Again, Decision
from ledger.document import Document
from ledger.entries import check_size
from ledger.errors import NotIndependent, Refusal, Rejected
from ledger.events import ClaimContent, ClaimGraded, ClaimRecorded, Fact
from ledger.evidence import check_locator, check_quote
from ledger.identity import claim_id
from ledger.log import Change, Entry, Log, Secret
from ledger.policies import Policies
from ledger.records import (
    AnyRecord,
    AssignmentRecord,
    CapturedDocumentRecord,
    CitedDocumentRecord,
    ClaimGradeRecord,
    ClaimRecord,
    CorrectionRecord,
    DealRecord,
    InterestRecord,
    PolicyRecord,
    ReopeningRecord,
    RetractionRecord,
    SeenByDocumentRecord,
    SourceGradeRecord,
    SourceRecord,
    TieRecord,
    ValuedRecord,
    VerdictRecord,
    VoidingRecord,
    YesNoRecord,
)
from ledger.sealing import Sealer, bytes_of
from ledger.source import Source
from ledger.standing import about
from ledger.terms import Credibility

State = Source | Document | Deal | Claim | Policies
Evolve = Callable[[Any, Fact], State]

EVOLVE: dict[str, Evolve] = {
    "source": source.evolve,
    "document": document.evolve,
    "deal": deal.evolve,
    "claim": claim.evolve,
    "policy": policies.evolve,
}
"""How a stream folds, by what stands before its colon."""


BEGINNING = "0001-01-01T00:00:00.000000Z"
"""The first instant that there is."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A stream as it is now: how many events it has, and what they fold to."""

    version: int
    state: State | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a record would have recorded. It keeps the record, so that no other can have its identity meanwhile."""

    record: ClaimRecord
    content: ClaimContent
    claim: str


NEW = Loaded(0, None)
"""A stream that holds nothing yet."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that was decided: what it is about, and where its fact stands or will stand after the commit."""

    kind: str
    id: str
    stream: str
    version: int
    again: bool


class Independence(Protocol):
    """Counts the independent origins that confirm a claim, on the log and what a unit is about to append to it."""

    def __call__(self, deal: str, claim: str, pending: list[Entry]) -> int:
        """The number of mutually independent, established origins behind what the claim says."""
        ...


class Unit:
    """Takes records one after the other, each deciding on what those before it left, and appends all or none.

    Use inside the log's `writing()`. A record that is refused leaves the unit as it was. `at` is the instant at which
    it decides, unless the log's head is later.
    """

    def __init__(
        self,
        log: Log,
        cache: MutableMapping[str, Loaded],
        sealer: Sealer,
        independence: Independence,
        at: str = BEGINNING,
    ) -> None:
        self._log = log
        self._cache = cache
        self._sealer = sealer
        self._independence = independence
        self._at = at
        self._loaded: dict[str, Loaded] = {}
        self._before: dict[str, Loaded] = {}
        self._drafts: dict[int, Draft] = {}
        self._changes: list[Change] = []
        self._secrets: list[Secret] = []

    def take(self, record: AnyRecord) -> Taken:
        """Decide a record. Raises a Refusal, which leaves everything taken before it as it was."""
        secrets: list[Secret] = []
        decision = self._decide(record, secrets)
        if not isinstance(decision, Again):
            self._confirm(decision)
        return self._take(record.record, about(record), decision, secrets)

    def attempt(self, take: Callable[["Unit"], list[Taken]]) -> list[Taken]:
        """Take several records, all or none: a Refusal leaves the unit as it was before the first of them."""
        changes, secrets = len(self._changes), len(self._secrets)
        self._before = {}
        try:
            return take(self)
        except Refusal:
            self._loaded.update(self._before)
            del self._changes[changes:], self._secrets[secrets:]
            raise

    def foresee(self, records: Sequence[AnyRecord]) -> None:
        """Work out, of claims about to be taken, which are new: one question to the log in place of one for each."""
        for record in records:
            if isinstance(record, ClaimRecord):
                with suppress(Refusal):  # it is refused when it is taken
                    self._draft(record)
        new = [stream for draft in self._drafts.values() if (stream := f"claim:{draft.claim}") not in self._loaded]
        for stream in set(new) - self._log.begun(new):
            self._loaded[stream] = NEW

    def begin(self) -> Taken:
        """Adopt policy 1 where the log is empty: position 1 of every ledger is a policy."""
        if self._load("policy").version > 0:
            begun_here = any(change.stream == "policy" for change in self._changes)
            return Taken("policy", "policy", "policy", 1, again=not begun_here)
        return self._take("policy", None, (policies.adoption(POLICY_1),), [])

    def commit(self, *, recorded_by: str, recorded_at: str | None = None) -> list[Entry]:
        """Append all that was taken; returns the entries, in order. An empty unit appends nothing."""
        if not self._changes:
            return []
        entries = self._log.append(
            self._changes, recorded_by=recorded_by, secrets=self._secrets, recorded_at=recorded_at
        )
        for stream in {change.stream for change in self._changes}:
            if not stream.startswith("claim:"):
                self._cache[stream] = self._loaded[stream]
        self._changes, self._secrets = [], []
        return entries

    def state(self, stream: str) -> State | None:
        """What a stream folds to, with what this unit is about to append."""
        return self._load(stream).state

    def _take(self, kind: str, thing: str | None, decision: Decision, secrets: list[Secret]) -> Taken:
        if isinstance(decision, Again):
            return Taken(kind, thing or _id(decision.stream), decision.stream, decision.version, again=True)
        stream = decision[0].stream
        first = Taken(kind, thing or _id(stream), stream, self._load(stream).version + 1, again=False)
        for fact in decision:
            check_size(fact)
        for fact in decision:
            before = self._load(fact.stream)
            after = _evolver(fact.stream)(before.state, fact)
            self._before.setdefault(fact.stream, before)
            self._loaded[fact.stream] = Loaded(before.version + 1, after)
            self._changes.append(Change(fact.stream, before.version, (fact,)))
        self._secrets.extend(secrets)
        return first

    # -- states --------------------------------------------------------------------------------------------------------

    def _load(self, stream: str) -> Loaded:
        found = self._loaded.get(stream) or self._cache.get(stream)
        if found is None:
            entries = self._log.stream(stream)
            state = reduce(_evolver(stream), (entry.fact for entry in entries), None)
            found = Loaded(len(entries), state)
            if entries and not stream.startswith("claim:"):
                self._cache[stream] = found
        self._loaded[stream] = found
        return found

    def _source(self, source_id: str | None) -> Source | None:
        state = self._load(f"source:{source_id}").state if source_id else None
        return state if isinstance(state, Source) else None

    def _document(self, document_id: str | None) -> Document | None:
        state = self._load(f"document:{document_id}").state if document_id else None
        return state if isinstance(state, Document) else None

    def _deal(self, deal_id: str | None) -> Deal | None:
        state = self._load(f"deal:{deal_id}").state if deal_id else None
        return state if isinstance(state, Deal) else None

    def _claim(self, claim_id: str | None) -> Claim | None:
        state = self._load(f"claim:{claim_id}").state if claim_id else None
        return state if isinstance(state, Claim) else None

    # -- deciding ------------------------------------------------------------------------------------------------------

    def _decide(self, record: AnyRecord, secrets: list[Secret]) -> Decision:
        match record:
            case ClaimRecord():
                return self._record_claim(record, secrets)
            case SourceRecord():
                return source.register(record, self._source(record.id))
            case TieRecord():
                return source.tie(record, self._source(record.source), self._source(record.to))
            case InterestRecord():
                known = self._deal(record.deal) is not None
                return source.interest(record, self._source(record.source), deal_known=known)
            case SourceGradeRecord():
                return source.grade(record, self._source(record.source))
            case CitedDocumentRecord() | SeenByDocumentRecord():
                return document.cite(record, self._document(record.id), self._unknown_in(record))
            case CapturedDocumentRecord():
                return self._capture(record, secrets)
            case DealRecord():
                known_parties = [p.source for p in record.parties if self._source(p.source)]
                return deal.open_deal(record, self._deal(record.id), known_parties)
            case YesNoRecord() | ValuedRecord():
                return deal.raise_proposition(record, self._deal(record.deal))
            case AssignmentRecord():
                return claim.assign(record, self._claim(record.claim), self._deal(record.deal))
            case ClaimGradeRecord():
                return claim.grade(record, self._claim(record.claim))
            case CorrectionRecord():
                return claim.void(record, self._claim(record.claim))
            case RetractionRecord():
                return retraction.retract(record, self._claim(record.claim))
            case VoidingRecord():
                return retraction.void_retraction(record, self._claim(record.claim))
            case VerdictRecord():
                return deal.settle(record, self._deal(record.deal))
            case ReopeningRecord():
                return deal.reopen(record, self._deal(record.deal))
            case PolicyRecord():
                state = self._load("policy").state
                return policies.adopt(record, state if isinstance(state, Policies) else None)
            case _:
                raise Rejected("a `defaults` line sets what later lines of an import need not repeat", "record")

    def _record_claim(self, record: ClaimRecord, secrets: list[Secret]) -> Decision:
        content, own = self._draft(record)
        sources = {hop.source for hop in content.attribution if hop.source and self._source(hop.source)}
        documents = {e.document: d for e in content.evidence if (d := self._document(e.document))}
        named = (own, content.corrects, content.restates)
        claims = {c: state for c in named if c is not None and (state := self._claim(c))}
        around = Surroundings(self._deal(content.deal), sources, documents, claims)
        if own not in claims:
            self._check_quotes(record, content.evidence, documents)
        sealed, texts = self._sealer.seal_claim(record)
        secrets.extend(texts)
        return claim.record(record, content, own, sealed, around)

    def _draft(self, record: ClaimRecord) -> tuple[ClaimContent, str]:
        """The content of a claim and its id, worked out once for each record."""
        known = self._drafts.get(id(record))
        if known is None:
            content = claim.content_of(record)
            known = self._drafts[id(record)] = Draft(record, content, claim_id(content))
        return known.content, known.claim

    def _check_quotes(self, record: ClaimRecord, evidence: tuple[Any, ...], documents: dict[str, Document]) -> None:
        for index, (given, place) in enumerate(zip(record.evidence, evidence, strict=True)):
            held = documents.get(place.document)
            if given.quote is None or held is None or held.content is None:
                continue
            text = self._sealer.text(held.content, self._secrets)
            if text is not None:
                check_locator(place, held, f"evidence.{index}")
                check_quote(place, given.quote, text, f"evidence.{index}")

    def _capture(self, record: CapturedDocumentRecord, secrets: list[Secret]) -> Decision:
        state = self._document(record.id)
        held = state.content if state is not None else None
        content, secret = self._sealer.seal_content(bytes_of(record), held, self._secrets)
        if secret is not None:
            secrets.append(secret)
        return document.capture(record, state, content, self._unknown_in(record))

    def attach(self, document_id: str, data: bytes) -> Taken:
        """Attach the bytes of a document cited before. Raises a Refusal, as `take` does."""
        state = self._document(document_id)
        content, secret = self._sealer.seal_content(data, state.content if state is not None else None, self._secrets)
        decision = document.attach(document_id, state, content)
        return self._take("attachment", document_id, decision, [secret] if secret is not None else [])

    def _unknown_in(
        self, record: CapturedDocumentRecord | CitedDocumentRecord | SeenByDocumentRecord
    ) -> tuple[tuple[str, str], ...]:
        """The (field, what it names) of a document record's references that are not on record."""
        by = record.by if isinstance(record, SeenByDocumentRecord) else None
        sources = (("publisher", record.publisher), ("by", by))
        documents = (("corrects", record.corrects), ("translates", record.translates))
        unknown = [(f, f"source {v!r}") for f, v in sources if v is not None and self._source(v) is None]
        unknown += [(f, f"document {v!r}") for f, v in documents if v is not None and self._document(v) is None]
        return tuple(unknown)

    def _confirm(self, facts: tuple[Fact, ...]) -> None:
        """Law 10, checked in the writer's own transaction: credibility 1 needs two independent origins."""
        for fact in facts:
            if not isinstance(fact, ClaimGraded | ClaimRecorded) or fact.credibility is not Credibility.CONFIRMED:
                continue
            state = self._claim(fact.claim)
            filing = fact.content.filing if isinstance(fact, ClaimRecorded) else state.filing if state else None
            if filing is None:
                raise NotIndependent("an unfiled claim cannot be confirmed: assign it first", "credibility")
            found = self._independence(filing.deal, fact.claim, self._pending(facts))
            if found < 2:
                raise NotIndependent(
                    f"credibility 1 needs two established origins that are independent of each other, found {found}: "
                    "its origins are not independent, or not known; grade it 2, or record the other origin first",
                    "credibility",
                )

    def _pending(self, facts: tuple[Fact, ...]) -> list[Entry]:
        """What the log would hold next if this unit and these facts were committed now."""
        head = self._log.head()
        at = max(self._at, head.recorded_at or BEGINNING)
        upcoming = [(fact, change.expected + 1) for change in self._changes for fact in change.facts]
        upcoming += [(fact, self._load(fact.stream).version + 1) for fact in facts]
        return [
            Entry(head.position + n, fact.stream, version, at, "", "", fact, b"")
            for n, (fact, version) in enumerate(upcoming, start=1)
        ]


def _evolver(stream: str) -> Evolve:
    return EVOLVE[stream.partition(":")[0]]


def _id(stream: str) -> str:
    return stream.partition(":")[2] or stream
