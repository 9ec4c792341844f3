"""Folding: from the entries of the log to the docket of a deal, or those of all deals at once."""

from collections.abc import Iterable

from ledger.belief.claims import ClaimOnRecord, Withdrawn, claim_on_record
from ledger.belief.docket import Docket, Interested, Raised, Settled
from ledger.belief.policy import POLICY_1, adopted_policy
from ledger.belief.sources import evolve_source
from ledger.belief.voices import Voices
from ledger.entries import Entry
from ledger.events import (
    ClaimAssigned,
    ClaimCorrected,
    ClaimFact,
    ClaimGraded,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    ContentForgotten,
    DealFact,
    DealOpened,
    Fact,
    Interest,
    PolicyAdopted,
    PropositionRaised,
    PropositionReopened,
    PropositionSettled,
    RetractionVoided,
    SourceFact,
    SourcesRelated,
    Tie,
)
from ledger.gist import ClaimGist
from ledger.log import Moment

RECORDED = (ClaimGist, ClaimRecorded)
"""What an entry tells that records a claim."""

CLAIMS = (ClaimGist, ClaimFact)
"""What an entry tells that is about a claim."""


class Shared:
    """What bears on every deal: the sources on record, what their ties make of them, and the policy."""

    def __init__(self, onto: Docket | None = None) -> None:
        self.sources = dict(onto.sources) if onto else {}
        self.policy, self.policy_at = (onto.policy, onto.policy_at) if onto else (POLICY_1, 0)
        self.related_at = onto.related_at if onto else 0
        self._voices = onto.voices if onto else None

    @property
    def voices(self) -> Voices:
        """The voices that the ties so far make. A later tie makes others, and leaves these as they are."""
        if self._voices is None:
            self._voices = Voices(self.sources)
        return self._voices

    def take(self, fact: Fact, position: int) -> None:
        """Fold one fact in; those of deals and claims are passed over."""
        if isinstance(fact, SourceFact):
            if isinstance(fact, SourcesRelated) and isinstance(fact.relation, Tie):
                self._voices = None
            source = self.sources[fact.source] = evolve_source(self.sources.get(fact.source), fact, position)
            self.related_at = max(self.related_at, source.tied, source.graded)
        elif isinstance(fact, PolicyAdopted):
            self.policy, self.policy_at = adopted_policy(fact), position


