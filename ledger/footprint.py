"""A footprint: what rests on a source, deal by deal, and what would be believed without it."""

from pydantic import Field

from ledger.belief.difference import DealShift
from ledger.belief.view import RecordedAsOf
from ledger.terms import ClaimId, Position, Role, Stance, Value
from ledger.views import Page


class HopOf(Value):
    """Where in an attribution a source stands, from 0 on, nearest to the reader first, and in which role."""

    hop: int
    source: str
    role: Role


class Resting(Value):
    """A claim that rests on a source. It `counts` where beliefs are made of it: others may have fallen with an echo."""

    claim: ClaimId
    position: Position
    proposition: str
    stance: Stance
    hops: tuple[HopOf, ...]
    status: str = Field(description="standing, restated, retracted, corrected or voided, as recorded by then")
    counts: bool


class DealFootprint(Value):
    """What of a deal rests on a source, and what would be believed otherwise without it; null where nothing would."""

    deal: str
    claims: tuple[Resting, ...]
    without: DealShift | None


class Footprint(Page[DealFootprint]):
    """What rests on a source at any hop, in every deal, in the order in which the deals were opened.

    `same_as` are the other sources that are established as the same: what rests on them is left out with it. Claims of
    no deal are not here: a search for unfiled claims of the source finds them.
    """

    source: str
    same_as: tuple[str, ...]
    recorded_as_of: RecordedAsOf
