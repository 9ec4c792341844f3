"""The facts that a ledger holds, in the past tense, each with a stable wire name and version.

A fact is what happened; the envelope (ledger.log.Entry) says where and when it was recorded and by whom. Facts are
stored as their canonical JSON without null fields; `content` of a claim also without fields at their default, so that
the claim's id is the digest of exactly those bytes.
"""

from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.attribution import Attribution
from ledger.dates import Edtf
from ledger.terms import (
    About,
    Answers,
    ClaimId,
    Commitment,
    Counted,
    Credibility,
    Degree,
    Digest,
    Favours,
    Hash,
    Language,
    Mode,
    Name,
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


class Fact(Value):
    """Base of all facts: `wire` and `revision` make its type (`claim-recorded/1`), `stream` is where it belongs."""

    wire: ClassVar[str]
    revision: ClassVar[int] = 1

    @property
    def stream(self) -> str:
        """The stream this fact belongs to: `claim:`, `source:`, `document:` or `deal:` and an id, or `policy`."""
        raise AssertionError(f"{type(self).__name__} does not say its stream")


# -- sources -----------------------------------------------------------------------------------------------------------


class SourceFact(Fact):
    """A fact about one source."""

    source: Slug

    @property
    def stream(self) -> str:
        """`source:` and the source's id."""
        return f"source:{self.source}"


class SourceRegistered(SourceFact):
    """The ledger came to know a source, under this name, of this class."""

    wire = "source-registered"
    name: Name
    kind: SourceKind
    class_: SourceClass = Field(alias="class")


class SourceGraded(SourceFact):
    """An analyst graded a source's reliability, for this reason."""

    wire = "source-graded"
    reliability: Reliability
    reason: Text


class Tie(Value):
    """One source hangs together with another, from a date on if one is known."""

    kind: TieKind
    to: Slug
    degree: Degree
    since: Edtf | None = None


class Interest(Value):
    """A source gains if a deal is believed, or disbelieved, from a date on if one is known."""

    kind: Literal["interest"]
    deal: Slug
    favours: Favours
    degree: Degree
    since: Edtf | None = None


Relation = Tie | Interest
"""What `sources-related` relates: a source to a source, or a source to a deal."""


class SourcesRelated(SourceFact):
    """An analyst recorded that a source is tied to another, or interested in a deal: independence is a claim too."""

    wire = "sources-related"
    relation: Relation
    reason: Text


# -- documents ---------------------------------------------------------------------------------------------------------


class Cited(Value):
    """Held by its address alone."""

    held: Literal["cited"] = "cited"
    url: Name | None = None


class SeenBy(Value):
    """Another source read it; we did not."""

    held: Literal["seen-by"] = "seen-by"
    by: Slug


class Publication(Value):
    """What is said of a document however it is held."""

    title: Name
    publisher: Slug | None = None
    published: Edtf | None = None
    language: Language | None = None
    media_type: Name | None = None
    corrects: Slug | None = Field(None, description="the document that this one corrects")
    translates: Slug | None = Field(None, description="the document that this one translates")


class DocumentFact(Fact):
    """A fact about one document."""

    document: Slug

    @property
    def stream(self) -> str:
        """`document:` and the document's id."""
        return f"document:{self.document}"


class DocumentCited(DocumentFact):
    """A document was cited, or known through one who read it; its digest and length are noted if known."""

    wire = "document-cited"
    publication: Publication
    holding: Annotated[Cited | SeenBy, Field(discriminator="held")]
    sha256: Digest | None = None
    length: int | None = Field(None, ge=0, description="length in Unicode code points of the decoded text")


class DocumentCaptured(DocumentFact):
    """A document's bytes went into the vault; the event holds only a salted commitment to them.

    `publication` is absent where the document was cited before: what was said of it then stands.
    """

    wire = "document-captured"
    publication: Publication | None = None
    content: Commitment
    size: int = Field(ge=0, description="size in bytes")
    length: int | None = Field(None, ge=0, description="length in Unicode code points, absent where it is no text")


# -- deals -------------------------------------------------------------------------------------------------------------


class Party(Value):
    """A party of a deal, the role it has in it, and what it gains by having believed of it."""

    source: Slug
    role: Name
    favours: Favours | None = None


class DealFact(Fact):
    """A fact about one alleged deal."""

    deal: Slug

    @property
    def stream(self) -> str:
        """`deal:` and the deal's id."""
        return f"deal:{self.deal}"


class DealOpened(DealFact):
    """An alleged deal came on record, with its parties."""

    wire = "deal-opened"
    title: Name
    parties: tuple[Party, ...] = ()


class YesNo(Value):
    """A proposition that is true or not, and those that must be true if it is."""

    kind: Literal["yes-no"] = "yes-no"
    implies: tuple[Slug, ...] = ()


class Valued(Value):
    """A proposition that asks how many, which or when."""

    kind: Literal["valued"] = "valued"
    answers: Answers = Answers.ONE
    unit: Name | None = None
    counted: Counted | None = None


class PropositionRaised(DealFact):
    """A question about a deal was put: something that may be true of it, free of stance."""

    wire = "proposition-raised"
    proposition: Slug
    form: Annotated[YesNo | Valued, Field(discriminator="kind")]
    about: About
    stage: Stage | None = None
    text: Text
    period: Edtf | None = None


class PropositionSettled(DealFact):
    """An analyst settled a proposition, for this reason. Its ruling stands until it is reopened."""

    wire = "proposition-settled"
    proposition: Slug
    verdict: Ruling
    value: ValueText | None = Field(None, description="of a valued proposition settled true: which value")
    on: Edtf | None = None
    reason: Text


class PropositionReopened(DealFact):
    """An analyst took a proposition's verdict back, for this reason."""

    wire = "proposition-reopened"
    proposition: Slug
    reason: Text


# -- claims ------------------------------------------------------------------------------------------------------------


class Evidence(Value):
    """Where in which document: code points from `start` to before `end`."""

    document: Slug
    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise PydanticCustomError("half_locator", "a locator has both a start and an end, or neither")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise PydanticCustomError("empty_locator", "the locator ends at or before its start")
        return self


class Filing(NamedTuple):
    """Which proposition of which deal a claim speaks to."""

    deal: str
    proposition: str


class ClaimContent(Value):
    """One source's stance on one proposition, reported once. A claim's id is taken over its canonical bytes."""

    deal: Slug | None = None
    proposition: Slug | None = None
    stance: Stance = Stance.AFFIRMS
    mode: Mode = Mode.FACT
    value: ValueText | None = None
    period: Edtf | None = None
    text: Text | None = None
    attribution: Attribution
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=32)] = ()
    occasion: Slug | None = None
    asserted_at: Edtf | None = Field(None, description="absent where it is the date of the deepest dated hop")
    corrects: ClaimId | None = None
    restates: ClaimId | None = None

    @property
    def filing(self) -> Filing | None:
        """The deal and proposition it was recorded under, or None where it came unfiled."""
        if self.deal is None or self.proposition is None:
            return None
        return Filing(self.deal, self.proposition)


