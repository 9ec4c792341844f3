"""Questions: the parameters of what is asked, grouped as the operations take them."""

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from starlette.requests import Request

from api.refusals import InvalidRequest
from ledger.filters import ClaimFilter
from ledger.terms import Mode, Stance

RECORDED = "a position of the log, a day (its end, UTC) or an RFC 3339 instant; not beyond the head"
POLICY = (
    "the name or the digest of a policy that was adopted by now, or policy-1, in place of the one that was in force"
)
ASSERTED = "a day (its end, UTC) or an RFC 3339 instant"
TEXT = (
    "words in the claim, its value, verbs and words of hedging, or in its proposition: all of them, in any order; "
    '"phrases" in quotation marks, beginn*; case and accents are not regarded; quotes and notes are not searched'
)
VOICE = "whose word it is: the deepest source named, or one that is of one voice with it by ties that are known now"
PERIOD = "a date in EDTF that the claim's period, else its proposition's, may overlap"
ASSERTED_AT = "a date in EDTF that the date of the assertion may overlap"
TREE = "how many entries the tree has; all that there are, if it is left out"
_FLAG = WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "maxLength": 0}]})
Without = Annotated[list[str], Field(max_length=64)]


def _digits(given: object) -> object:
    if isinstance(given, str) and not (given.isascii() and given.removeprefix("-").isdigit()):
        raise ValueError(f"expected a whole number, in digits alone; found {given[:40]!r}")
    return given


Number = Annotated[int, BeforeValidator(_digits)]
"""A parameter that is a number, such as 41: not `4_1`, `+41` or `41.0`, which Python would read as that, too."""

Flag = Annotated[bool, BeforeValidator(lambda given: True if given == "" else given), _FLAG]
"""A parameter that is true by being there: `?atomic` is `?atomic=true`."""


class Pages(BaseModel):
    """Which part of a list."""

    after: Number = Field(0, ge=0, le=2**63 - 1, description="the `next` of the page before")
    limit: Number = Field(100, ge=1, le=1000, description="the most items of a page")


class ClaimQuery(Pages):
    """Which claims: those that agree with every parameter that is given."""

    text: str | None = Field(None, description=TEXT, examples=['munition* "arms talks"', "Шойгу", "북한"])
    source: str | None = Field(None, description="at any hop", examples=["john-kirby"])
    origin: str | None = Field(None, description="at the last hop, as its origin", examples=["us-intelligence"])
    voice: str | None = Field(None, description=VOICE, examples=["us-government"])
    occasion: str | None = Field(None, description="the briefing, letter or broadcast that it was said on")
    document: str | None = Field(None, description="among those that it cites", examples=["cnn-2023-08-30"])
    deal: str | None = Field(None, description="also of claims assigned to it later")
    proposition: str | None = None
    unfiled: Flag = Field(False, description="only claims without a deal and a proposition")
    stance: Stance | None = None
    mode: Mode | None = None
    status: Literal["standing", "restated", "retracted", "corrected", "voided"] | None = None
    period: str | None = Field(None, description=PERIOD, examples=["2023-08", "2023-07/2023-08-15", "../2023"])
    asserted_at: str | None = Field(None, description=ASSERTED_AT, examples=["2023-08-30", "2023-08/.."])
    asserted_since: str | None = Field(None, description=f"perhaps said after {ASSERTED}", examples=["2023-08-29"])
    asserted_until: str | None = Field(None, description=f"perhaps said by {ASSERTED}", examples=["2023-08-31"])
    recorded_since: str | None = Field(None, description=f"recorded after it: {RECORDED}", examples=["12"])
    recorded_until: str | None = Field(None, description=f"recorded up to it: {RECORDED}", examples=["41"])
    newest: Flag = Field(False, description="the last recorded first")

    def filter(self) -> ClaimFilter:
        """The filter that it is."""
        return ClaimFilter(**self.model_dump(exclude={"after", "limit", "newest"}))


class EventQuery(Pages):
    """Which entries of the log."""

    recorded_until: str | None = Field(None, description=RECORDED, examples=["41"])


class InclusionQuery(BaseModel):
    """Which entry, in which tree."""

    position: Number = Field(ge=1, le=2**63 - 1, description="of the entry", examples=[41])
    size: Number | None = Field(None, ge=0, le=2**63 - 1, description=TREE, examples=[86])


class ConsistencyQuery(BaseModel):
    """Which tree, and from which older one it goes on."""

    old_size: Number = Field(ge=0, le=2**63 - 1, description="how many entries the older tree has", examples=[41])
    size: Number | None = Field(None, ge=0, le=2**63 - 1, description=TREE, examples=[86])


