"""In short: what the record supports, on how many origins, and how much of it was taken back."""

from ledger.belief.view import PropositionBelief, StageBelief
from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import said, together
from ledger.dossier.view import Row, Section, Sentence, Table
from ledger.terms import About
from ledger.words import clocks, counted, estimate, furthest


def summary(grounds: Grounds) -> Section:
    """How far the deal got, on what it rests, and on which clocks that was asked."""
    belief = grounds.belief
    asked = clocks(belief.recorded_as_of, belief.asserted_as_of, (), belief.policy)
    return Section(
        heading="In short",
        blocks=(
            together(
                said(asked, grounds.policy, grounds.head),
                said(furthest(belief.ladder), _behind_furthest(grounds)),
                said(grounds.foundation, grounds.at(grounds.counted) or grounds.head),
                _based(grounds),
                _taken_back(grounds),
            ),
        ),
    )


def ladder(grounds: Grounds) -> Section:
    """Every stage that has a deed, as likely as its likeliest."""
    rows = tuple(
        Row(
            cells=(stage.stage.value, estimate(stage.probability, stage.likelihood, stage.range), deed.id),
            at=grounds.behind(deed.id),
        )
        for stage in grounds.belief.ladder.stages
        for deed in [_likeliest(grounds, stage)]
    )
    return Section(
        heading="The ladder",
        blocks=(
            together(
                said(
                    "Each stage stands as its best supported deed does; nothing that is planned lifts it.",
                    grounds.policy,
                )
            ),
            Table(columns=("Stage", "Likelihood", "Deed"), rows=rows),
        ),
    )


def _likeliest(grounds: Grounds, stage: StageBelief) -> PropositionBelief:
    deeds = [
        belief
        for belief in grounds.belief.propositions
        if isinstance(belief, PropositionBelief) and belief.stage is stage.stage and belief.about is About.DEED
    ]
    return next((b for b in deeds if b.probability == stage.probability), deeds[0])


def _behind_furthest(grounds: Grounds) -> tuple[int, ...]:
    reached = grounds.belief.ladder.furthest
    if reached is None:
        return (grounds.head,)
    held = next(stage for stage in grounds.belief.ladder.stages if stage.stage is reached)
    return grounds.behind(_likeliest(grounds, held).id)


def _based(grounds: Grounds) -> Sentence:
    beliefs = [b for b in grounds.belief.propositions if isinstance(b, PropositionBelief)]
    bare = [b for b in beliefs if b.vacuous and b.verdict is None]
    told = (
        f"{counted(len(grounds.timeline.items), 'claim')} on {counted(len(grounds.belief.propositions), 'proposition')}"
    )
    if not bare:
        return said(f"There are {told}.", grounds.head)
    lacking = ", ".join(b.id for b in bare)
    return said(f"There are {told}; nothing on record is a basis for {lacking}.", [grounds.raised(b.id) for b in bare])


def _taken_back(grounds: Grounds) -> Sentence:
    fallen = [item.position for item in grounds.timeline.items if item.status != "standing"]
    if not fallen:
        return said("No claim of the deal was withdrawn, corrected or restated.", grounds.head)
    return said(f"{counted(len(fallen), 'claim')} no longer stood as first recorded.", fallen)
