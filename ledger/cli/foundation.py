"""What the beliefs of a deal rest on, in a sentence: how many origins, and whose word it is."""

from collections import Counter
from collections.abc import Sequence

from ledger.belief.view import DealBelief, PropositionBelief, TermKind
from ledger.cli.words import counted
from ledger.service import Ledger


def foundation(ledger: Ledger, belief: DealBelief, without: Sequence[str]) -> str:
    """Whether anything is corroborated, and where nothing is, by whose word it stands."""
    based = [p for p in belief.propositions if isinstance(p, PropositionBelief) and not p.vacuous]
    if not based:
        return "Nothing on record gives a belief any basis."
    corroborated = sum(p.origins > 1 for p in based)
    if corroborated:
        return f"Resting on two origins or more: {corroborated} of {counted(len(based), 'belief')}."
    voices: Counter[tuple[str, bool]] = Counter()
    for proposition in based:
        voices.update(_voices(ledger, belief, proposition.id, without))
    if len(voices) == 1 and all(known for _, known in voices):
        ((voice, _),) = voices
        return f"Every belief rests on one origin, uncorroborated: the word of {voice}."
    named = ", ".join(_voice(*voice, count) for voice, count in voices.most_common())
    return f"Each belief rests on one origin at most, uncorroborated, by the word of: {named}."


def _voices(ledger: Ledger, belief: DealBelief, proposition: str, without: Sequence[str]) -> set[tuple[str, bool]]:
    """The voices that move one belief, and whether the origin of each is known."""
    found = ledger.explanation(
        belief.deal,
        proposition,
        recorded_as_of=str(belief.recorded_as_of.position),
        asserted_as_of=belief.asserted_as_of,
        without=without,
    )
    return {
        (term.voice, term.origin_known)
        for term in found.terms
        if term.kind is TermKind.VOICE and term.voice is not None and term.millionths
    }


def _voice(voice: str, known: bool, count: int) -> str:
    return f"{voice} ({count})" if known else f"{voice} ({count}, origin unknown)"
