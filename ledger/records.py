"""Records: the commands that a ledger takes, one JSON object each; `record` names its kind (DESIGN, NDJSON).

`RECORDS` parses any of them. The JSON Schema of all of them is generated into `records.schema.json`.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from ledger.attribution import Attribution, Hop
from ledger.dates import Edtf
from ledger.events import Party
from ledger.terms import (
    About,
    Answers,
    ClaimId,
    Counted,
    Credibility,
    Degree,
    Digest,
    Favours,
    Instant,
    Language,
    Mode,
    Name,
    Ref,
    Reliability,
    Ruling,
    Scope,
    Slug,
    SourceClass,
    SourceKind,
    Stage,
    Stance,
    Text,
    TieKind,
    Value,
)
from ledger.values import ValueText

ClaimRef = ClaimId | Ref
"""A claim's id, or the ref of an earlier line of the same import."""


def is_ref(claim: str) -> bool:
    """Whether it is a ref and no id: no ref has a colon."""
    return ":" not in claim


class Record(Value):
    """Base of all records."""

    recorded_at: Instant | None = Field(None, description="only for `import --historic` into an empty ledger")


class SourceRecord(Record):
    """Registers a source."""

    record: Literal["source"]
    id: Slug
    name: Name
    kind: SourceKind
    class_: SourceClass = Field(alias="class")


class TieRecord(Record):
    """Ties one source to another."""

    record: Literal["relation"]
    source: Slug
    kind: TieKind
    to: Slug
    degree: Degree
    since: Edtf | None = None
    reason: Text


class InterestRecord(Record):
    """Records a source's interest in a deal."""

    record: Literal["relation"]
    source: Slug
    kind: Literal["interest"]
    deal: Slug
    favours: Favours = Field(description="which stance its interest pulls it towards: what it gains by being believed")
    degree: Degree
    since: Edtf | None = None
    reason: Text


class SourceGradeRecord(Record):
    """Grades a source's reliability."""

    record: Literal["grade"]
    source: Slug
    reliability: Reliability
    reason: Text


class ClaimGradeRecord(Record):
    """Grades a claim's credibility."""

    record: Literal["grade"]
    claim: ClaimRef
    credibility: Credibility
    reason: Text


class _DocumentRecord(Record):
    record: Literal["document"]
    id: Slug
    title: Name
    publisher: Slug | None = None
    published: Edtf | None = None
    language: Language | None = None
    media_type: Name | None = None
    corrects: Slug | None = Field(None, description="the document that this one corrects")
    translates: Slug | None = Field(None, description="the document that this one translates")


class CapturedDocumentRecord(_DocumentRecord):
    """Captures a document: its bytes go into the vault. Exactly one of `text`, `base64` and `path` gives them."""

    held: Literal["captured"] = "captured"
    text: str | None = Field(None, description="the document's text, kept as UTF-8")
    base64: str | None = Field(None, description="the document's bytes")
    path: Name | None = Field(None, description="a file beside the import file (not over HTTP)")

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        if sum(x is not None for x in (self.text, self.base64, self.path)) != 1:
            raise PydanticCustomError("one_content", "a captured document has exactly one of text, base64 and path")
        return self


class CitedDocumentRecord(_DocumentRecord):
    """Cites a document by its address; digest and length, if known, let locators be checked and bytes be attached."""

    held: Literal["cited"]
    url: Name | None = None
    sha256: Digest | None = None
    length: int | None = Field(None, ge=0, description="in Unicode code points")


class SeenByDocumentRecord(_DocumentRecord):
    """Notes a document that another source read and we did not."""

    held: Literal["seen-by"]
    by: Slug


class DealRecord(Record):
    """Opens an alleged deal."""

    record: Literal["deal"]
    id: Slug
    title: Name
    parties: Annotated[tuple[Party, ...], Field(max_length=64)] = ()


class _PropositionRecord(Record):
    record: Literal["proposition"]
    deal: Slug
    id: Slug
    about: About
    stage: Stage | None = None
    text: Text
    period: Edtf | None = None


class YesNoRecord(_PropositionRecord):
    """Raises a yes-no proposition."""

    kind: Literal["yes-no"]
    implies: Annotated[tuple[Slug, ...], Field(max_length=64)] = ()


class ValuedRecord(_PropositionRecord):
    """Raises a valued proposition."""

    kind: Literal["valued"]
    answers: Answers = Answers.ONE
    unit: Name | None = None
    counted: Counted | None = None


class EvidenceRecord(Value):
    """Where in which document, and the quote that stands there. The document may come from a `defaults` line."""

    document: Slug | None = None
    start: int | None = Field(None, ge=0, description="code points before it")
    end: int | None = Field(None, ge=1, description="code points up to its end, exclusive")
    quote: Annotated[str, Field(min_length=1, max_length=20_000)] | None = Field(None, description="kept in the vault")


