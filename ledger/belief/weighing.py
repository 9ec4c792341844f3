"""Weighing: what one claim alone says for or against its proposition, in millionths of log-odds.

x = m * weight(stance, class, basis, interest), and m is the product of the fidelity of every relaying hop, the trust
in the voice, the weakest hedge, the credibility of the claim, and the discount where its origin is unknown. The
product is exact and rounded once.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.belief.claims import NOBODY, ClaimOnRecord
from ledger.belief.docket import Docket
from ledger.belief.interest import Interests, Slant
from ledger.belief.policy import MILLION, Numbers
from ledger.belief.sources import SourceOnRecord
from ledger.belief.standing import said
from ledger.belief.voices import Voices
from ledger.terms import About, Basis, Credibility, Mode, SourceClass, Stance

OF_A_DEED = frozenset({Mode.FACT, Mode.ASSESSMENT, Mode.ACT})
OF_A_PLAN = OF_A_DEED | {Mode.FORECAST, Mode.CONDITION, Mode.INTENTION}
MOVING = frozenset({Stance.AFFIRMS, Stance.DENIES})
MOST_FACTORS = 24
SCALES = tuple(MILLION**n for n in range(MOST_FACTORS))
"""What a product of n + 1 factors, in millionths, is divided by to be in millionths; a claim has at most 16 hops."""


class Weighed(NamedTuple):
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


def counting(claims: Sequence[ClaimOnRecord], about: About) -> list[ClaimOnRecord]:
    """The claims that can move a belief: they take a side, and speak of a deed, or of a plan where one is asked of."""
    modes = OF_A_PLAN if about is About.PLAN else OF_A_DEED
    return [c for c in claims if c.stance in MOVING and c.mode in modes]


class _Heard(NamedTuple):
    """A source as the one who is counted: what its word weighs, whom it counts for, whether it has interests."""

    trust: int
    weight: dict[Stance, dict[Basis | None, int]]
    voice: str
    cluster: str
    gains: bool


class Scales:
    """Weighs claims under one policy, with the grades, relations and interests of one docket."""

    def __init__(self, docket: Docket, numbers: Numbers, voices: Voices, interests: Interests) -> None:
        self._docket, self._voices, self._interests, self._numbers = docket, voices, interests, numbers
        self._known: dict[str, _Heard] = {}
        self._fidelities: dict[str, int] = {}

    def weigh(self, claim: ClaimOnRecord, confirmed: Callable[[ClaimOnRecord], bool]) -> Weighed | None:
        """The weighed claim, or None where it weighs nothing. `confirmed` tells whether a credibility 1 still stands.

        The claim must be one that is `counting`.
        """
        numbers, stance, name, origin = self._numbers, claim.stance, claim.speaker, claim.origin
        heard = self._known.get(name) or self._heard(name)
        is_done = claim.mode is Mode.ACT and stance is Stance.AFFIRMS
        basis = Basis.WITNESSED if is_done else claim.basis
        slant = self._interests.slant(name, stance, said(claim)) if heard.gains else Slant.NONE
        log_odds = heard.weight[stance][basis]
        if slant is not Slant.NONE:
            log_odds = self._slanted(log_odds, slant, is_done)
        graded = claim.credibility
        if graded is Credibility.CONFIRMED and not confirmed(claim):
            graded = Credibility.PROBABLY_TRUE
        product, factors = log_odds * heard.trust * numbers.hedge[claim.hedge] * numbers.credibility[graded], 4
        if origin is None:
            product, factors = product * numbers.unknown_origin, 5
        for relay in claim.relays:
            product *= self._fidelities.get(relay) or self._fidelity(relay)
        x = _rounded(product, SCALES[factors + len(claim.relays) - 1])
        if not x:
            return None
        return Weighed(claim, stance, x, name, heard.voice, heard.cluster, origin, slant, basis is Basis.WITNESSED)

    def _heard(self, name: str) -> _Heard:
        nameless = SourceClass.UNNAMED if name == NOBODY else SourceClass.OTHER
        source = self._docket.sources.get(name) or SourceOnRecord(name, nameless)
        heard = self._known[name] = _Heard(
            self._numbers.trust[source.reliability],
            self._numbers.weight[source.class_],
            self._voices.voice(name),
            self._voices.cluster(name),
            self._interests.gains(name),
        )
        return heard

    def _fidelity(self, name: str) -> int:
        source = self._docket.sources.get(name)
        fidelity = self._fidelities[name] = self._numbers.fidelity[source.reliability if source is not None else None]
        return fidelity

    def _slanted(self, by_basis: int, slant: Slant, is_done: bool) -> int:
        """What a claim on this basis weighs where its voice is interested.

        An act is established by the doing of it: whoever pledges is witness to the pledge, in whosever interest.
        """
        if slant is Slant.SELF_SERVING and not is_done:
            return min(self._numbers.self_serving, by_basis)
        if slant is Slant.AGAINST_INTEREST:
            return max(self._numbers.against_interest, by_basis)
        return by_basis


def _rounded(product: int, scale: int) -> int:
    """The quotient, half-even."""
    whole, rest = divmod(product, scale)
    return whole + (2 * rest > scale or (2 * rest == scale and whole % 2 == 1))
