"""Telling: beliefs in the words of a specification, and what makes them what they are."""

from collections.abc import Iterator
from decimal import Decimal

from ledger.belief.policy import MILLION
from ledger.belief.scale import band
from ledger.belief.view import Estimate, Explanation, PropositionBelief, ValuedBelief, VoiceTerm
from ledger.silence import silence
from ledger.specs.scene import Scene
from ledger.specs.slots import NO_BASIS, SETTLED_FALSE, SETTLED_TRUE
from ledger.terms import Ruling


def likelihood(belief: PropositionBelief) -> str:
    """The word of likelihood of a belief: of ICD 203, `no basis`, or the verdict."""
    if belief.verdict is not None and belief.verdict.ruling is not Ruling.UNDETERMINABLE:
        return SETTLED_TRUE if belief.verdict.ruling is Ruling.TRUE else SETTLED_FALSE
    return belief.likelihood or NO_BASIS


def ranged(belief: PropositionBelief) -> str:
    """The word of likelihood with its range and the probability: `likely (55-80 %), 0.6618`."""
    told = likelihood(belief)
    if belief.range is None:
        return told
    return f"{told} ({belief.range[0]}-{belief.range[1]} %), {belief.probability}"


def estimated(estimate: Estimate) -> str:
    """The word of likelihood of a probability alone."""
    found = band(Decimal(estimate.probability)) if estimate.probability is not None else None
    return NO_BASIS if estimate.vacuous else shown(estimate.probability, found.word if found is not None else None)


def shown(probability: str | None, likelihood: str | None) -> str:
    """The word of likelihood where a belief is shown by its probability and its band."""
    if likelihood is not None:
        return likelihood
    if probability is None:
        return NO_BASIS
    return SETTLED_TRUE if probability.startswith("1") else SETTLED_FALSE


def summed(belief: PropositionBelief | ValuedBelief | None) -> str:
    """A belief in a word: of likelihood, or the values that were given; `no basis` where it is not there yet."""
    if belief is None:
        return NO_BASIS
    if isinstance(belief, PropositionBelief):
        return likelihood(belief)
    return ", ".join(answer.value for answer in belief.answers) or NO_BASIS


def terms(scene: Scene, explanation: Explanation) -> list[str]:
    """A line for each thing that an explanation adds up, in log-odds."""
    return list(_terms(scene, explanation))


def _terms(scene: Scene, explanation: Explanation) -> Iterator[str]:
    if explanation.verdict is not None:
        given_on = scene.name_of("proposition", explanation.verdict.given_on)
        yield f'a verdict of {explanation.verdict.ruling} was given on "{given_on}"'
    for term in explanation.terms:
        if isinstance(term, VoiceTerm):
            yield f"{term.millionths / MILLION:+.2f} {_voice(scene, term)}"
        elif term.millionths:
            yield f"{term.millionths / MILLION:+.2f} {term.kind}"
    if not explanation.voices:
        yield silence(
            scene.ledger,
            explanation.deal,
            explanation.proposition,
            explanation.recorded_as_of.position,
            lambda source: f'"{scene.name_of("source", source)}"',
        )


def _voice(scene: Scene, term: VoiceTerm) -> str:
    """Who says so, as a table of the explanation names it: the origin, and the voice that it is counted under."""
    who, voice = (scene.name_of("source", source) for source in (term.origin or term.voice, term.voice))
    count = f"{len(term.claims)} claim{'s' if len(term.claims) > 1 else ''}"
    under = [f'voice: "{voice}"'] if voice != who else []
    return f'"{who}" {term.stance}: {", ".join([count, *term.remarks, *under])}'
