"""What the beliefs of a deal rest on, in a sentence: how many origins, and whose word it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger.belief.view import Confidence, DealBelief, PropositionBelief, VoiceTerm
from ledger.verbs import Questions
from ledger.words import counted


@dataclass(slots=True)
class _Word:
    """A voice, and what it says in all the beliefs together: how many it moves, for whom, on which occasions."""

    voice: str
    beliefs: int = 0
    origins: set[str] = field(default_factory=set)
    occasions: set[str | None] = field(default_factory=set)
    known: bool = True

    def take(self, term: VoiceTerm) -> None:
        self.beliefs += 1
        self.known = self.known and term.origin is not None
        self.occasions.add(term.occasion)
        if term.origin is not None:
            self.origins.add(term.origin)

    def named(self) -> str:
        """The voice, and whose word it also is."""
        others = sorted(self.origins - {self.voice})
        return f"{self.voice} with {', '.join(others)}" if others else self.voice

    def occasion(self) -> str:
        """The one occasion that all of it was said on, if it was."""
        (only,) = self.occasions if len(self.occasions) == 1 else (None,)
        return "" if only is None else f", on one occasion, {only}"

    def told(self) -> str:
        """The voice with what it moves."""
        unknown = "" if self.known else ", origin unknown"
        return f"{self.named()} ({counted(self.beliefs, 'belief')}{unknown}{self.occasion()})"


def foundation(ledger: Questions, belief: DealBelief, without: Sequence[str]) -> str:
    """Whether anything is corroborated, and where nothing is, by whose word it stands."""
    based = [p for p in belief.propositions if isinstance(p, PropositionBelief) and not p.vacuous]
    if not based:
        return "Nothing on record gives a belief any basis."
    weak = [p for p in based if p.confidence is Confidence.LOW]
    agreeing = len(based) - len(weak)
    if not weak:
        return "Every belief rests on two independent origins or more, without an interest."
    words = _words(ledger, belief, [p.id for p in weak], without)
    if agreeing:
        rest = "rests" if agreeing == 1 else "rest"
        told = "; ".join(word.told() for word in words)
        return (
            f"{agreeing} of {counted(len(based), 'belief')} {rest} on two independent origins or more, without an "
            f"interest; the others on the word of: {told}."
        )
    most = max(p.origins for p in based)
    if most == 1 and len(words) == 1 and words[0].known:
        return f"Every belief rests on one origin, uncorroborated: the word of {words[0].named()}{words[0].occasion()}."
    told = "; ".join(word.told() for word in words)
    if most > 1:
        return f"No belief rests on two independent origins without an interest. What moves them: {told}."
    return f"Each belief rests on one origin at most, uncorroborated, by the word of: {told}."


def _words(ledger: Questions, belief: DealBelief, propositions: Sequence[str], without: Sequence[str]) -> list[_Word]:
    """The voices that move these beliefs, those that move most first."""
    words: dict[tuple[str, bool], _Word] = {}
    for proposition in propositions:
        found = ledger.explanation(
            belief.deal,
            proposition,
            recorded_as_of=str(belief.recorded_as_of.position),
            asserted_as_of=belief.asserted_as_of,
            without=without,
            policy=belief.policy_digest,
        )
        for term in found.voices:
            if term.millionths:
                words.setdefault((term.voice, term.origin is not None), _Word(term.voice)).take(term)
    return sorted(words.values(), key=lambda word: -word.beliefs)
