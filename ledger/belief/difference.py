"""Difference: what is believed of a deal before and after something, wherever it is not the same."""

from typing import Annotated

from pydantic import Field

from ledger.belief.view import DealBelief, PropositionBelief, StageBelief, ValuedBelief
from ledger.terms import Slug, Stage, Value

AnyBelief = Annotated[PropositionBelief | ValuedBelief, Field(discriminator="kind")]


class BandShift(Value):
    """The band of likelihood before and after; null where there is no basis, or a verdict."""

    from_: str | None = Field(alias="from")
    to: str | None


class PropositionShift(Value):
    """The belief in a proposition before and after; null before where it was not raised yet.

    `band` is null where the likelihood stays in its band, however much else moves.
    """

    proposition: Slug
    band: BandShift | None
    from_: AnyBelief | None = Field(alias="from")
    to: AnyBelief


class StageShift(Value):
    """A stage of the ladder before and after; null before where it had no deed yet."""

    stage: Stage
    from_: StageBelief | None = Field(alias="from")
    to: StageBelief


class FurthestShift(Value):
    """How far the deal got, before and after; null where no deed is likely."""

    from_: Stage | None = Field(alias="from")
    to: Stage | None


class DealShift(Value):
    """What is not the same of a deal before and after: propositions, stages, and how far it got, null if that stays."""

    deal: Slug
    furthest: FurthestShift | None
    stages: tuple[StageShift, ...]
    propositions: tuple[PropositionShift, ...]


def difference(before: DealBelief | None, after: DealBelief) -> DealShift | None:
    """Where two beliefs about a deal differ, or None where they do not; `before` is None where it was not on record.

    That an event could have moved a belief, as `changed_at` has it, is no difference.
    """
    propositions = tuple(_propositions(before, after))
    stages = tuple(_stages(before, after))
    was = before.ladder.furthest if before is not None else None
    furthest = None if was is after.ladder.furthest else FurthestShift(from_=was, to=after.ladder.furthest)
    if not (propositions or stages or furthest):
        return None
    return DealShift(deal=after.deal, furthest=furthest, stages=stages, propositions=propositions)


def _propositions(before: DealBelief | None, after: DealBelief) -> list[PropositionShift]:
    was = {belief.id: belief for belief in before.propositions} if before is not None else {}
    now = {belief.id: belief for belief in after.propositions}
    return [
        PropositionShift(proposition=name, band=_band(was.get(name), now[name]), from_=was.get(name), to=now[name])
        for name in now
        if _compared(was.get(name)) != _compared(now[name])
    ]


def _compared(belief: PropositionBelief | ValuedBelief | None) -> PropositionBelief | ValuedBelief | None:
    return belief.model_copy(update={"changed_at": 0}) if belief is not None else None


def _band(before: PropositionBelief | ValuedBelief | None, after: PropositionBelief | ValuedBelief) -> BandShift | None:
    was, now = (b.likelihood if isinstance(b, PropositionBelief) else None for b in (before, after))
    return BandShift(from_=was, to=now) if was != now else None


def _stages(before: DealBelief | None, after: DealBelief) -> list[StageShift]:
    was = {stage.stage: stage for stage in before.ladder.stages} if before is not None else {}
    now = {stage.stage: stage for stage in after.ladder.stages}
    return [
        StageShift(stage=stage, from_=was.get(stage), to=now[stage]) for stage in now if was.get(stage) != now[stage]
    ]
