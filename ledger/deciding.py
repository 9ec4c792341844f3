"""Deciding: each kind of record against the states that it refers to, its texts sealed."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger import claim, deal, document, forgetting, policies, retraction, source
from ledger.claim import Surroundings
from ledger.decision import Decision
from ledger.document import Content, Document
from ledger.drafts import Drafts
from ledger.errors import Rejected
from ledger.events import Evidence
from ledger.evidence import check_locator, check_quote
from ledger.forgetting import Forget
from ledger.log import Erasure, Secret
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
from ledger.states import States


@dataclass(frozen=True, slots=True)
class Decided:
    """What a record comes to, and the secrets that go into the vault with its facts.

    `content` is the canonical JSON of a claim's content, where it records one. `erasures` go from it, even where they
    were forgotten before: a copy may have brought them back.
    """

    decision: Decision
    secrets: Sequence[Secret] = ()
    content: bytes | None = None
    erasures: Sequence[Erasure] = ()


class SourcesOnRecord:
    """The ids of the sources on record."""

    def __init__(self, states: States) -> None:
        self._states = states

    def __contains__(self, source: object) -> bool:
        return isinstance(source, str) and self._states.source(source) is not None


class Deciding:
    """Decides records on `states`. Whatever is `pending` is on its way into the vault."""

    def __init__(self, states: States, sealer: Sealer) -> None:
        self._states = states
        self._sealer = sealer
        self._sources = SourcesOnRecord(states)
        self._drafts = Drafts()

    def decide(self, record: AnyRecord, pending: Sequence[Secret]) -> Decided:
        """What a record comes to. Raises a Refusal."""
        match record:
            case ClaimRecord():
                return self._claim(record, pending)
            case CapturedDocumentRecord():
                return self._captured(record, pending)
            case _:
                return Decided(self._without_text(record))

    def attach(self, document_id: str, data: bytes, pending: Sequence[Secret]) -> Decided:
        """What the bytes of a document cited before come to. Raises a Refusal."""
        state = self._states.document(document_id)
        content, secrets = self._content(state, data, pending)
        return Decided(document.attach(document_id, state, content), secrets)

    def forget(self, command: Forget) -> Decided:
        """What forgetting text of a claim or a document comes to. Raises a Refusal."""
        is_claim = command.subject.startswith("claim:")
        state = self._states.claim(command.thing) if is_claim else self._states.document(command.thing)
        meant = tuple(forgetting.chosen(command, state).values())
        return Decided(forgetting.decide(command, state), erasures=(Erasure(command.subject, meant),))

    def foresee(self, drafts: Drafts) -> None:
        """Know these drafts, and which of their claims are new: one question to the log in place of one for each."""
        self._drafts.add(drafts)
        self._states.load_new([f"claim:{claim}" for claim in drafts.claims()])

    def _without_text(self, record: AnyRecord) -> Decision:
        """Of what holds no text for the vault."""
        states = self._states
        match record:
            case SourceRecord():
                return source.register(record, states.source(record.id))
            case TieRecord():
                return source.tie(record, states.source(record.source), states.source(record.to))
            case InterestRecord():
                known = states.deal(record.deal) is not None
                return source.interest(record, states.source(record.source), deal_known=known)
            case SourceGradeRecord():
                return source.grade(record, states.source(record.source))
            case CitedDocumentRecord() | SeenByDocumentRecord():
                return document.cite(record, states.document(record.id), self._unknown_in(record))
            case DealRecord():
                known_parties = [p.source for p in record.parties if states.source(p.source)]
                return deal.open_deal(record, states.deal(record.id), known_parties)
            case YesNoRecord() | ValuedRecord():
                return deal.raise_proposition(record, states.deal(record.deal))
            case AssignmentRecord():
                return claim.assign(record, states.claim(record.claim), states.deal(record.deal))
            case ClaimGradeRecord():
                return claim.grade(record, states.claim(record.claim))
            case CorrectionRecord():
                return claim.void(record, states.claim(record.claim))
            case RetractionRecord():
                return retraction.retract(record, states.claim(record.claim))
            case VoidingRecord():
                return retraction.void_retraction(record, states.claim(record.claim))
            case VerdictRecord():
                return deal.settle(record, states.deal(record.deal))
            case ReopeningRecord():
                return deal.reopen(record, states.deal(record.deal))
            case PolicyRecord():
                return policies.adopt(record, states.policies())
            case _:
                raise Rejected("a `defaults` line sets what later lines of an import need not repeat", "record")

    def _claim(self, record: ClaimRecord, pending: Sequence[Secret]) -> Decided:
        states, draft = self._states, self._drafts.of(record)
        content = draft.content
        documents = {e.document: d for e in content.evidence if (d := states.document(e.document))}
        named = (draft.claim, content.corrects, content.restates)
        claims = {c: state for c in named if c is not None and (state := states.claim(c))}
        around = Surroundings(states.deal(content.deal), self._sources, documents, claims)
        if draft.claim not in claims:
            self._check_quotes(record, content.evidence, documents, pending)
        sealed, secrets = self._sealer.seal_claim(record)
        return Decided(claim.record(record, content, draft.claim, sealed, around), secrets, draft.data)

    def _captured(self, record: CapturedDocumentRecord, pending: Sequence[Secret]) -> Decided:
        state = self._states.document(record.id)
        content, secrets = self._content(state, bytes_of(record), pending)
        return Decided(document.capture(record, state, content, self._unknown_in(record)), secrets)

    def _content(
        self, state: Document | None, data: bytes, pending: Sequence[Secret]
    ) -> tuple[Content, Sequence[Secret]]:
        held = state.content if state is not None else None
        content, secret = self._sealer.seal_content(data, held, pending)
        return content, () if secret is None else (secret,)

    def _check_quotes(
        self,
        record: ClaimRecord,
        evidence: tuple[Evidence, ...],
        documents: dict[str, Document],
        pending: Sequence[Secret],
    ) -> None:
        for index, (given, place) in enumerate(zip(record.evidence, evidence, strict=True)):
            held = documents.get(place.document)
            if given.quote is None or held is None or held.content is None:
                continue
            text = self._sealer.text(held.content, pending)
            if text is not None:
                check_locator(place, held, f"evidence.{index}")
                check_quote(place, given.quote, text, f"evidence.{index}")

    def _unknown_in(
        self, record: CapturedDocumentRecord | CitedDocumentRecord | SeenByDocumentRecord
    ) -> tuple[tuple[str, str], ...]:
        """The (field, what it names) of a document record's references that are not on record."""
        by = record.by if isinstance(record, SeenByDocumentRecord) else None
        sources = (("publisher", record.publisher), ("by", by))
        documents = (("corrects", record.corrects), ("translates", record.translates))
        unknown = [(f, f"source {v!r}") for f, v in sources if v is not None and self._states.source(v) is None]
        unknown += [(f, f"document {v!r}") for f, v in documents if v is not None and self._states.document(v) is None]
        return tuple(unknown)