class ClaimRecord(Record):
    """Records a claim; with `corrects` or `restates`, in the place of an earlier one."""

    record: Literal["claim"]
    ref: Ref | None = None
    deal: Slug | None = None
    proposition: Slug | None = None
    stance: Stance = Stance.AFFIRMS
    mode: Mode = Mode.FACT
    value: ValueText | None = None
    period: Edtf | None = None
    text: Text | None = None
    attribution: Attribution
    evidence: Annotated[tuple[EvidenceRecord, ...], Field(max_length=32)] = ()
    occasion: Slug | None = None
    asserted_at: Edtf | None = None
    corrects: ClaimRef | None = None
    restates: ClaimRef | None = None
    reason: Text | None = Field(None, description="why it corrects; not part of the claim's id")
    credibility: Credibility | None = None
    note: Annotated[str, Field(min_length=1, max_length=20_000)] | None = Field(None, description="kept in the vault")


class AssignmentRecord(Record):
    """Gives an unfiled claim its deal and proposition."""

    record: Literal["assignment"]
    claim: ClaimRef
    deal: Slug
    proposition: Slug


class CorrectionRecord(Record):
    """Voids a claim that we recorded wrongly; a replacement is a claim with `corrects`."""

    record: Literal["correction"]
    claim: ClaimRef
    reason: Text


class RetractionRecord(Record):
    """Takes a claim back: one publisher's report, or what the voice itself said before a day."""

    record: Literal["retraction"]
    claim: ClaimRef
    by: Slug
    scope: Scope
    on: Edtf | None = None
    reason: Text


class VoidingRecord(Record):
    """Voids a retraction that we recorded by mistake."""

    record: Literal["voiding"]
    claim: ClaimRef
    scope: Scope
    reason: Text


class VerdictRecord(Record):
    """Settles a proposition."""

    record: Literal["verdict"]
    deal: Slug
    proposition: Slug
    verdict: Ruling
    value: ValueText | None = None
    on: Edtf | None = None
    reason: Text


class ReopeningRecord(Record):
    """Takes a verdict back."""

    record: Literal["reopening"]
    deal: Slug
    proposition: Slug
    reason: Text


class PolicyRecord(Record):
    """Adopts a belief policy from here on."""

    record: Literal["policy"]
    policy: dict[str, Any]


class DefaultsRecord(Record):
    """Sets what the claims after it, until the next `defaults`, need not repeat. It records nothing itself."""

    record: Literal["defaults"]
    deal: Slug | None = None
    document: Slug | None = Field(None, description="the document of evidence that names none")
    publisher: Hop | None = Field(None, description="put before attributions that do not begin with a publisher")
    asserted_at: Edtf | None = None
    occasion: Slug | None = None


def _tag(value: Any) -> str | None:
    """Which model reads a record, seen from its raw object (or from the model itself, when dumped)."""

    def has(key: str) -> Any:
        return value.get(key) if isinstance(value, dict) else getattr(value, key, None)

    record = has("record")
    if record == "relation":
        return "relation/interest" if has("kind") == "interest" else "relation/tie"
    if record == "grade":
        of_claim = has("claim") is not None or (has("source") is None and has("credibility") is not None)
        return "grade/claim" if of_claim else "grade/source"
    if record == "document":
        held = has("held") or "captured"
        return f"document/{held}" if held in ("captured", "cited", "seen-by") else None
    if record == "proposition":
        return "proposition/valued" if has("kind") == "valued" else "proposition/yes-no"
    return record if isinstance(record, str) else None


AnyRecord = Annotated[
    Annotated[SourceRecord, Tag("source")]
    | Annotated[TieRecord, Tag("relation/tie")]
    | Annotated[InterestRecord, Tag("relation/interest")]
    | Annotated[SourceGradeRecord, Tag("grade/source")]
    | Annotated[ClaimGradeRecord, Tag("grade/claim")]
    | Annotated[CapturedDocumentRecord, Tag("document/captured")]
    | Annotated[CitedDocumentRecord, Tag("document/cited")]
    | Annotated[SeenByDocumentRecord, Tag("document/seen-by")]
    | Annotated[DealRecord, Tag("deal")]
    | Annotated[YesNoRecord, Tag("proposition/yes-no")]
    | Annotated[ValuedRecord, Tag("proposition/valued")]
    | Annotated[ClaimRecord, Tag("claim")]
    | Annotated[AssignmentRecord, Tag("assignment")]
    | Annotated[CorrectionRecord, Tag("correction")]
    | Annotated[RetractionRecord, Tag("retraction")]
    | Annotated[VoidingRecord, Tag("voiding")]
    | Annotated[VerdictRecord, Tag("verdict")]
    | Annotated[ReopeningRecord, Tag("reopening")]
    | Annotated[PolicyRecord, Tag("policy")]
    | Annotated[DefaultsRecord, Tag("defaults")],
    Discriminator(_tag),
]
"""Any record."""

RECORDS: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)
"""Reads and writes any record."""
