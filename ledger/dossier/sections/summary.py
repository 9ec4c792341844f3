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
    without = grounds.what_if.without if grounds.what_if is not None else ()
    asked = clocks(belief.recorded_as_of, belief.asserted_as_of, without, belief.policy)
    return Section(
        heading="In short",
        blocks=(
            together(
                said(asked, grounds.policy, grounds.head),
                said(furthest(belief.ladder), _behind_furthest(grounds)),
                said(grounds.foundation, grounds.at(grounds.counted) or grounds.head),
                _counts(grounds),
                *_bare(grounds),
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


def _counts(grounds: Grounds) -> Sentence:
    claims = counted(len(grounds.timeline.items), "claim")
    propositions = counted(len(grounds.belief.propositions), "proposition")
    return said(f"On record by then: {claims} on {propositions}.", grounds.head)


def _bare(grounds: Grounds) -> list[Sentence]:
    beliefs = [b for b in grounds.belief.propositions if isinstance(b, PropositionBelief)]
    bare = [b.id for b in beliefs if b.vacuous and b.verdict is None]
    if not bare:
        return []
    told = f"Nothing on record is a basis for {', '.join(bare)}."
    return [said(told, [grounds.raised(name) for name in bare])]


def _taken_back(grounds: Grounds) -> Sentence:
    fallen = [item.position for item in grounds.timeline.items if item.status != "standing"]
    if not fallen:
        return said("No claim of the deal was withdrawn, corrected or restated.", grounds.head)
    stands = "stands" if len(fallen) == 1 else "stand"
    return said(f"{counted(len(fallen), 'claim')} no longer {stands} as first recorded.", fallen)
