"""Linchpins: the fewest sources without which something else would be believed."""

from itertools import combinations

from ledger.belief.view import PropositionBelief
from ledger.specs.meaning.telling import likelihood
from ledger.specs.scene import Question, Scene
from ledger.verbs import every

MOST = 4
"""How many sources are left out together at most, to see whether the belief moves."""


def linchpins(scene: Scene, text: str) -> list[frozenset[str]]:
    """The smallest sets of sources, at any hop, without which the belief would have another word of likelihood.

    All of the one size are told: any one of them does. None, where no few of them do.
    """
    now, proposition = scene.belief(text, Question()), scene.named("proposition", text)
    candidates = _behind(scene, text)
    single = [frozenset({source}) for source in candidates if _rests(scene, source, proposition)]
    if single:
        return single
    for size in range(2, min(MOST, len(candidates)) + 1):
        sets = map(frozenset, combinations(candidates, size))
        if found := [few for few in sets if _moves(scene, text, now, few)]:
            return found
    return []


def _behind(scene: Scene, text: str) -> list[str]:
    """Every source at some hop of a claim that counts, in alphabetical order."""
    claims = {claim for voice in scene.explanation(text, Question()).voices for claim in voice.claims}
    hops = (hop for claim in claims for hop in scene.ledger.claim(claim).attribution)
    return sorted({hop.source for hop in hops if hop.source is not None})


def _rests(scene: Scene, source: str, proposition: str) -> bool:
    """Whether the footprint of a source says that without it another word of likelihood would be believed."""
    for footprint in every(scene.ledger.footprint, source, limit=20):
        if footprint.deal == scene.deal() and footprint.without is not None:
            return any(s.proposition == proposition and s.band for s in footprint.without.propositions)
    return False


def _moves(scene: Scene, text: str, now: PropositionBelief, without: frozenset[str]) -> bool:
    return likelihood(scene.belief(text, Question(without=tuple(without)))) != likelihood(now)
