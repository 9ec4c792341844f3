"""Weighing: what one claim alone says for or against its proposition, in millionths of log-odds.

x = m * weight(stance, class, basis, interest), and m is the product of the fidelity of every relaying hop, the trust
in the voice, the weakest hedge, the credibility of the claim, and the discount where its origin is unknown. The
product is exact and rounded once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.attribution import Hop, deepest_named, origin_of
from ledger.belief.docket import ClaimOnRecord, Docket, SourceOnRecord
from ledger.belief.interest import Interests, Slant
from ledger.belief.policy import MILLION, Policy, millionths
from ledger.belief.standing import said
from ledger.belief.voices import Voices
from ledger.terms import About, Basis, Credibility, HedgeLevel, Mode, SourceClass, Stance

NOBODY = "~"
"""The voice of all reports in which no hop names a source. Sorts after every source id, as occasions do."""

OF_A_DEED = frozenset({Mode.FACT, Mode.ASSESSMENT, Mode.ACT})
OF_A_PLAN = OF_A_DEED | {Mode.FORECAST, Mode.CONDITION, Mode.INTENTION}
MOVING = frozenset({Stance.AFFIRMS, Stance.DENIES})
HEDGES = tuple(HedgeLevel)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim that counts: who is counted for it, where in the sum, and how heavily (millionths, more than 0).

    `voice` and `cluster` are those of its deepest named source; `origin` is that source where the origin is known.
    """

    claim: ClaimOnRecord
    stance: Stance
    x: int
    source: str
    voice: str
    cluster: str
    origin: str | None
    slant: Slant
    witnessed: bool


def counts(claim: ClaimOnRecord, about: About) -> bool:
    """Whether the claim can move a belief: it takes a side, and speaks of a deed, or of a plan that is asked about."""
    modes = OF_A_PLAN if about is About.PLAN else OF_A_DEED
    return claim.content.stance in MOVING and claim.content.mode in modes


@dataclass(frozen=True, slots=True)
class _Heard:
    """A source as a hop: what it passes on, what its own word weighs, and whom it counts for."""

    name: str
    class_: SourceClass
    fidelity: int
    trust: int
    voice: str
    cluster: str


class Scales:
    """Weighs claims under one policy, with the grades, relations and interests of one docket."""

    def __init__(self, docket: Docket, policy: Policy, voices: Voices, interests: Interests) -> None:
        self._docket, self._voices, self._interests = docket, voices, interests
        self._fidelity, self._trust = policy.fidelity.table(), policy.trust.table()
        self._hedge, self._credibility = policy.hedge.table(), policy.credibility.table()
        self._weight = policy.weight.table()
        self._weight_of_class = {SourceClass(c): table.table() for c, table in policy.weight_of_class.items()}
        self._known: dict[str, _Heard] = {}
        self._discount = millionths(policy.unknown_origin)
        self._self_serving = millionths(policy.self_serving)
        self._against_interest = millionths(policy.against_interest)

    def weigh(self, claim: ClaimOnRecord, confirmed: Callable[[ClaimOnRecord], bool]) -> Weighed | None:
        """The weighed claim, or None where it weighs nothing. `confirmed` tells whether a credibility 1 still stands.

        The claim must be one that `counts`.
        """
        hops = claim.content.attribution
        depth = deepest_named(hops)
        deepest = hops[depth] if depth is not None else None
        name = (deepest.source if deepest is not None else None) or NOBODY
        voice = self._heard(name)
        heard = [self._heard(hop.source or NOBODY) for hop in hops]
        origin = origin_of(hops)
        factors = [one.fidelity for one in heard[: depth if depth is not None else -1] if one.name != name]
        factors += [voice.trust, self._hedge[_weakest(hops)], self._credibility[self._graded(claim, confirmed)]]
        if origin is None:
            factors.append(self._discount)
        basis = Basis.WITNESSED if _is_done(claim) else deepest.basis if deepest is not None else None
        slant = self._interests.slant(name, claim.content.stance, said(claim))
        factors.append(self._log_odds(claim, voice.class_, basis, slant))
        x = _product(factors)
        if not x:
            return None
        return Weighed(
            claim=claim,
            stance=claim.content.stance,
            x=x,
            source=name,
            voice=voice.voice,
            cluster=voice.cluster,
            origin=origin,
            slant=slant,
            witnessed=basis is Basis.WITNESSED,
        )

    def _heard(self, name: str) -> _Heard:
        if (known := self._known.get(name)) is None:
            nameless = SourceClass.UNNAMED if name == NOBODY else SourceClass.OTHER
            source = self._docket.sources.get(name) or SourceOnRecord(name, nameless)
            known = self._known[name] = _Heard(
                name=name,
                class_=source.class_,
                fidelity=self._fidelity[source.reliability],
                trust=self._trust[source.reliability],
                voice=self._voices.voice(name),
                cluster=self._voices.cluster(name),
            )
        return known

    def _graded(self, claim: ClaimOnRecord, confirmed: Callable[[ClaimOnRecord], bool]) -> Credibility | None:
        if claim.credibility is Credibility.CONFIRMED and not confirmed(claim):
            return Credibility.PROBABLY_TRUE
        return claim.credibility

    def _log_odds(self, claim: ClaimOnRecord, class_: SourceClass, basis: Basis | None, slant: Slant) -> int:
        stance = claim.content.stance
        by_basis = self._weight_of_class.get(class_, self._weight)[stance][basis]
        if slant is Slant.SELF_SERVING and not _is_done(claim):
            return min(self._self_serving, by_basis)
        if slant is Slant.AGAINST_INTEREST:
            return max(self._against_interest, by_basis)
        return by_basis


def _weakest(hops: Sequence[Hop]) -> HedgeLevel:
    levels = [hop.hedge.level for hop in hops if hop.hedge is not None]
    return max(levels, key=HEDGES.index) if levels else HedgeLevel.CERTAIN


def _is_done(claim: ClaimOnRecord) -> bool:
    """An act is established by the doing of it: whoever pledges is witness to the pledge, in whosever interest."""
    return claim.content.mode is Mode.ACT and claim.content.stance is Stance.AFFIRMS


def _product(factors: list[int]) -> int:
    product = 1
    for factor in factors:
        product *= factor
    scale: int = MILLION ** (len(factors) - 1)
    whole, rest = divmod(product, scale)
    return whole + (2 * rest > scale or (2 * rest == scale and whole % 2 == 1))
