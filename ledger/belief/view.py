"""What is answered: beliefs in the one JSON form that they have everywhere.

Probabilities and shares are decimal strings of 4 places, half-even.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from ledger.terms import About, Ruling, Slug, Stage, Text, Value
from ledger.values import ValueText

Share = Annotated[str, Field(pattern=r"^[01]\.\d{4}$", description="0 to 1, 4 places")]
Range = tuple[int, int]
"""The ends of a band of likelihood, in per cent."""


class Confidence(StrEnum):
    """How good the basis of a belief is, whatever its likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class RecordedAsOf(Value):
    """Up to where the log was read."""

    position: int
    recorded_at: str | None


class VerdictView(Value):
    """The verdict that a proposition stands under, and the proposition it was given on."""

    ruling: Ruling
    value: ValueText | None = None
    on: str | None = None
    reason: Text
    given_on: Slug
    position: int


class Estimate(Value):
    """A probability alone; null and vacuous where there is no basis."""

    probability: Share | None
    vacuous: bool


class PropositionBelief(Value):
    """What the record supports of a yes-no proposition.

    `uncertainty` is W / (W + r + s) and `conflict` is 2 min(r, s) / (r + s), of the evidence r for and s against it
    in log-odds and the policy's prior weight W: 1 is no evidence at all, and as much for as against. `reports` counts
    the claims filed under it, of any stance, and those it inherits; `origins` the voices whose origin is known, and
    `interested_origins` those of them that are interested; `for` and `against` the voices that move it. `changed_at`
    is the position of the last event that can have moved it: none after it did, and an echo is none.
    """

    id: Slug
    kind: Literal["yes-no"] = "yes-no"
    about: About
    stage: Stage | None
    text: Text
    probability: Share | None
    vacuous: bool
    likelihood: str | None
    range: Range | None
    confidence: Confidence
    uncertainty: Share
    conflict: Share
    reports: int
    origins: int
    interested_origins: int
    for_: int = Field(alias="for")
    against: int
    without_interested: Estimate
    verdict: VerdictView | None
    changed_at: int


class Answer(Value):
    """One value that was given, by how many claims and how many known origins. It has no probability yet."""

    value: ValueText
    probability: Share | None = None
    reports: int
    origins: int


class ValuedBelief(Value):
    """The answers on record to a valued proposition, best supported first."""

    id: Slug
    kind: Literal["valued"] = "valued"
    about: About
    stage: Stage | None
    text: Text
    unit: str | None
    answers: tuple[Answer, ...]
    none_of_these: Share | None = None
    reports: int
    origins: int
    interested_origins: int
    verdict: VerdictView | None
    changed_at: int


class StageBelief(Value):
    """A stage of the ladder: the highest probability of its deeds, null where none has a basis."""

    stage: Stage
    probability: Share | None
    likelihood: str | None
    range: Range | None


class Ladder(Value):
    """How far the deal got: the highest stage with a deed that is likely, and every stage that has a deed."""

    furthest: Stage | None
    stages: tuple[StageBelief, ...]


class DealBelief(Value):
    """What the record supports of every proposition of a deal.

    `possibly_said` counts the claims left out because they may have been said later than `asserted_as_of`; it is
    absent where that is null.
    """

    deal: Slug
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    policy: Slug
    policy_digest: str
    ladder: Ladder
    propositions: tuple[Annotated[PropositionBelief | ValuedBelief, Field(discriminator="kind")], ...]
    possibly_said: int | None = None

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        dumped: dict[str, Any] = handler(self)
        if self.possibly_said is None:
            dumped.pop("possibly_said", None)
        return dumped


class VoiceTerm(Value):
    """What one voice adds to the log-odds by one stance, in millionths: 0 or more where it affirms, else 0 or less.

    A voice is named by the smallest id among the sources that are one with it; where that one is left out, among those
    that were heard. `origin` is null where it is unknown; `occasion` is that on which all of it was said, if there is
    one; `claims` are those counted under it, heaviest first; `remarks` is what a reader should know of them.
    """

    kind: Literal["voice"] = "voice"
    voice: str
    stance: Literal["affirms", "denies"]
    millionths: int
    origin: str | None
    occasion: str | None
    claims: tuple[str, ...]
    remarks: tuple[str, ...]


class PolicyTerm(Value):
    """What the policy adds to the log-odds, in millionths.

    `base` is what is believed before any evidence, `learnt` what verdicts have shifted that by, and `clamp` holds the
    sum within the policy's limits.
    """

    kind: Literal["base", "learnt", "clamp"]
    millionths: int


Term = Annotated[VoiceTerm | PolicyTerm, Field(discriminator="kind")]
"""What adds to the log-odds of a belief."""


class Explanation(Value):
    """The terms of a belief. They add up to `log_odds` (millionths) exactly.

    Where a verdict stands, or the evidence is no basis, the log-odds are what the evidence alone would give.
    """

    deal: Slug
    proposition: Slug
    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None
    policy: Slug
    policy_digest: str
    probability: Share | None
    vacuous: bool
    likelihood: str | None
    range: Range | None
    log_odds: int
    terms: tuple[Term, ...]
    verdict: VerdictView | None

    @property
    def voices(self) -> tuple[VoiceTerm, ...]:
        """The terms that are voices, those that affirm first, the heaviest of each first."""
        return tuple(term for term in self.terms if isinstance(term, VoiceTerm))


class News(StrEnum):
    """What an event was to the beliefs: news moved one; an echo repeated a known voice and moved none."""

    NEWS = "news"
    ECHO = "echo"
    NONE = "none"


class Shown(Value):
    """A belief at one moment, as far as a change shows it."""

    probability: Share | None
    likelihood: str | None
    range: Range | None


class Move(Value):
    """One proposition's belief before and after an event."""

    proposition: Slug
    from_: Shown = Field(alias="from")
    to: Shown


class Change(Value):
    """An event that bears on a deal, and which beliefs it moved."""

    position: int
    recorded_at: str
    event: str
    claim: str | None = None
    news: News
    moved: tuple[Move, ...]
