"""What deciding yields: new facts, or the place where the same fact is on record already."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.events import Fact


@dataclass(frozen=True, slots=True)
class Again:
    """The same is on record already, as the `version`th event of this stream: nothing new is recorded."""

    stream: str
    version: int


Decision = tuple[Fact, ...] | Again
"""The facts to append, which are never none, or the fact that said the same before."""

Versions = Mapping[Fact, int]
"""The facts of a stream, each with its version."""


def once(fact: Fact, versions: Versions) -> Decision:
    """The fact, unless the stream holds the same one."""
    known = versions.get(fact)
    return (fact,) if known is None else Again(fact.stream, known)


def seen(versions: Versions, fact: Fact, after: int = 0) -> Versions:
    """The versions after this fact was appended; the first of equal facts keeps its version.

    `after` is how many facts the stream began with that are not among them.
    """
    return versions if fact in versions else {**versions, fact: after + len(versions) + 1}
