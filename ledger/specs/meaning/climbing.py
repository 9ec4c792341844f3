"""Climbing: what carries each rung of the ladder, in words."""

from collections.abc import Iterator

from ledger.belief.sentences import ranged
from ledger.belief.view import DealBelief, PropositionBelief
from ledger.specs.meaning.telling import terms
from ledger.specs.scene import Scene
from ledger.specs.slots import NO_BASIS
from ledger.terms import About

NO_RUNG = "no proposition about a deed has a stage: `the propositions:` gives them in the column stage"


def rungs(scene: Scene, beliefs: DealBelief) -> list[str]:
    """A line for each stage that has a deed, and below it the likeliest deeds of it with what makes them so."""
    return list(_rungs(scene, beliefs)) or [NO_RUNG]


def _rungs(scene: Scene, beliefs: DealBelief) -> Iterator[str]:
    for stage in beliefs.ladder.stages:
        word = NO_BASIS if stage.likelihood is None or stage.range is None else ranged(stage.likelihood, stage.range)
        yield f"{stage.stage}: {word}" + (f", {stage.probability}" if stage.probability is not None else "")
        for deed in (
            each for each in _deeds(beliefs) if (each.stage, each.probability) == (stage.stage, stage.probability)
        ):
            text = scene.name_of("proposition", deed.id)
            yield f'  "{text}"'
            yield from (f"    {line}" for line in terms(scene, scene.explanation(text)))


def _deeds(beliefs: DealBelief) -> Iterator[PropositionBelief]:
    return (b for b in beliefs.propositions if isinstance(b, PropositionBelief) and b.about is About.DEED)
