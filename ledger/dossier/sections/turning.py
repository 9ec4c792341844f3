"""What would change the judgement: the sources that it hangs on, and what is not on record that could move it."""

from collections.abc import Iterator

from ledger.belief.difference import DealShift, PropositionShift
from ledger.belief.view import Confidence, PropositionBelief
from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import said, together
from ledger.dossier.view import Section, Sentence
from ledger.terms import LADDER
from ledger.words import counted


def turning(grounds: Grounds) -> Section:
    """What would be believed without whoever most claims come from, and what further claims could do."""
    told = (*_without(grounds), *_second(grounds), *_next(grounds))
    nothing = said("Nothing is believed yet that could change.", grounds.head)
    return Section(heading="What would change this", blocks=(together(*(told or (nothing,))),))


def _without(grounds: Grounds) -> Iterator[Sentence]:
    for name, shift in grounds.weightiest.items():
        passed = [c.claim for c in grounds.provenances.values() if any(k.hop.source == name for k in c.hops)]
        yield said(f"Without what passed through {name}, {_shifted(shift)}.", grounds.at(passed) or grounds.head)


def _shifted(shift: DealShift | None) -> str:
    changed = sum(_differs(one) for one in shift.propositions) if shift is not None else 0
    if shift is None or not changed:
        return "no belief would be another one"
    told = f"{counted(changed, 'belief')} would be {'another one' if changed == 1 else 'other ones'}"
    if shift.furthest is None:
        return f"{told}, and the furthest stage supported would stay"
    stage = shift.furthest.to
    lower = "no stage would be supported" if stage is None else f"the furthest stage supported would be {stage.value}"
    return f"{told}, and {lower}"


def _differs(shift: PropositionShift) -> bool:
    """Whether it is more than the number of its reports that would be another one."""
    was, now = shift.from_, shift.to
    if isinstance(was, PropositionBelief) and isinstance(now, PropositionBelief):
        return (was.probability, was.likelihood) != (now.probability, now.likelihood)
    return True


def _second(grounds: Grounds) -> Iterator[Sentence]:
    beliefs = [b for b in grounds.belief.propositions if isinstance(b, PropositionBelief)]
    low = [b.id for b in beliefs if not b.vacuous and b.verdict is None and b.confidence is Confidence.LOW]
    if low:
        stand = f"{counted(len(low), 'belief')} {'stands' if len(low) == 1 else 'stand'} on fewer than two independent"
        could = "a further one on the same side would raise the confidence, or prepare for that"
        yield said(
            f"{stand} origins without an interest; {could}.", [at for name in low for at in grounds.behind(name)]
        )


def _next(grounds: Grounds) -> Iterator[Sentence]:
    reached = grounds.belief.ladder.furthest
    above = LADDER if reached is None else LADDER[LADDER.index(reached) + 1 :]
    asked = {stage.stage for stage in grounds.belief.ladder.stages}
    if unasked := [stage.value for stage in above if stage not in asked]:
        told = f"No deed is in question at these stages, so nothing can support them yet: {', '.join(unasked)}."
        yield said(told, grounds.head)
