"""A source: who asserts, how it was graded, and what it hangs together with."""

from dataclasses import dataclass, replace

from ledger.decision import Decision, Versions, once, seen
from ledger.errors import AlreadyOtherwise, Rejected, UnknownReference
from ledger.events import Fact, Interest, SourceGraded, SourceRegistered, SourcesRelated, Tie
from ledger.records import InterestRecord, SourceGradeRecord, SourceRecord, TieRecord
from ledger.terms import Reliability


@dataclass(frozen=True, slots=True)
class Source:
    """A registered source, graded or not."""

    registered: SourceRegistered
    reliability: Reliability | None
    relations: tuple[Tie | Interest, ...]
    versions: Versions


def evolve(state: Source | None, fact: Fact) -> Source:
    """The source after one more fact of its stream."""
    if isinstance(fact, SourceRegistered):
        return Source(fact, None, (), {fact: 1})
    assert state is not None
    after = replace(state, versions=seen(state.versions, fact))
    if isinstance(fact, SourceGraded):
        return replace(after, reliability=fact.reliability)
    if isinstance(fact, SourcesRelated):
        return replace(after, relations=(*state.relations, fact.relation))
    return after


def register(command: SourceRecord, state: Source | None) -> Decision:
    """Register a source. Raises AlreadyOtherwise if the id names another one."""
    fact = SourceRegistered(source=command.id, name=command.name, kind=command.kind, class_=command.class_)
    if state is None:
        return (fact,)
    if state.registered != fact:
        was = state.registered
        raise AlreadyOtherwise(
            f"{command.id!r} is already registered as {was.name!r} ({was.kind}, {was.class_}); "
            "choose another id, or relate the two with same-as",
            "id",
        )
    return once(fact, state.versions)


def grade(command: SourceGradeRecord, state: Source | None) -> Decision:
    """Grade a source's reliability. Raises UnknownReference."""
    known = _required(state, command.source, "source")
    fact = SourceGraded(source=command.source, reliability=command.reliability, reason=command.reason)
    return once(fact, known.versions)


def tie(command: TieRecord, state: Source | None, other: Source | None) -> Decision:
    """Tie one source to another. Raises UnknownReference; Rejected if it is tied to itself."""
    known = _required(state, command.source, "source")
    _required(other, command.to, "to")
    if command.source == command.to:
        raise Rejected("a source is not tied to itself: name another source", "to")
    relation = Tie(kind=command.kind, to=command.to, degree=command.degree, since=command.since)
    return once(SourcesRelated(source=command.source, relation=relation, reason=command.reason), known.versions)


def interest(command: InterestRecord, state: Source | None, *, deal_known: bool) -> Decision:
    """Record a source's interest in a deal. Raises UnknownReference."""
    known = _required(state, command.source, "source")
    if not deal_known:
        raise UnknownReference(f"no deal {command.deal!r} is on record: open it first", "deal")
    relation = Interest(
        kind="interest", deal=command.deal, favours=command.favours, degree=command.degree, since=command.since
    )
    return once(SourcesRelated(source=command.source, relation=relation, reason=command.reason), known.versions)


def _required(state: Source | None, source: str, field: str) -> Source:
    if state is None:
        raise UnknownReference(f"no source {source!r} is on record: register it first", field)
    return state
