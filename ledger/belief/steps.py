"""Steps: by which ties a source comes to be one voice with another."""

from collections import deque
from collections.abc import Iterable, Mapping

from ledger.belief.voices import ONE_VOICE
from ledger.entries import Entry
from ledger.events import SourcesRelated, Tie
from ledger.terms import Degree, Position, TieKind, Value


class Step(Value):
    """An established tie by which one source is one voice with another, and the position at which it was recorded."""

    source: str
    kind: TieKind
    to: str
    position: Position


def through(entries: Iterable[Entry], start: str, end: str) -> tuple[Step, ...]:
    """The fewest ties among these entries that lead from a source to its voice, in order; none where both are one."""
    steps = _steps(entries)
    paths: dict[str, tuple[Step, ...]] = {start: ()}
    waiting = deque([start])
    while waiting and end not in paths:
        here = waiting.popleft()
        for step in steps.get(here, ()):
            there = step.to if step.source == here else step.source
            if there not in paths:
                paths[there] = (*paths[here], step)
                waiting.append(there)
    return paths[end]


def _steps(entries: Iterable[Entry]) -> Mapping[str, list[Step]]:
    """The established ties that make one voice, from each of their ends; of the same tie what was recorded last."""
    last: dict[tuple[str, TieKind, str], tuple[Tie, int]] = {}
    for entry in entries:
        match entry.fact:
            case SourcesRelated(source=one, relation=Tie() as tie):
                last[one, tie.kind, tie.to] = tie, entry.position
    steps: dict[str, list[Step]] = {}
    for (one, kind, to), (tie, position) in last.items():
        if kind in ONE_VOICE and tie.degree is Degree.ESTABLISHED:
            step = Step(source=one, kind=kind, to=to, position=position)
            steps.setdefault(one, []).append(step)
            steps.setdefault(to, []).append(step)
    return steps
