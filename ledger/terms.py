"""The words of the field, each with one spelling: enumerations, identifiers and bounded texts."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class SourceKind(StrEnum):
    """What a source is, apart from how it is classed."""

    PERSON = "person"
    AGENCY = "agency"
    GOVERNMENT = "government"
    OUTLET = "outlet"
    ORGANISATION = "organisation"
    ACCOUNT = "account"
    SENSOR = "sensor"
    DATASET = "dataset"
    DOCUMENT = "document"
    OTHER = "other"


class SourceClass(StrEnum):
    """The class that decides which table of weights a source's claims are read with."""

    OFFICIAL = "official"
    GOVERNMENT = "government"
    AGENCY = "agency"
    STATE_MEDIA = "state-media"
    PRESS = "press"
    RESEARCH = "research"
    INTERGOVERNMENTAL = "intergovernmental"
    COMPANY = "company"
    SOCIAL = "social"
    SENSOR = "sensor"
    UNNAMED = "unnamed"
    OTHER = "other"


class Role(StrEnum):
    """The part that a hop played in passing a report on."""

    PUBLISHER = "publisher"
    CARRIER = "carrier"
    TRANSLATOR = "translator"
    RELAY = "relay"
    SPEAKER = "speaker"
    ORIGIN = "origin"


class Basis(StrEnum):
    """How a hop knows what it passes on."""

    TOLD = "told"
    READ = "read"
    INDUCED = "induced"
    DEDUCED = "deduced"
    WITNESSED = "witnessed"


class Naming(StrEnum):
    """How the document names a hop: by name, by description ("an official"), or not at all."""

    NAMED = "named"
    DESCRIBED = "described"
    UNNAMED = "unnamed"


class Acknowledgement(StrEnum):
    """Whether the next hop, when asked, said that it had said so."""

    YES = "yes"
    DECLINED = "declined"


class HedgeLevel(StrEnum):
    """How strongly a hop commits itself, strongest first."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNCOMMITTED = "uncommitted"


class Stance(StrEnum):
    """What a claim does to its proposition. Polarity lives here alone; silence is no claim."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    UNSURE = "unsure"
    DECLINES = "declines"
    CHALLENGES = "challenges"


class Mode(StrEnum):
    """What kind of statement a claim is."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    FORECAST = "forecast"
    CONDITION = "condition"
    INTENTION = "intention"
    OPINION = "opinion"
    ACT = "act"


class About(StrEnum):
    """Whether a proposition speaks of something done or of something meant."""

    DEED = "deed"
    PLAN = "plan"


class Stage(StrEnum):
    """Where on the ladder of a deal a proposition sits; response and context stand beside it."""

    CONTACT = "contact"
    CORRESPONDENCE = "correspondence"
    VISIT = "visit"
    NEGOTIATION = "negotiation"
    AGREEMENT = "agreement"
    ORDER = "order"
    SHIPMENT = "shipment"
    DELIVERY = "delivery"
    USE = "use"
    RESPONSE = "response"
    CONTEXT = "context"


LADDER: tuple[Stage, ...] = tuple(s for s in Stage if s not in (Stage.RESPONSE, Stage.CONTEXT))
"""The stages of a deal, lowest first."""


class Answers(StrEnum):
    """How many values of a valued proposition can be true together."""

    ONE = "one"
    SEVERAL = "several"


class Counted(StrEnum):
    """Whether a number counts everything by the end of the period, or what fell within it."""

    TOTAL_BY = "total-by"
    WITHIN = "within"


class TieKind(StrEnum):
    """How one source hangs together with another."""

    AFFILIATION = "affiliation"
    OWNERSHIP = "ownership"
    MEMBER_OF = "member-of"
    SPEAKS_FOR = "speaks-for"
    SAME_AS = "same-as"
    DEPENDENCE = "dependence"


class Degree(StrEnum):
    """How firmly a relation is held: independence is a claim too."""

    SUSPECTED = "suspected"
    ESTABLISHED = "established"


class Favours(StrEnum):
    """Which stance a source's interest in a deal pulls it towards."""

    AFFIRMS = "affirms"
    DENIES = "denies"


class Reliability(StrEnum):
    """Admiralty reliability of a source. F is "cannot be judged"; not graded is not F."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Admiralty credibility of a claim. 1 is confirmed by other independent sources; 6 cannot be judged."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class Scope(StrEnum):
    """What a retraction takes back: one publisher's report, or what the voice itself said."""

    REPORT = "report"
    ORIGIN = "origin"


class Ruling(StrEnum):
    """What a verdict settles a proposition as."""

    TRUE = "true"
    FALSE = "false"
    UNDETERMINABLE = "undeterminable"


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$", max_length=100)]
"""An identifier chosen by whoever records: lower-case letters and digits, joined by - . or _."""

Hash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
"""`sha256:` and the hex digest of canonical bytes."""

ClaimId = Hash
"""`sha256:` and the hex digest of the claim's canonical record."""

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""A name for a line of an import file, usable in its later lines in place of a claim's id."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest, 64 hex digits."""

Commitment = Annotated[str, StringConstraints(pattern=r"^hmac-sha256:[0-9a-f]{64}$")]
"""`hmac-sha256:` and the hex HMAC-SHA256 of bytes in the vault under a salt that lies there too."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
"""A name, title or a speaker's own words: 1 to 500 characters."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
"""A sentence or a few in the recorder's words: 1 to 4,000 characters."""

Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A BCP 47 language tag."""

Instant = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
"""An instant of the recorded clock: RFC 3339, UTC, microseconds. Sorts as text."""

Position = Annotated[int, Field(ge=1)]
"""A place in the log: 1, 2, 3, ... without a gap."""


_set = object.__setattr__


class Value(BaseModel):
    """Base of everything frozen and exact: no field unknown, none coerced, none changed later."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    @classmethod
    def of_valid(cls, **fields: Any) -> Self:
        """One of fields that are valid already: each is there, by its name and of its type, and none is looked at.

        It is what validation would have made. For the hot path alone: nothing that comes from outside may come here.
        """
        made = cls.__new__(cls)
        _set(made, "__dict__", fields)
        _set(made, "__pydantic_fields_set__", set(fields))
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made
