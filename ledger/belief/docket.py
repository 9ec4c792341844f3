"""The docket: everything on record that bears on one deal, folded from the log up to a position."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ledger.belief.policy import POLICY_1, Policy, parse_policy
from ledger.events import (
    ClaimAssigned,
    ClaimContent,
    ClaimCorrected,
    ClaimFact,
    ClaimGraded,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    DealFact,
    DealOpened,
    Interest,
    PolicyAdopted,
    PropositionRaised,
    PropositionReopened,
    PropositionSettled,
    RetractionVoided,
    SourceFact,
    SourceGraded,
    SourceRegistered,
    SourcesRelated,
    Tie,
)
from ledger.log import Entry, Moment
from ledger.terms import Credibility, Favours, Reliability, SourceClass, TieKind

NOWHEN = Moment(0, None)


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


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A retraction that stands, and when it was recorded."""

    fact: ClaimRetracted
    moment: Moment


@dataclass(frozen=True, slots=True)
class ClaimOnRecord:
    """A claim filed under the deal, with all that was recorded of it since.

    `moment` is when it was recorded, `filed` from which position it is filed, `last` that of the last event about it.
    """

    id: str
    content: ClaimContent
    proposition: str
    moment: Moment
    filed: int
    last: int
    credibility: Credibility | None = None
    corrected: ClaimCorrected | None = None
    restatements: tuple[ClaimRestated, ...] = ()
    withdrawals: Mapping[int, Withdrawn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceOnRecord:
    """A source: its class, its grade, its ties, its interest in the deal.

    `graded` and `related` are the positions of its last grade and of its last relation, 0 where it has none.
    """

    id: str
    class_: SourceClass = SourceClass.OTHER
    reliability: Reliability | None = None
    ties: Mapping[tuple[TieKind, str], Tie] = field(default_factory=dict)
    interest: Interest | None = None
    graded: int = 0
    related: int = 0


@dataclass(frozen=True, slots=True)
class Docket:
    """All that bears on a deal as recorded at `moment`. The mappings are not to be written to.

    `parties` gives what each party gains by (None where its direction is not recorded); `filed` gives the ids of the
    claims filed under each proposition; `refiled` the pairs of propositions between which a correction moved a claim;
    `ruled` the position of each proposition's last verdict or reopening; `policy_at` that of the policy's adoption, 0
    if none was adopted.
    """

    deal: str
    moment: Moment
    opened: Moment | None
    parties: Mapping[str, Favours | None]
    propositions: Mapping[str, Raised]
    claims: Mapping[str, ClaimOnRecord]
    filed: Mapping[str, list[str]]
    refiled: Collection[tuple[str, str]]
    sources: Mapping[str, SourceOnRecord]
    verdicts: Mapping[str, Settled]
    ruled: Mapping[str, int]
    policy: Policy
    policy_at: int


class Folding:
    """A docket in the making: takes entries in order of position, whether they bear on the deal or not."""

    def __init__(self, deal: str) -> None:
        self.deal = deal
        self._moment = NOWHEN
        self._opened: Moment | None = None
        self._policy, self._policy_at = POLICY_1, 0
        self._parties: dict[str, Favours | None] = {}
        self._propositions: dict[str, Raised] = {}
        self._claims: dict[str, ClaimOnRecord] = {}
        self._unfiled: dict[str, ClaimOnRecord] = {}
        self._filed: dict[str, list[str]] = {}
        self._refiled: set[tuple[str, str]] = set()
        self._sources: dict[str, SourceOnRecord] = {}
        self._verdicts: dict[str, Settled] = {}
        self._ruled: dict[str, int] = {}

    def docket(self) -> Docket:
        """The docket so far. It shares the folding's mappings: later entries show in it."""
        return Docket(
            deal=self.deal,
            moment=self._moment,
            opened=self._opened,
            parties=self._parties,
            propositions=self._propositions,
            claims=self._claims,
            filed=self._filed,
            refiled=self._refiled,
            sources=self._sources,
            verdicts=self._verdicts,
            ruled=self._ruled,
            policy=self._policy,
            policy_at=self._policy_at,
        )

    def take(self, entry: Entry) -> None:
        """Fold one entry in."""
        fact = entry.fact
        self._moment = Moment(entry.position, entry.recorded_at)
        if isinstance(fact, ClaimFact):
            self._take_claim(fact, entry)
        elif isinstance(fact, SourceFact):
            self._take_source(fact, entry)
        elif isinstance(fact, DealFact):
            if fact.deal == self.deal:
                self._take_deal(fact)
        elif isinstance(fact, PolicyAdopted):
            self._policy, self._policy_at = parse_policy(fact.policy), entry.position

    def _take_deal(self, fact: DealFact) -> None:
        if isinstance(fact, PropositionRaised):
            self._propositions[fact.proposition] = Raised(fact, self._moment)
        elif isinstance(fact, PropositionSettled):
            self._verdicts[fact.proposition] = Settled(fact, self._moment)
            self._ruled[fact.proposition] = self._moment.position
        elif isinstance(fact, PropositionReopened):
            self._verdicts.pop(fact.proposition, None)
            self._ruled[fact.proposition] = self._moment.position
        elif isinstance(fact, DealOpened):
            self._opened = self._moment
            for party in fact.parties:
                self._parties[party.source] = party.favours or self._parties.get(party.source)

    def _take_source(self, fact: SourceFact, entry: Entry) -> None:
        source = self._sources.get(fact.source) or SourceOnRecord(fact.source)
        if isinstance(fact, SourceRegistered):
            source = replace(source, class_=fact.class_)
        elif isinstance(fact, SourceGraded):
            source = replace(source, reliability=fact.reliability, graded=entry.position)
        elif isinstance(fact, SourcesRelated):
            relation = fact.relation
            if isinstance(relation, Tie):
                ties = {**source.ties, (relation.kind, relation.to): relation}
                source = replace(source, ties=ties, related=entry.position)
            elif relation.deal == self.deal:
                source = replace(source, interest=relation, related=entry.position)
        self._sources[fact.source] = source

    def _take_claim(self, fact: ClaimFact, entry: Entry) -> None:
        if isinstance(fact, ClaimRecorded):
            self._record(fact)
        elif isinstance(fact, ClaimAssigned):
            claim = self._unfiled.pop(fact.claim, None)
            if claim is not None and fact.deal == self.deal:
                self._file(replace(claim, proposition=fact.proposition, filed=entry.position, last=entry.position))
        else:
            where = self._claims if fact.claim in self._claims else self._unfiled
            if claim := where.get(fact.claim):
                where[fact.claim] = replace(_evolve(claim, fact, entry), last=entry.position)

    def _record(self, fact: ClaimRecorded) -> None:
        content = fact.content
        if content.deal not in (None, self.deal) or fact.claim in self._claims:
            return
        position = self._moment.position
        claim = ClaimOnRecord(
            id=fact.claim,
            content=content,
            proposition=content.proposition or "",
            moment=self._moment,
            filed=position,
            last=position,
            credibility=fact.credibility,
        )
        if content.filing is None:
            self._unfiled[fact.claim] = claim
        else:
            self._file(claim)

    def _file(self, claim: ClaimOnRecord) -> None:
        self._claims[claim.id] = claim
        self._filed.setdefault(claim.proposition, []).append(claim.id)
        corrected = self._claims.get(claim.content.corrects or "")
        if corrected is not None and corrected.proposition != claim.proposition:
            self._refiled.add((corrected.proposition, claim.proposition))


def _evolve(claim: ClaimOnRecord, fact: ClaimFact, entry: Entry) -> ClaimOnRecord:
    if isinstance(fact, ClaimGraded):
        return replace(claim, credibility=fact.credibility)
    if isinstance(fact, ClaimCorrected):
        return replace(claim, corrected=fact)
    if isinstance(fact, ClaimRestated):
        return replace(claim, restatements=(*claim.restatements, fact))
    if isinstance(fact, ClaimRetracted):
        withdrawn = Withdrawn(fact, Moment(entry.position, entry.recorded_at))
        return replace(claim, withdrawals={**claim.withdrawals, entry.version: withdrawn})
    if isinstance(fact, RetractionVoided):
        return replace(claim, withdrawals={v: w for v, w in claim.withdrawals.items() if v != fact.retraction})
    return claim


def fold(deal: str, entries: Iterable[Entry]) -> Docket:
    """What is on record of a deal after these entries, which come in order of position.

    They may be more than bears on the deal: whatever does not is passed over. What was recorded as of a position is
    the fold of the entries up to it.
    """
    folding = Folding(deal)
    for entry in entries:
        folding.take(entry)
    return folding.docket()
