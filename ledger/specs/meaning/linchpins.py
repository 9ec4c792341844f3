"""Linchpins: the fewest sources without which something else would be believed."""

from dataclasses import replace
from itertools import combinations

from ledger.filters import ClaimFilter
from ledger.footprint import DealFootprint, Footprint
from ledger.specs.faults import Unmet
from ledger.specs.meaning.telling import likelihood
from ledger.specs.scene import Question, Scene
from ledger.verbs import every

MOST = 4
"""How many sources are left out together at most, to see whether the belief moves."""


def linchpins(scene: Scene, text: str) -> list[frozenset[str]]:
    """The smallest sets of sources, at any hop, without which the belief would have another word of likelihood.

    All of the one size are told: any one of them does. None, where no few of them do.
    """
    question = scene.question()
    now, proposition = scene.belief(text, question), scene.named("proposition", text)

    def moves(few: frozenset[str]) -> bool:
        if len(few) == 1 and question == Question(recorded_by=question.recorded_by):
            return _rests(scene, min(few), proposition, question.recorded_by)
        without = tuple(sorted({*question.without, *few}))
        return likelihood(scene.belief(text, replace(question, without=without))) != likelihood(now)

    candidates = _behind(scene, text, question)
    for size in range(1, min(MOST, len(candidates)) + 1):
        if found := [few for few in map(frozenset, combinations(candidates, size)) if moves(few)]:
            return found
    return []


def _behind(scene: Scene, text: str, question: Question) -> list[str]:
    """Every source at some hop of a claim that counts, in alphabetical order."""
    claims = {claim for voice in scene.explanation(text, question).voices for claim in voice.claims}
    hops = (hop for claim in claims for hop in scene.ledger.claim(claim).attribution)
    return sorted({hop.source for hop in hops if hop.source is not None})


def _rests(scene: Scene, source: str, proposition: str, by: str | None) -> bool:
    """Whether the footprint of a source says that without it another word of likelihood would be believed."""

    def footprints(*, after: int, limit: int) -> Footprint:
        return scene.ledger.footprint(source, recorded_as_of=by, after=after, limit=limit)

    deal = scene.deal()
    for footprint in every(footprints, limit=20):
        if footprint.deal == deal:
            _check_claims(scene, source, footprint, by)
            shift = footprint.without
            return shift is not None and any(s.proposition == proposition and s.band for s in shift.propositions)
    return False


def _check_claims(scene: Scene, source: str, footprint: DealFootprint, by: str | None) -> None:
    """Raises Unmet where a claim in which the source stands at some hop is not in its footprint."""
    where = ClaimFilter(deal=footprint.deal, source=source, recorded_until=by)
    there = {claim.id for claim in every(scene.ledger.claims, where)}
    if missing := there - {claim.claim for claim in footprint.claims}:
        name = scene.name_of("source", source)
        raise Unmet(f'the footprint of "{name}" leaves out {len(missing)} of the {len(there)} claims that rest on it')