class Sealed(Value):
    """A commitment to text in the vault: of the claim's `note`, or of `evidence.N.quote`."""

    of: Annotated[str, Field(pattern=r"^(note|evidence\.\d{1,2}\.quote)$")]
    commitment: Commitment


class ClaimFact(Fact):
    """A fact about one claim."""

    claim: ClaimId

    @property
    def stream(self) -> str:
        """`claim:` and the claim's id."""
        return f"claim:{self.claim}"


class ClaimRecorded(ClaimFact):
    """A claim was recorded, with its provenance; quotes and notes lie in the vault under `sealed`."""

    wire = "claim-recorded"
    content: ClaimContent
    credibility: Credibility | None = None
    sealed: tuple[Sealed, ...] = ()


class ClaimGraded(ClaimFact):
    """An analyst graded a claim's credibility, for this reason."""

    wire = "claim-graded"
    credibility: Credibility
    reason: Text


class ClaimAssigned(ClaimFact):
    """A claim recorded unfiled was given its deal and proposition, once."""

    wire = "claim-assigned"
    deal: Slug
    proposition: Slug


class ClaimCorrected(ClaimFact):
    """Our recording of a claim was wrong: `replacement` stands in its place, or nothing does."""

    wire = "claim-corrected"
    replacement: ClaimId | None = Field(None, description="the claim that corrects this one; absent where it is void")
    reason: Text | None = None


class ClaimRestated(ClaimFact):
    """The source says something else now: `restatement` counts from when it was asserted, this one until then."""

    wire = "claim-restated"
    restatement: ClaimId
    on: Edtf | None = None


class ClaimRetracted(ClaimFact):
    """A publisher withdrew its own report, or the voice withdrew what it said, on this date."""

    wire = "claim-retracted"
    by: Slug
    scope: Scope
    on: Edtf | None = None
    reason: Text


class RetractionVoided(ClaimFact):
    """A retraction that we recorded by mistake counts no longer; it is not forgotten."""

    wire = "retraction-voided"
    retraction: int = Field(ge=1, description="the version, in the claim's stream, of the retraction")
    reason: Text


# -- the ledger itself -------------------------------------------------------------------------------------------------


class PolicyAdopted(Fact):
    """From here on beliefs follow this policy: the whole of it, and its digest."""

    wire = "policy-adopted"
    policy: dict[str, Any]
    digest: Hash

    @property
    def stream(self) -> str:
        """`policy`: a ledger has one."""
        return "policy"


class ContentForgotten(Fact):
    """Text in the vault was erased with its salt, for this legal reason; every proof stays valid."""

    wire = "content-forgotten"
    subject: Annotated[str, Field(pattern=r"^(claim:sha256:[0-9a-f]{64}|document:[a-z0-9._-]+)$")]
    commitments: tuple[Commitment, ...] = Field(min_length=1)
    reason: Text

    @property
    def stream(self) -> str:
        """The stream of the claim or document whose text was erased."""
        return self.subject

    @property
    def claim(self) -> str | None:
        """The claim whose text was erased; None where it was a document."""
        kind, _, name = self.subject.partition(":")
        return name if kind == "claim" else None


FACTS: dict[str, type[Fact]] = {
    cls.wire: cls
    for cls in (
        SourceRegistered,
        SourceGraded,
        SourcesRelated,
        DocumentCaptured,
        DocumentCited,
        DealOpened,
        PropositionRaised,
        ClaimRecorded,
        ClaimGraded,
        ClaimAssigned,
        ClaimCorrected,
        ClaimRestated,
        ClaimRetracted,
        RetractionVoided,
        PropositionSettled,
        PropositionReopened,
        PolicyAdopted,
        ContentForgotten,
    )
}
"""Every kind of fact by its wire name."""
