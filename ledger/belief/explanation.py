"""Explanations: the terms that a belief adds up from."""

from collections.abc import Collection, Iterator, Mapping

from ledger.belief.believe import estimated
from ledger.belief.concave import apportion
from ledger.belief.confirmations import CONFIRMED
from ledger.belief.docket import Docket
from ledger.belief.interest import Slant
from ledger.belief.policy import Policy, policy_digest
from ledger.belief.reading import Reading
from ledger.belief.verdicts import verdict_view
from ledger.belief.view import Explanation, PolicyTerm, RecordedAsOf, Term, VoiceTerm
from ledger.belief.weighing import Weighed
from ledger.errors import NotFound
from ledger.events import YesNo
from ledger.terms import Credibility, Reliability, Stance


def explain(
    docket: Docket,
    proposition: str,
    *,
    policy: Policy | None = None,
    asserted_as_of: str | None = None,
    without: Collection[str] = (),
) -> Explanation:
    """Why a yes-no proposition is believed as it is, on the same terms as `believe`.

    Raises NotFound where the deal has no such yes-no proposition, and BadDate.
    """
    reading = Reading(docket, policy=policy, asserted_as_of=asserted_as_of, without=without)
    raised = docket.propositions.get(proposition)
    if raised is None:
        raise NotFound(f"the deal {docket.deal!r} has no proposition {proposition!r}", "proposition")
    if not isinstance(raised.fact.form, YesNo):
        why = "is a valued proposition: its answers have no probability to explain; the deal's beliefs show them"
        raise NotFound(f"{proposition!r} {why}", "proposition")
    balance = reading.balance(proposition)
    estimate, found = estimated(reading, proposition, balance.odds)
    terms: list[Term] = [
        *_voices(reading, proposition, Stance.AFFIRMS, apportion(balance.affirming_shares)),
        *_voices(reading, proposition, Stance.DENIES, apportion(balance.denying_shares)),
        PolicyTerm(kind="base", millionths=balance.odds.base),
        PolicyTerm(kind="learnt", millionths=0),
        PolicyTerm(kind="clamp", millionths=balance.odds.clamped - balance.odds.raw),
    ]
    return Explanation(
        deal=docket.deal,
        proposition=proposition,
        recorded_as_of=RecordedAsOf(position=docket.moment.position, recorded_at=docket.moment.recorded_at),
        asserted_as_of=asserted_as_of,
        policy=reading.policy.name,
        policy_digest=policy_digest(reading.policy),
        probability=estimate.probability,
        vacuous=estimate.vacuous,
        likelihood=found.word if found else None,
        range=(found.low, found.high) if found else None,
        log_odds=balance.odds.clamped,
        terms=tuple(terms),
        verdict=verdict_view(reading.implications.verdict(proposition, docket.verdicts)),
    )


def _voices(reading: Reading, proposition: str, stance: Stance, millionths: Mapping[str, int]) -> Iterator[VoiceTerm]:
    """The terms of one side, the heaviest first."""
    claims: dict[str, list[Weighed]] = {voice: [] for voice in millionths}
    for lender in reading.lending(proposition, stance):
        for weighed in reading.weighed(lender):
            if weighed.stance is stance:
                claims[reading.voice(weighed, proposition)].append(weighed)
    sign = 1 if stance is Stance.AFFIRMS else -1
    for voice in sorted(millionths, key=lambda v: (-millionths[v], v)):
        counted = sorted(claims[voice], key=lambda w: (-w.x, w.claim.id))
        origin = next((w.origin for w in counted if w.origin is not None), None)
        occasions = {w.claim.occasion for w in counted}
        yield VoiceTerm(
            voice=min(w.source for w in counted) if voice in reading.standing.left_out else voice,
            stance="affirms" if stance is Stance.AFFIRMS else "denies",
            millionths=sign * millionths[voice],
            origin=origin,
            occasion=occasions.pop() if len(occasions) == 1 else None,
            claims=tuple(w.claim.id for w in counted),
            remarks=tuple(_remarks(reading, proposition, counted)),
        )


def _remarks(reading: Reading, proposition: str, counted: list[Weighed]) -> Iterator[str]:
    """What a reader should know of a voice's claims, the heaviest of which carries it."""
    carrier = counted[0]
    if all(w.origin is None for w in counted):
        yield "origin unknown"
    if carrier.slant is Slant.UNDIRECTED:
        yield "interested: direction not recorded"
    elif carrier.slant is not Slant.NONE:
        yield f"interested: {carrier.slant.value}"
    if len(counted) > 1:
        yield f"echoes: {len(counted) - 1}"
    if carrier.claim.proposition != proposition:
        yield f"inherited from {carrier.claim.proposition}"
    if carrier.claim.is_inferred:
        yield "a hop is inferred by the coder"
    source = reading.docket.sources.get(carrier.source)
    if source is not None and source.reliability is Reliability.F:
        yield "reliability F: cannot be judged"
    if carrier.claim.credibility is Credibility.CANNOT_BE_JUDGED:
        yield "credibility 6: cannot be judged"
    yield from _unconfirmed(reading, counted)
    for position, recorded_at in sorted({(m.position, m.recorded_at) for w in counted for m in w.claim.forgotten}):
        yield f"words forgotten: position {position}, {(recorded_at or '')[:10]}"


def _unconfirmed(reading: Reading, counted: list[Weighed]) -> Iterator[str]:
    for weighed in counted:
        claim = weighed.claim
        if claim.credibility is Credibility.CONFIRMED:
            stand = reading.confirmations(claim.proposition).independent(claim)
            if stand < CONFIRMED:
                yield f"credibility 1 counts as 2: {stand} of the {CONFIRMED} independent origins it needs stand"