class Recorded(BaseModel):
    """As of when on the recorded clock."""

    recorded_as_of: str | None = Field(None, description=RECORDED, examples=["41", "2023-08-31"])


class FootprintQuery(Recorded):
    """As of when on the recorded clock, and which deals of all."""

    after: Number = Field(0, ge=0, le=2**63 - 1, description="the `next` of the page before")
    limit: Number = Field(
        20, ge=1, le=100, description="the most deals of a page: each is believed with and without it"
    )


class Clocks(Recorded):
    """As of when, on both clocks."""

    asserted_as_of: str | None = Field(None, description=ASSERTED, examples=["2023-08-30"])


class MatrixQuery(Clocks):
    """As of when, on both clocks, and whom to leave out."""

    without: Without = Field([], description="sources to leave out at any hop", examples=[["john-kirby"]])


class BeliefQuery(MatrixQuery):
    """As of when, on both clocks, whom to leave out, and under which policy."""

    policy: str | None = Field(None, description=POLICY, examples=["policy-1"])


class Stretch(BaseModel):
    """A stretch of the recorded clock, as of when on the asserted one, whom to leave out, and under which policy."""

    recorded_since: str | None = Field(None, description=RECORDED, examples=["12"])
    recorded_until: str | None = Field(None, description=RECORDED, examples=["41"])
    asserted_as_of: str | None = Field(None, description=ASSERTED, examples=["2023-08-30"])
    without: Without = Field([], description="sources to leave out at any hop", examples=[["john-kirby"]])
    policy: str | None = Field(None, description=POLICY, examples=["policy-1"])


class DossierQuery(BeliefQuery):
    """The same, and when the last report was."""

    since: str | None = Field(None, description=f"when the last report was: {RECORDED}", examples=["41"])


class PreviewQuery(BaseModel):
    """Whether to record, or to say what would come of it."""

    preview: Flag = Field(False, description="record nothing, and answer what would change")


class BatchQuery(BaseModel):
    """How a batch is taken."""

    atomic: Flag = Field(False, description="all of it or none; 10,000 lines and 128 MiB at most")
    keep_going: Flag = Field(False, description="pass over lines that are refused")
    start: Number = Field(1, ge=1, description="the line to go on from, where an earlier attempt stopped")


AskedPages = Annotated[Pages, Query()]
AskedClaims = Annotated[ClaimQuery, Query()]
AskedEvents = Annotated[EventQuery, Query()]
AskedInclusion = Annotated[InclusionQuery, Query()]
AskedConsistency = Annotated[ConsistencyQuery, Query()]
AskedRecorded = Annotated[Recorded, Query()]
AskedFootprint = Annotated[FootprintQuery, Query()]
AskedClocks = Annotated[Clocks, Query()]
AskedMatrix = Annotated[MatrixQuery, Query()]
AskedBelief = Annotated[BeliefQuery, Query()]
AskedStretch = Annotated[Stretch, Query()]
AskedDossier = Annotated[DossierQuery, Query()]
AskedPreview = Annotated[PreviewQuery, Query()]
AskedBatch = Annotated[BatchQuery, Query()]


MOST = 100
"""Parameters of one request: each name is looked for among the others."""


async def check_parameters(request: Request) -> None:
    """Raises InvalidRequest for parameters that the operation does not have, or that it has once and were repeated.

    The OpenAPI document says which it has: what is not described is not taken.
    """
    given = [name for name, _ in request.query_params.multi_items()]
    if not given:
        return
    if len(given) > MOST:
        raise InvalidRequest((("", f"there are {len(given)} parameters; the most is {MOST}"),))
    known = _parameters(request)
    faults = [(name, f"there is no such parameter here{_instead(known)}") for name in given if name not in known]
    repeated = {name for name in given if given.count(name) > 1 and known.get(name, {}).get("type") != "array"}
    faults += [(name, "give it once") for name in sorted(repeated) if name in known]
    if faults:
        raise InvalidRequest(tuple(dict.fromkeys(faults)))


def _parameters(request: Request) -> dict[str, dict[str, Any]]:
    """The schema of each query parameter of the operation that a request is for."""
    operation = request.app.openapi()["paths"].get(request.scope["route"].path, {}).get(request.method.lower(), {})
    return {p["name"]: p["schema"] for p in operation.get("parameters", ()) if p["in"] == "query"}


def _instead(known: dict[str, dict[str, Any]]) -> str:
    return f"; there are: {', '.join(known)}" if known else ", nor any other"
