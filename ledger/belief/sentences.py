"""Sentences for people. Likelihood and confidence never share one (ICD 203, D.6.e.2.a)."""

from ledger.belief.view import Confidence, PropositionBelief, Shown
from ledger.terms import Ruling

NO_BASIS = "no basis"


def likelihood(belief: PropositionBelief) -> str:
    """The likelihood with its range, "no basis" where it is vacuous, or the verdict: `likely (55-80 %)`."""
    if belief.verdict is not None and belief.verdict.ruling is not Ruling.UNDETERMINABLE:
        by = "" if belief.verdict.given_on == belief.id else f" (through {belief.verdict.given_on})"
        return f"settled as {belief.verdict.ruling.value}{by}"
    if belief.likelihood is None or belief.range is None:
        return NO_BASIS
    return ranged(belief.likelihood, belief.range)


def ranged(word: str, range_: tuple[int, int]) -> str:
    """A word of likelihood with its range: readers agree on it twice as often (Wintle et al. 2019)."""
    return f"{word} ({range_[0]}-{range_[1]} %)"


def confidence(belief: PropositionBelief) -> str:
    """How good the basis is, in a sentence of its own: `Confidence is low: one origin, uncorroborated.`"""
    return f"Confidence is {belief.confidence.value}: {_basis(belief)}."


def shown(belief: Shown) -> str:
    """A belief before or after a change: its probability, or "no basis"."""
    return NO_BASIS if belief.probability is None else belief.probability


def _basis(belief: PropositionBelief) -> str:
    if not belief.origins:
        return "no claim on record moves it" if not belief.for_ + belief.against else "no origin is known"
    if belief.interested_origins == belief.origins:
        return f"{_origins(belief.origins)}, none without an interest"
    if belief.origins == 1:
        return "one origin, uncorroborated"
    parts = [_origins(belief.origins)]
    if belief.interested_origins:
        parts.append(f"{belief.interested_origins} of them interested")
    if belief.for_ and belief.against:
        parts.append("in conflict")
    elif belief.confidence is Confidence.LOW:
        parts.append("not independent of one another")
    return ", ".join(parts)


def _origins(count: int) -> str:
    return "one origin" if count == 1 else f"{count} origins"
