"""Records and folded states to start a test from, said in few words."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, TypeVar

import orjson

from ledger.decision import Decision
from ledger.events import Fact
from ledger.parsing import parse_record
from ledger.records import AnyRecord

State = TypeVar("State")


def record(record_kind: str, /, **fields: Any) -> Any:
    """A record of this kind; `class_` stands for `class`."""
    given = {"record": record_kind, **{name.rstrip("_"): value for name, value in fields.items()}}
    return parse_record(orjson.dumps(given))


def folded(evolve: Callable[[Any, Fact], State], *decisions: Decision | Iterable[Fact]) -> State:
    """What the facts of these decisions fold to."""
    facts = [fact for decision in decisions for fact in facts_of(decision)]
    state: State | None = reduce(evolve, facts, None)
    assert state is not None
    return state


def facts_of(decision: Decision | Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts of a decision that has some."""
    assert isinstance(decision, Iterable), decision
    return tuple(decision)


def source_record(source: str, **fields: Any) -> AnyRecord:
    """A record that registers a source."""
    given = {"id": source, "name": source.title(), "kind": "agency", "class": "agency", **fields}
    found: AnyRecord = record("source", **given)
    return found
