"""Belief: what a reading makes of every proposition of the deal, and of its ladder."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from ledger.belief.answers import valued
from ledger.belief.balance import Balance, Odds
from ledger.belief.concave import probability, ratio
from ledger.belief.docket import Docket, Raised
from ledger.belief.origins import Origins
from ledger.belief.policy import MILLION, Policy, policy_digest
from ledger.belief.reading import Reading
from ledger.belief.recency import Recency
from ledger.belief.scale import Band, band
from ledger.belief.tally import Side
from ledger.belief.verdicts import settled_as, verdict_view
from ledger.belief.view import (
    Confidence,
    DealBelief,
    Estimate,
    Ladder,
    PropositionBelief,
    RecordedAsOf,
    StageBelief,
    ValuedBelief,
)
from ledger.events import YesNo
from ledger.terms import LADDER, About, Stance


def believe(
    docket: Docket, *, policy: Policy | None = None, asserted_as_of: str | None = None, without: Collection[str] = ()
) -> DealBelief:
    """What the docket supports, under the policy in force or another.

    `asserted_as_of` (a day or an RFC 3339 instant) keeps what was certainly said by then; `without` leaves out every
    claim in which one of these sources, or one that is the same as it, stands at any hop. Raises BadDate.
    """
    return deal_belief(Reading(docket, policy=policy, asserted_as_of=asserted_as_of, without=without))


def deal_belief(reading: Reading) -> DealBelief:
    """Every proposition of the deal, in the order they were raised, and the ladder."""
    docket = reading.docket
    recency = Recency(reading)
    beliefs = tuple(_proposition(reading, raised, recency) for raised in docket.propositions.values())
    return DealBelief(
        deal=docket.deal,
        recorded_as_of=RecordedAsOf(position=docket.moment.position, recorded_at=docket.moment.recorded_at),
        asserted_as_of=reading.asserted_as_of,
        policy=reading.policy.name,
        policy_digest=policy_digest(reading.policy),
        ladder=_ladder(beliefs, reading.policy),
        propositions=beliefs,
        possibly_said=None if reading.asserted_as_of is None else reading.standing.possibly_said(),
    )


def _proposition(reading: Reading, raised: Raised, recency: Recency) -> PropositionBelief | ValuedBelief:
    if isinstance(raised.fact.form, YesNo):
        return _yes_no(reading, raised, recency)
    return valued(reading, raised, recency)


def _yes_no(reading: Reading, raised: Raised, recency: Recency) -> PropositionBelief:
    name = raised.fact.proposition
    balance = reading.balance(name)
    verdict = reading.implications.verdict(name, reading.docket.verdicts)
    estimate, found = estimated(reading, name, balance.odds)
    fair = estimated(reading, name, reading.balance(name, fair=True).odds)[0] if reading.is_slanted(name) else estimate
    origins = Origins.of((balance.affirming, balance.denying))
    r, s = balance.odds.affirming_sum, balance.odds.denying_sum
    prior = reading.numbers.prior_weight
    return PropositionBelief(
        id=name,
        about=raised.fact.about,
        stage=raised.fact.stage,
        text=raised.fact.text,
        probability=estimate.probability,
        vacuous=estimate.vacuous,
        likelihood=found.word if found else None,
        range=(found.low, found.high) if found else None,
        confidence=_confidence(reading, balance),
        uncertainty=ratio(prior, prior + r + s),
        conflict=ratio(2 * min(r, s), r + s) if r + s else ratio(0, 1),
        reports=_reports(reading, name),
        origins=len(origins.known),
        interested_origins=len(origins.interested),
        for_=len(balance.affirming),
        against=len(balance.denying),
        without_interested=fair,
        verdict=verdict_view(verdict),
        changed_at=recency.changed_at(name, balance),
    )


def estimated(reading: Reading, name: str, odds: Odds) -> tuple[Estimate, Band | None]:
    """The probability that the evidence and any verdict give, and its band.

    Evidence under the policy's floor on both sides is no basis. It is asked of each side, not of their sum: else a
    proposition could have a basis in weak evidence on both sides, and one that it implies, with less against it, none.
    """
    if (certain := settled_as(reading.implications.verdict(name, reading.docket.verdicts))) is not None:
        return Estimate(probability=ratio(int(certain), 1), vacuous=False), None
    if max(odds.affirming_sum, odds.denying_sum) < reading.numbers.floor:
        return Estimate(probability=None, vacuous=True), None
    p = probability(odds.clamped)
    return Estimate(probability=str(p), vacuous=False), band(p)


def _reports(reading: Reading, name: str) -> int:
    lent = [(other, s) for s in (Stance.AFFIRMS, Stance.DENIES) for other in reading.lending(name, s) if other != name]
    return len(reading.claims(name)) + sum(w.stance is stance for other, stance in lent for w in reading.weighed(other))


def _confidence(reading: Reading, balance: Balance) -> Confidence:
    """How many independent origins without interest stand on the heavier side, and whether one is a witness."""
    policy, r, s = reading.policy, balance.odds.affirming_sum, balance.odds.denying_sum
    side: Side = balance.affirming if r >= s else balance.denying
    fair = [tally for tally in side.values() if tally.fair]
    origins = reading.voices.independent(tally.fair for tally in fair)
    agreed = 2 * min(r, s) * MILLION < reading.numbers.high_conflict * (r + s)
    if origins >= policy.high_origins and agreed and any(tally.witnessed for tally in fair):
        return Confidence.HIGH
    return Confidence.MODERATE if origins >= policy.moderate_origins else Confidence.LOW


def _ladder(beliefs: Iterable[PropositionBelief | ValuedBelief], policy: Policy) -> Ladder:
    deeds = [b for b in beliefs if isinstance(b, PropositionBelief) and b.about is About.DEED]
    stages: list[StageBelief] = []
    for stage in LADDER:
        if here := [deed for deed in deeds if deed.stage is stage]:
            best = max(here, key=lambda deed: Decimal(deed.probability or "-1"))
            stages.append(
                StageBelief(stage=stage, probability=best.probability, likelihood=best.likelihood, range=best.range)
            )
    floor = Decimal(policy.furthest)
    reached = [s.stage for s in stages if s.probability is not None and Decimal(s.probability) >= floor]
    return Ladder(furthest=reached[-1] if reached else None, stages=tuple(stages))
