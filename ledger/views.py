"""What the ledger answers with when it is read: frozen, and the same over HTTP, by --json and in Python."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from ledger.attribution import Attribution
from ledger.belief.difference import DealShift
from ledger.belief.view import Change, Range, RecordedAsOf, Share
from ledger.errors import NotFound
from ledger.events import Cited, Interest, Party, Publication, SeenBy, Tie, Valued, YesNo
from ledger.receipts import Receipt
from ledger.terms import (
    About,
    ClaimId,
    Credibility,
    Hash,
    Instant,
    Mode,
    Position,
    Reliability,
    Ruling,
    Scope,
    SourceClass,
    SourceKind,
    Stage,
    Stance,
    Value,
)

Item = TypeVar("Item")
Version = Annotated[int, Field(description="how many events its stream holds: every event about it makes it another")]


class Page(Value, Generic[Item]):
    """Some of a list, in the order of recording, and where to go on."""

    items: tuple[Item, ...]
    next: int | None = Field(description="the `after` of the next page, or null on the last")


class Forgotten(Value):
    """That text was erased from the vault: which part of what, where and when that was recorded, and why."""

    part: str = Field(description="`note`, `evidence.0.quote`, or `content` of a document")
    position: Position
    recorded_at: Instant
    reason: str


class EvidenceView(Value):
    """Where in which document; `quote` where the vault holds it or the document, and nobody had it forgotten."""

    document: str
    start: int | None
    end: int | None
    quote: str | None
    forgotten: Forgotten | None = Field(None, description="why there is no quote: it, or its document, was forgotten")


class RetractionView(Value):
    """A retraction that stands."""

    by: str
    scope: Scope
    on: str | None
    reason: str


class ClaimView(Value):
    """A claim as recorded, and what became of it."""

    id: ClaimId
    version: Version
    position: Position
    recorded_at: Instant
    recorded_by: str
    status: str = Field(description="standing, restated, retracted, corrected or voided")
    deal: str | None
    proposition: str | None
    stance: Stance
    mode: Mode
    value: str | None
    period: str | None
    text: str | None
    attribution: Attribution
    origin: str | None = Field(description="the origin, or null where it is unknown")
    evidence: tuple[EvidenceView, ...]
    occasion: str | None
    asserted_at: str | None = Field(description="as recorded, or the date of the deepest dated hop")
    credibility: Credibility | None
    corrects: ClaimId | None
    restates: ClaimId | None
    corrected_by: ClaimId | None
    restated_by: tuple[ClaimId, ...]
    retractions: tuple[RetractionView, ...]
    note: str | None
    note_forgotten: Forgotten | None = Field(None, description="why there is no note: it was forgotten")


class SourceView(Value):
    """A source, its grade now, and what was recorded of its ties and interests."""

    id: str
    version: Version
    name: str
    kind: SourceKind
    class_: SourceClass = Field(alias="class")
    reliability: Reliability | None
    relations: tuple[Tie | Interest, ...]


class DocumentView(Value):
    """A document and how it is held."""

    id: str
    version: Version
    publication: Publication
    held: str = Field(description="captured, cited, seen-by or forgotten")
    holding: Cited | SeenBy | None
    sha256: str | None
    length: int | None = Field(description="Unicode code points of the decoded text, if known")
    forgotten: Forgotten | None = Field(None, description="why its bytes are not held: they were forgotten")


class PropositionView(Value):
    """A proposition and its verdict now."""

    id: str
    about: About
    stage: Stage | None
    form: YesNo | Valued
    text: str
    period: str | None
    verdict: Ruling | None


class DealView(Value):
    """An alleged deal, its parties and its propositions."""

    id: str
    version: Version
    title: str
    parties: tuple[Party, ...]
    propositions: tuple[PropositionView, ...]

    def proposition(self, proposition: str) -> PropositionView:
        """One of its propositions. Raises NotFound."""
        for found in self.propositions:
            if found.id == proposition:
                return found
        raise NotFound(f"no proposition {proposition!r} was raised about deal {self.id!r}")


class TimelineItem(Value):
    """One claim on the line of the periods it speaks of."""

    claim: ClaimId
    position: Position
    recorded_at: Instant
    asserted_at: str | None
    period: str | None = Field(description="the claim's own period, else its proposition's")
    proposition: str
    stance: Stance
    mode: Mode
    value: str | None
    text: str | None
    origin: str | None
    status: str
    forgotten: tuple[Forgotten, ...] = Field((), description="what of its quotes and its note was forgotten by then")


class Timeline(Value):
    """The claims of a deal by the period that they speak of, earliest first; those of no period last."""

    deal: str
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    items: tuple[TimelineItem, ...]


class Changes(Value):
    """What happened that bears on a deal, in the order of recording, up to a moment on each clock."""

    deal: str
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    items: tuple[Change, ...]


class HistoryItem(Value):
    """What the belief in a proposition became with an event; null and vacuous where there is no basis."""

    position: Position
    recorded_at: Instant
    event: str = Field(description="the type of the event that moved it")
    claim: ClaimId | None
    proposition: str
    probability: Share | None
    vacuous: bool
    likelihood: str | None
    range: Range | None


class History(Value):
    """How the beliefs about a deal became what they are, in the order of recording."""

    deal: str
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    items: tuple[HistoryItem, ...]


class Preview(Value):
    """What would come of a record if it were recorded now: nothing is.

    `again` is true where the same is on record already. `deals` are those of which anything would be believed that is
    not believed now, by position.
    """

    record: str = Field(description="the kind of record")
    id: str = Field(description="what it is about: an id of its own choosing, or the claim's id")
    again: bool
    status: str = Field(description="what the thing it is about would be")
    recorded_as_of: RecordedAsOf
    deals: tuple[DealShift, ...]


class EntryView(Value):
    """An entry of the log as it is stored, and its leaf hash."""

    position: Position
    recorded_at: Instant
    recorded_by: str
    stream: str
    version: int
    type: str
    nonce: str
    fact: dict[str, object]
    digest: Hash


Work = Literal["append", "index"]
"""What can fail while the rest goes on: appending to the log, and following it with the index."""


class Failure(Value):
    """What a work failed with last; it has not succeeded since."""

    of: Work
    kind: str = Field(description="the slug of the refusal, or `unexpected`")
    detail: str
    at: Instant


class Elsewhere(Value):
    """Where words that are forgotten, or part of them, still stand; `erasable` where these can be forgotten too."""

    thing: str = Field(description="the id of the claim or the document")
    part: str = Field(description="`content`, `note`, `evidence.0.quote`; `text` of a claim lies in the log for good")
    erasable: bool


class Erased(Value):
    """A part of a claim or document, and how many bytes of the vault it takes."""

    part: str
    size: int


class Forgetting(Value):
    """What is erased of a claim or a document, and what still holds the same words; in a preview what would be.

    Looked at are the documents that the claim cites and the claims that cite the same, or the document; of a document
    also others with the same bytes. `receipt` is null in a preview. `overwritten` says whether nothing of it is left in
    the ledger's files: where somebody still reads what was there before, that is done later.
    """

    thing: str
    erased: tuple[Erased, ...]
    elsewhere: tuple[Elsewhere, ...]
    receipt: Receipt | None
    overwritten: bool | None


class Building(Value):
    """An index that is being built beside the one in use, or that was left unfinished."""

    generation: int
    position: int = Field(description="how far it has come")
    percent: int = Field(description="of the log's head, rounded down")


class Health(Value):
    """Whether the ledger can take and answer: the head of its log and how far its index has come.

    `lag` is in entries. `lag_seconds` is how much later the head was recorded than the last entry in the index; where
    that is empty, than the first entry.
    """

    ready: bool
    head: int
    index: int
    lag: int
    lag_seconds: float
    building: Building | None
    error: str | None = Field(description="why it is not ready")
    failures: tuple[Failure, ...]


class Fault(Value):
    """What is wrong, and at which position of the log; position 0 where it is at none."""

    position: int
    detail: str


class Diagnosis(Health):
    """How a ledger is kept and how it fares.

    `writer` is a process id. `sizes` are in bytes, by file. `checked` says whether every entry was read and the index
    compared; if so, `fault` is the first that was found, at its position of the log.
    """

    format: int
    journal_mode: str
    synchronous: str
    writer: int | None
    sizes: dict[str, int]
    erasing: tuple[Position, ...] = Field((), description="where text was forgotten that is not overwritten yet")
    checked: bool
    fault: Fault | None
