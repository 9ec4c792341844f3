"""A provenance: how a claim reached us, whose voice it is, what it stands on, and what became of it."""

from pydantic import Field

from ledger.attribution import Hop
from ledger.belief.steps import Step
from ledger.belief.view import RecordedAsOf
from ledger.events import Publication
from ledger.terms import ClaimId, Instant, Position, Reliability, Scope, SourceClass, SourceKind, Stance, Value
from ledger.views import Forgotten


class SourceKnown(Value):
    """What was known of a source by then; `graded_at` is the position of the grade that it had, null where none."""

    id: str
    name: str
    kind: SourceKind
    class_: SourceClass = Field(alias="class")
    reliability: Reliability | None
    graded_at: Position | None


class HopKnown(Value):
    """A hop as it was recorded, and its source as it was known; null where the hop names none."""

    hop: Hop
    source: SourceKnown | None


class EvidenceKnown(Value):
    """Where in which document it stands, how that was held by then, and the quote where the vault holds it."""

    document: str
    publication: Publication
    held: str = Field(description="captured, cited, seen-by or forgotten")
    start: int | None
    end: int | None
    quote: str | None
    forgotten: Forgotten | None = Field(None, description="why there is no quote: it, or its document, was forgotten")


class CountedUnder(Value):
    """The voice that a claim is counted under, and why.

    `source` is the deepest that is named, at hop number `hop`, from 0 on (what people read counts from 1); `through`
    leads by ties from it to the voice, as far as ties make it that. `together` are the claims of other voices that
    count as one with it, since they were made on its occasion. `counts` is whether beliefs are made of it: not of what
    was taken back, settles nothing, or stands under no proposition.
    """

    voice: str
    source: str
    hop: int
    through: tuple[Step, ...]
    together: tuple[ClaimId, ...]
    counts: bool


class Happened(Value):
    """What happened to the claim once it was recorded: an event, where, when and by whom it was recorded, as stored."""

    position: Position
    recorded_at: Instant
    recorded_by: str
    event: str
    fact: dict[str, object]


class TakenBack(Value):
    """A retraction that takes the claim down: `claim` is the one that it was recorded on, which may be another.

    What a voice takes back falls with every echo of it, and with what else was said on its occasion.
    """

    claim: ClaimId
    by: str
    scope: Scope
    on: str | None
    position: Position


class Provenance(Value):
    """How a claim reached us, hop by hop, nearest to the reader first, and what became of it since."""

    claim: ClaimId
    recorded_as_of: RecordedAsOf
    position: Position
    recorded_at: Instant
    recorded_by: str
    status: str = Field(description="what was recorded of this claim itself; an echo that fell with its origin stands")
    deal: str | None
    proposition: str | None
    stance: Stance
    value: str | None
    text: str | None
    asserted_at: str | None
    occasion: str | None
    hops: tuple[HopKnown, ...]
    origin: str | None = Field(description="the origin, or null where it is unknown")
    voice: CountedUnder
    evidence: tuple[EvidenceKnown, ...]
    taken_back: tuple[TakenBack, ...] = Field(description="the retractions for which it counts no longer")
    later: tuple[Happened, ...]
