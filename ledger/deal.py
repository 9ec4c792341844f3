"""A deal: an alleged deal, its parties, the propositions raised about it and the verdicts on them."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from ledger.decision import Decision, Versions, once, seen
from ledger.errors import (
    AlreadyOtherwise,
    BadValue,
    ClimbingImplication,
    ContraryVerdict,
    NotInThatState,
    UnknownReference,
)
from ledger.events import (
    DealOpened,
    Fact,
    PropositionRaised,
    PropositionReopened,
    PropositionSettled,
    Valued,
    YesNo,
)
from ledger.records import DealRecord, ReopeningRecord, ValuedRecord, VerdictRecord, YesNoRecord
from ledger.terms import LADDER, About, Ruling, Stage


@dataclass(frozen=True, slots=True)
class Deal:
    """An alleged deal on record; `verdicts` holds the verdict of each proposition that is settled now."""

    opened: DealOpened
    propositions: Mapping[str, PropositionRaised]
    verdicts: Mapping[str, PropositionSettled]
    versions: Versions

    def proposition(self, proposition: str, field: str = "proposition") -> PropositionRaised:
        """The proposition of that id. Raises UnknownReference."""
        found = self.propositions.get(proposition)
        if found is None:
            raise UnknownReference(
                f"no proposition {proposition!r} was raised about deal {self.opened.deal!r}: raise it first", field
            )
        return found


def evolve(state: Deal | None, fact: Fact) -> Deal:
    """The deal after one more fact of its stream."""
    if isinstance(fact, DealOpened):
        return Deal(fact, {}, {}, {fact: 1})
    assert state is not None
    after = replace(state, versions=seen(state.versions, fact))
    if isinstance(fact, PropositionRaised):
        return replace(after, propositions={**state.propositions, fact.proposition: fact})
    if isinstance(fact, PropositionSettled):
        return replace(after, verdicts={**state.verdicts, fact.proposition: fact})
    if isinstance(fact, PropositionReopened):
        return replace(after, verdicts={k: v for k, v in state.verdicts.items() if k != fact.proposition})
    return after


def open_deal(command: DealRecord, state: Deal | None, sources: Container[str]) -> Decision:
    """Open a deal. `sources` are those of its parties that are on record."""
    for index, party in enumerate(command.parties):
        if party.source not in sources:
            raise UnknownReference(
                f"no source {party.source!r} is on record: register it first", f"parties.{index}.source"
            )
    fact = DealOpened(deal=command.id, title=command.title, parties=command.parties)
    if state is None:
        return (fact,)
    if state.opened != fact:
        raise AlreadyOtherwise(
            f"deal {command.id!r} is on record as {state.opened.title!r} or with other parties; choose another id", "id"
        )
    return once(fact, state.versions)


def raise_proposition(command: YesNoRecord | ValuedRecord, state: Deal | None) -> Decision:
    """Raise a proposition. Raises ClimbingImplication where it implies something of a higher stage."""
    deal = known(state, command.deal)
    fact = PropositionRaised(
        deal=command.deal,
        proposition=command.id,
        form=_form(command),
        about=command.about,
        stage=command.stage,
        text=command.text,
        period=command.period,
    )
    if fact in deal.versions:
        return once(fact, deal.versions)
    if command.id in deal.propositions:
        raise AlreadyOtherwise(
            f"proposition {command.id!r} of deal {command.deal!r} is on record otherwise; choose another id", "id"
        )
    if isinstance(fact.form, YesNo):
        for index, implied in enumerate(fact.form.implies):
            _check_implication(fact, deal.proposition(implied, f"implies.{index}"), f"implies.{index}")
    return (fact,)


def settle(command: VerdictRecord, state: Deal | None) -> Decision:
    """Settle a proposition. Raises ContraryVerdict against the implications, NotInThatState if it is settled."""
    deal = known(state, command.deal)
    raised = deal.proposition(command.proposition)
    _check_verdict_value(command, raised)
    fact = PropositionSettled(
        deal=command.deal,
        proposition=command.proposition,
        verdict=command.verdict,
        value=command.value,
        on=command.on,
        reason=command.reason,
    )
    if fact in deal.versions:
        return once(fact, deal.versions)
    if command.proposition in deal.verdicts:
        raise NotInThatState(
            f"{command.proposition!r} is settled as {deal.verdicts[command.proposition].verdict}: reopen it first",
            "proposition",
        )
    _check_contrary(deal, command)
    return (fact,)


def reopen(command: ReopeningRecord, state: Deal | None) -> Decision:
    """Take a verdict back. Raises NotInThatState if there is none."""
    deal = known(state, command.deal)
    deal.proposition(command.proposition)
    fact = PropositionReopened(deal=command.deal, proposition=command.proposition, reason=command.reason)
    if fact in deal.versions:
        return once(fact, deal.versions)
    if command.proposition not in deal.verdicts:
        raise NotInThatState(f"{command.proposition!r} is not settled: there is nothing to reopen", "proposition")
    return (fact,)


def known(state: Deal | None, deal: str, field: str = "deal") -> Deal:
    """The deal, which must be on record. Raises UnknownReference."""
    if state is None:
        raise UnknownReference(f"no deal {deal!r} is on record: open it first", field)
    return state


def implied_by(deal: Deal, proposition: str) -> tuple[str, ...]:
    """What a proposition implies directly."""
    form = deal.propositions[proposition].form
    return form.implies if isinstance(form, YesNo) else ()


def _reached(deal: Deal, start: str, ruling: Ruling) -> list[str]:
    if ruling is Ruling.UNDETERMINABLE:
        return []
    implying: dict[str, list[str]] = {}
    for proposition in deal.propositions:
        for implied in implied_by(deal, proposition):
            implying.setdefault(implied, []).append(proposition)
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there in implied_by(deal, here) if ruling is Ruling.TRUE else implying.get(here, ()):
            if there not in found:
                found[there] = None
                waiting.append(there)
    return list(found)


def _check_contrary(deal: Deal, command: VerdictRecord) -> None:
    opposite = {Ruling.TRUE: Ruling.FALSE, Ruling.FALSE: Ruling.TRUE}.get(command.verdict)
    for reached in _reached(deal, command.proposition, command.verdict):
        verdict = deal.verdicts.get(reached)
        if verdict is not None and verdict.verdict is opposite:
            arrow = "implies" if command.verdict is Ruling.TRUE else "is implied by"
            raise ContraryVerdict(
                f"{command.proposition!r} {arrow} {reached!r}, which is settled as {verdict.verdict}: "
                "reopen that one first, or settle this one otherwise",
                "verdict",
            )


def _check_verdict_value(command: VerdictRecord, raised: PropositionRaised) -> None:
    if command.value is not None and isinstance(raised.form, YesNo):
        raise BadValue(f"{command.proposition!r} is a yes-no proposition: its verdict has no value", "value")
    if command.value is None and isinstance(raised.form, Valued) and command.verdict is Ruling.TRUE:
        raise BadValue(f"{command.proposition!r} is valued: a verdict of true says which value", "value")


def _check_implication(fact: PropositionRaised, implied: PropositionRaised, field: str) -> None:
    if not isinstance(implied.form, YesNo):
        raise ClimbingImplication(f"{implied.proposition!r} is valued: only yes-no propositions are implied", field)
    if fact.about is About.PLAN and implied.about is About.DEED:
        raise ClimbingImplication(f"a plan implies no deed, and {implied.proposition!r} is about a deed", field)
    if _rung(implied.stage) > _rung(fact.stage):
        raise ClimbingImplication(
            f"{implied.proposition!r} is at stage {implied.stage}, above {fact.stage or 'no stage'}: "
            "imply only what is of the same stage or lower",
            field,
        )


def _rung(stage: Stage | None) -> int:
    """How high a stage stands on the ladder; beside the ladder is below all of it."""
    return LADDER.index(stage) if stage in LADDER else -1


def _form(command: YesNoRecord | ValuedRecord) -> YesNo | Valued:
    if isinstance(command, YesNoRecord):
        return YesNo(implies=command.implies)
    return Valued(answers=command.answers, unit=command.unit, counted=command.counted)
