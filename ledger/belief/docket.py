"""The docket: everything on record that bears on one deal, as of a position."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ledger.belief.claims import ClaimOnRecord
from ledger.belief.policy import Policy
from ledger.belief.sources import SourceOnRecord
from ledger.belief.voices import Voices
from ledger.events import Interest, PropositionRaised, PropositionSettled
from ledger.log import Moment
from ledger.terms import Favours


@dataclass(frozen=True, slots=True)
class Raised:
    """A proposition of the deal, and when it was raised."""

    fact: PropositionRaised
    moment: Moment


@dataclass(frozen=True, slots=True)
class Settled:
    """A verdict that stands, and when it was given."""

    fact: PropositionSettled
    moment: Moment


class Interested(NamedTuple):
    """The interest of a source in the deal, and the position at which it was recorded."""

    interest: Interest
    position: int


@dataclass(frozen=True, slots=True)
class Docket:
    """All that bears on a deal as recorded at `moment`. The mappings are not to be written to.

    `parties` gives what each party gains by (None where its direction is not recorded); `filed` gives the ids of the
    claims filed under each proposition; `amended` the propositions with a claim that is not plain, or that something
    was recorded of after it was filed; `refiled` the pairs of propositions between which a correction moved a claim;
    `ruled` the position of each proposition's last verdict or reopening; `policy_at` that of the policy's adoption, 0
    if none was adopted. `sources` may be more than the deal names; `voices` is what their ties make of them, and
    `related_at` the position of the last grade or tie of any of them.
    """

    deal: str
    moment: Moment
    opened: Moment | None
    parties: Mapping[str, Favours | None]
    interests: Mapping[str, Interested]
    propositions: Mapping[str, Raised]
    claims: Mapping[str, ClaimOnRecord]
    filed: Mapping[str, list[str]]
    amended: Collection[str]
    refiled: Collection[tuple[str, str]]
    sources: Mapping[str, SourceOnRecord]
    voices: Voices
    related_at: int
    verdicts: Mapping[str, Settled]
    ruled: Mapping[str, int]
    policy: Policy
    policy_at: int
