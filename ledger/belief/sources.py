"""Sources as beliefs know them: what they are, how they are graded and what they are tied to, whatever the deal."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ledger.events import SourceFact, SourceGraded, SourceRegistered, SourcesRelated, Tie
from ledger.terms import Reliability, SourceClass, TieKind


class SourceOnRecord(NamedTuple):
    """A source: its class, its grade, its ties.

    `graded` and `tied` are the positions of its last grade and of its last tie, 0 where it has none.
    """

    id: str
    class_: SourceClass = SourceClass.OTHER
    reliability: Reliability | None = None
    ties: Mapping[tuple[TieKind, str], Tie] = MappingProxyType({})
    graded: int = 0
    tied: int = 0


def evolve_source(source: SourceOnRecord | None, fact: SourceFact, position: int) -> SourceOnRecord:
    """The source after a fact about it; None is a source of which nothing was recorded before."""
    if source is None:
        source = SourceOnRecord(fact.source)
    if isinstance(fact, SourceRegistered):
        return source._replace(class_=fact.class_)
    if isinstance(fact, SourceGraded):
        return source._replace(reliability=fact.reliability, graded=position)
    if isinstance(fact, SourcesRelated) and isinstance(tie := fact.relation, Tie):
        # A tie is read with either end, so that it may come before earlier ones to others.
        return source._replace(ties={**source.ties, (tie.kind, tie.to): tie}, tied=max(position, source.tied))
    return source