class Folding:
    """A docket in the making: takes entries, whether they bear on the deal or not.

    They come in order of position; only what is recorded of sources, and of claims before they were filed, may come
    later than that. It goes on from a docket, if one is given, which stays as it is.
    """

    def __init__(self, deal: str, onto: Docket | None = None, shared: Shared | None = None) -> None:
        self.deal = deal
        self._shared = shared or Shared(onto)
        self._position, self._recorded_at = (onto.moment.position, onto.moment.recorded_at) if onto else (0, None)
        self._opened = onto.opened if onto else None
        self._parties = dict(onto.parties if onto else {})
        self._interests = dict(onto.interests if onto else {})
        self._propositions = dict(onto.propositions if onto else {})
        self._claims = dict(onto.claims if onto else {})
        self._unfiled: dict[str, ClaimOnRecord] = {}
        self._filed = {name: [*claims] for name, claims in onto.filed.items()} if onto else {}
        self._amended = set(onto.amended if onto else ())
        self._refiled = set(onto.refiled if onto else ())
        self._verdicts = dict(onto.verdicts if onto else {})
        self._ruled = dict(onto.ruled if onto else {})

    def docket(self) -> Docket:
        """The docket so far. It shares the folding's mappings: later entries show in it."""
        return Docket(
            deal=self.deal,
            moment=Moment(self._position, self._recorded_at),
            opened=self._opened,
            parties=self._parties,
            interests=self._interests,
            propositions=self._propositions,
            claims=self._claims,
            filed=self._filed,
            amended=self._amended,
            refiled=self._refiled,
            sources=self._shared.sources,
            voices=self._shared.voices,
            related_at=self._shared.related_at,
            verdicts=self._verdicts,
            ruled=self._ruled,
            policy=self._shared.policy,
            policy_at=self._shared.policy_at,
        )

    def file(self, claim: ClaimOnRecord) -> None:
        """File a claim as it was recorded: as `take` does with its entry."""
        if claim.filed > self._position:
            self._position, self._recorded_at = claim.filed, claim.recorded_at
        self._file(claim)

    def claim(self, claim_id: str) -> ClaimOnRecord | None:
        """A claim that is filed under the deal by now; None where it is not."""
        return self._claims.get(claim_id)

    def take(self, entry: Entry) -> None:
        """Fold one entry in."""
        fact = entry.told
        if entry.position > self._position:
            self._position, self._recorded_at = entry.position, entry.recorded_at
        if isinstance(fact, RECORDED):
            self.record(fact, entry)
        elif isinstance(fact, ClaimFact):
            self._take_claim(fact, entry)
        elif isinstance(fact, ContentForgotten):
            self._forget(fact.claim, Moment(entry.position, entry.recorded_at))
        elif isinstance(fact, DealFact):
            if fact.deal == self.deal:
                self._take_deal(fact, Moment(entry.position, entry.recorded_at))
        else:
            self._shared.take(fact, entry.position)
            if isinstance(fact, SourcesRelated):
                self._take_relation(fact, entry.position)

    def _take_deal(self, fact: DealFact, moment: Moment) -> None:
        if isinstance(fact, PropositionRaised):
            self._propositions[fact.proposition] = Raised(fact, moment)
        elif isinstance(fact, PropositionSettled):
            self._verdicts[fact.proposition] = Settled(fact, moment)
            self._ruled[fact.proposition] = moment.position
        elif isinstance(fact, PropositionReopened):
            self._verdicts.pop(fact.proposition, None)
            self._ruled[fact.proposition] = moment.position
        elif isinstance(fact, DealOpened):
            self._opened = moment
            for party in fact.parties:
                self._parties[party.source] = party.favours or self._parties.get(party.source)

    def _take_relation(self, fact: SourcesRelated, position: int) -> None:
        if isinstance(fact.relation, Interest) and fact.relation.deal == self.deal:
            self._interests[fact.source] = Interested(fact.relation, position)

    def _take_claim(self, fact: ClaimFact, entry: Entry) -> None:
        if isinstance(fact, ClaimAssigned):
            claim = self._unfiled.pop(fact.claim, None)
            if claim is not None and fact.deal == self.deal:
                at = entry.position
                self._file(claim._replace(proposition=fact.proposition, filed=at, last=at))
        elif (claim := self._claims.get(fact.claim)) is not None:
            self._claims[fact.claim] = _evolve(claim, fact, entry)
            self._amended.add(claim.proposition)
        elif (claim := self._unfiled.get(fact.claim)) is not None:
            self._unfiled[fact.claim] = _evolve(claim, fact, entry)

    def _forget(self, claim_id: str | None, moment: Moment) -> None:
        """Nothing that is believed depends on it: the claim stays, only its words are gone."""
        for claims in (self._claims, self._unfiled):
            if (claim := claims.get(claim_id or "")) is not None:
                claims[claim.id] = claim._replace(forgotten=(*claim.forgotten, moment))

    def record(self, fact: ClaimRecorded | ClaimGist, entry: Entry) -> None:
        """Fold in the entry of a recorded claim, as `take` does, and leave the docket's moment as it is."""
        content = fact.content
        if (content.deal is not None and content.deal != self.deal) or fact.claim in self._claims:
            return
        claim = claim_on_record(fact, entry.position, entry.recorded_at)
        if content.deal is None or content.proposition is None:
            self._unfiled[fact.claim] = claim
        else:
            self._file(claim)

    def _file(self, claim: ClaimOnRecord) -> None:
        self._claims[claim.id] = claim
        filed = self._filed.get(claim.proposition)
        if filed is None:
            filed = self._filed[claim.proposition] = []
        filed.append(claim.id)
        if not claim.is_plain:
            self._amended.add(claim.proposition)
        corrected = self._claims.get(claim.corrects or "")
        if corrected is not None and corrected.proposition != claim.proposition:
            self._refiled.add((corrected.proposition, claim.proposition))


def _evolve(claim: ClaimOnRecord, fact: ClaimFact, entry: Entry) -> ClaimOnRecord:
    claim = claim._replace(last=entry.position)
    if isinstance(fact, ClaimGraded):
        return claim._replace(credibility=fact.credibility)
    if isinstance(fact, ClaimCorrected):
        return claim._replace(corrected=fact)
    if isinstance(fact, ClaimRestated):
        return claim._replace(restatements=(*claim.restatements, fact))
    if isinstance(fact, ClaimRetracted):
        withdrawn = Withdrawn(fact, Moment(entry.position, entry.recorded_at))
        return claim._replace(withdrawals={**claim.withdrawals, entry.version: withdrawn})
    if isinstance(fact, RetractionVoided):
        return claim._replace(withdrawals={v: w for v, w in claim.withdrawals.items() if v != fact.retraction})
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
