"""Claims as beliefs know them: what each says, who is counted for it, and what was recorded of it since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from ledger.attribution import Hop, origin_of
from ledger.events import ClaimCorrected, ClaimRecorded, ClaimRestated, ClaimRetracted
from ledger.gist import ClaimGist, HopGist
from ledger.log import Moment
from ledger.terms import Basis, Credibility, HedgeLevel, Mode, Role, Stance

NOBODY = "~"
"""The voice of all reports in which no hop names a source. Sorts after every source id, as occasions do."""

HEDGES = tuple(HedgeLevel)
HEARD = frozenset({Role.SPEAKER, Role.ORIGIN})


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A retraction that stands, and when it was recorded."""

    fact: ClaimRetracted
    moment: Moment


class ClaimOnRecord(NamedTuple):
    """A claim filed under a deal, with all that was recorded of it since: no more than beliefs need, for it is kept.

    `speaker` is the deepest source named, NOBODY where none is; `basis` its basis, `origin` the same source where the
    origin is known; `heard` is who was heard saying it, the first hop from the reader on that spoke or is the origin,
    None where that names no source; `relays` are the other sources that passed it on before the speaker, NOBODY where a
    hop names none; `named` those of all hops. `said` is its date (EDTF): its own, else that of the deepest dated hop.
    `hedge` is the weakest of all hops, `is_inferred` tells whether the coder inferred one. `filed` is the position from
    which on it is filed, `last` that of the last event about it that beliefs may depend on; `forgotten` when words of
    it were erased.
    """

    id: str
    proposition: str
    stance: Stance
    mode: Mode
    value: str | None
    occasion: str | None
    said: str | None
    speaker: str
    basis: Basis | None
    origin: str | None
    heard: str | None
    relays: tuple[str, ...]
    named: tuple[str, ...]
    hedge: HedgeLevel
    is_inferred: bool
    corrects: str | None
    restates: str | None
    recorded_at: str
    filed: int
    last: int
    credibility: Credibility | None
    corrected: ClaimCorrected | None = None
    restatements: tuple[ClaimRestated, ...] = ()
    withdrawals: Mapping[int, Withdrawn] = MappingProxyType({})
    forgotten: tuple[Moment, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is just what was said: nothing replaced, restated or withdrew it, and it corrects none."""
        return not (self.corrected or self.restatements or self.withdrawals or self.corrects)


def claim_on_record(fact: ClaimRecorded | ClaimGist, position: int, recorded_at: str) -> ClaimOnRecord:
    """A claim as it was recorded at a position. One that came unfiled has no proposition yet: an empty one."""
    content = fact.content
    hops: Sequence[Hop | HopGist] = content.attribution
    speaker, basis, said, weakest, is_inferred = NOBODY, None, content.asserted_at, 0, False
    named: list[str] = []
    relays: list[str] = []
    for hop in reversed(hops):
        source = hop.source
        if speaker is NOBODY:
            if source is not None:
                speaker, basis = source, hop.basis
        elif source != speaker:
            relays.append(source or NOBODY)
        if source is not None:
            named.append(source)
        said = said or hop.on
        if hop.hedge is not None:
            weakest = max(weakest, HEDGES.index(hop.hedge.level))
        is_inferred = is_inferred or hop.inferred
    return ClaimOnRecord(
        fact.claim,
        content.proposition or "",
        content.stance,
        content.mode,
        content.value,
        content.occasion,
        said,
        speaker,
        basis,
        origin_of(hops),
        next((hop.source for hop in hops if hop.role in HEARD), None),
        tuple(relays),
        tuple(named),
        HEDGES[weakest],
        is_inferred,
        content.corrects,
        content.restates,
        recorded_at,
        position,
        position,
        fact.credibility,
    )
