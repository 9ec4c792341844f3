"""Reasons: the claims that make a belief, or the ladder, what it is, and those whose withdrawal made it so."""

from collections.abc import Iterable, Iterator

from ledger.belief.view import DealBelief, Explanation, PropositionBelief, VoiceTerm
from ledger.errors import Refusal
from ledger.provenance import Provenance
from ledger.specs.faults import Unmet, nearest, unmet
from ledger.specs.meaning.asking import until
from ledger.specs.meaning.telling import terms
from ledger.specs.scene import Question, Scene
from ledger.terms import LADDER, About


def check_terms(scene: Scene, explanation: Explanation) -> None:
    """Raises Unmet unless the terms add up to the belief, and each names the claims that it counts, and no others."""
    total = sum(term.millionths for term in explanation.terms)
    if total != explanation.log_odds:
        raise unmet("the terms add up", str(explanation.log_odds), str(total), terms(scene, explanation))
    for term in explanation.voices:
        if not term.claims:
            raise Unmet(f'the term of "{scene.name_of("source", term.voice)}" names no claim')
        for claim in term.claims:
            _check_claim(scene, explanation, term, claim)


def check_named(scene: Scene, text: str | None, source: str) -> None:
    """Raises Unmet unless a belief, or the ladder where there is no text, rests on a claim that a source made."""
    asked, by = scene.question(), scene.named("source", source)
    found: dict[str, None] = {}
    for explained in _explained(scene, _carrying(scene, text, asked)):
        for voice in explained.voices:
            found |= dict.fromkeys(_maker(_on_record(scene, claim, asked)) for claim in voice.claims)
    if by not in found:
        raise unmet(_subject(text), f'it names the claim of "{source}"', _names(scene, found))


def check_withdrawn(scene: Scene, text: str | None, source: str, on: str) -> None:
    """Raises Unmet unless what a source withdrew on a day moved a belief, or one that would carry the ladder further,
    and counts no more."""
    asked, by = scene.question(), scene.named("source", source)
    propositions = _beyond(scene, text, asked)
    named = {c for each in _explained(scene, propositions) for voice in each.voices for c in voice.claims}
    found: dict[str, None] = {}
    for position, claim in _moving(scene, propositions, asked):
        fallen = _on_record(scene, claim, asked)
        made = {back.by for back in fallen.taken_back if back.position == position and back.on == on}
        if made and not fallen.voice.counts and claim not in named:
            found |= dict.fromkeys([_maker(fallen), *made])
    if by not in found:
        what = f'it names the claim of "{source}", withdrawn on {on}'
        raise unmet(_subject(text), what, f"of what was withdrawn on {on} {_names(scene, found)}")


def _check_claim(scene: Scene, explanation: Explanation, term: VoiceTerm, claim: str) -> None:
    voice = scene.name_of("source", term.voice)
    try:
        found = scene.ledger.provenance(claim, recorded_as_of=str(explanation.recorded_as_of.position))
    except Refusal:
        raise Unmet(f'the term of "{voice}" names a claim that is not on record') from None
    alone = found.occasion is None and not scene.question().without
    if found.stance != term.stance or not found.voice.counts or (alone and term.voice != found.voice.voice):
        maker = scene.name_of("source", found.voice.source)
        raise Unmet(f'the term of "{voice}", which {term.stance}, names a claim of "{maker}" that it does not count')


def _explained(scene: Scene, propositions: Iterable[str]) -> Iterator[Explanation]:
    for proposition in propositions:
        explained = scene.explanation(scene.name_of("proposition", proposition))
        check_terms(scene, explained)
        yield explained


def _carrying(scene: Scene, text: str | None, asked: Question) -> list[str]:
    """The proposition, or the likeliest deeds of the stage at which the ladder stands."""
    if text is not None:
        return [scene.named("proposition", text)]
    beliefs = scene.ask(asked)
    reached = [(stage.stage, stage.probability) for stage in beliefs.ladder.stages if stage.probability is not None]
    stands = [rung for rung in reached if rung[0] is beliefs.ladder.furthest]
    return [deed.id for deed in _deeds(beliefs) if (deed.stage, deed.probability) in stands]


def _beyond(scene: Scene, text: str | None, asked: Question) -> list[str]:
    """The proposition, or the deeds of every stage further than that at which the ladder stands."""
    if text is not None:
        return [scene.named("proposition", text)]
    beliefs = scene.ask(asked)
    reached = LADDER.index(beliefs.ladder.furthest) if beliefs.ladder.furthest is not None else -1
    return [b.id for b in _deeds(beliefs) if b.stage in LADDER[reached + 1 :]]


def _deeds(beliefs: DealBelief) -> Iterator[PropositionBelief]:
    return (b for b in beliefs.propositions if isinstance(b, PropositionBelief) and b.about is About.DEED)


def _moving(scene: Scene, propositions: Iterable[str], asked: Question) -> Iterator[tuple[int, str]]:
    """Where an event moved one of some beliefs, and the claim that it happened to."""
    moved = set(propositions)
    for change in scene.ledger.changes(scene.deal(), **until(scene.asked_with(asked))).items:
        if change.claim is not None and any(move.proposition in moved for move in change.moved):
            yield change.position, change.claim


def _on_record(scene: Scene, claim: str, asked: Question) -> Provenance:
    return scene.ledger.provenance(claim, recorded_as_of=asked.recorded_by)


def _maker(claim: Provenance) -> str:
    """Who makes a claim: the deepest that it names."""
    return claim.voice.source


def _subject(text: str | None) -> str:
    return "the reason of where the ladder stands" if text is None else f'the reason for "{text}"'


def _names(scene: Scene, sources: Iterable[str]) -> str:
    return f"it names {nearest([scene.name_of('source', source) for source in sources])}"
