"""Mentions: the names of things that the steps of a scenario write down, and which of them are most likely slips.

A source or a proposition that nobody declared is put on record by the first claim that speaks of it. So a slip of the
pen would make another one, of which everything holds, and a scenario that pins down nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from ledger.specs.cells import DOCUMENT, PROPOSITION, SOURCE
from ledger.specs.faults import Miswritten
from ledger.specs.phrases import Phrase
from ledger.specs.slips import is_slip
from ledger.specs.tabled import columns_of, read

KINDS = (SOURCE, PROPOSITION, DOCUMENT)


class Mention(NamedTuple):
    """A thing of some kind is named at a line; or is declared there, as one of its own."""

    kind: str
    name: str
    line: int
    declared: bool = False


def slips(
    steps: Sequence[Step], matching: Callable[[Step], Sequence[StepFunctionContext]]
) -> Iterator[tuple[int, str]]:
    """The lines of names in a scenario that are nearly the name of something else there, and what to say of them.

    Two that are declared both are two things.
    """
    first: dict[tuple[str, str], Mention] = {}
    declared: set[tuple[str, str]] = set()
    for mention in (one for step in steps for one in _of_step(step, matching(step))):
        first.setdefault((mention.kind, mention.name), mention)
        if mention.declared:
            declared.add((mention.kind, mention.name))
    for one, other in combinations(first, 2):
        if one[0] == other[0] and not {one, other} <= declared and is_slip(one[1], other[1]):
            known, odd = (other, one) if other in declared else (one, other)
            kind, name = odd
            yield (
                first[odd].line,
                f'"{name}" is nearly "{known[1]}", of which line {first[known].line} speaks: write both alike or, '
                f"if they are two {kind}s, give each in `the {kind}s:`",
            )


def named(step: Step, context: StepFunctionContext) -> Iterator[Mention]:
    """What a step names of the ledger, in its sentence and in its table."""
    if isinstance(context.parser, Phrase):
        try:
            slots = context.parser.parse_arguments(step.name) or {}
        except Miswritten:
            slots = {}
        yield from (Mention(kind, str(slots[kind]), step.line_number) for kind in KINDS if slots.get(kind) is not None)
    columns = columns_of(context, step)
    for line, row in read(context, step):
        for column, text in row.items():
            kind = columns.cells[column].names if columns is not None else None
            if columns is not None and kind is not None:
                names = (name for name in text.splitlines() if name)
                yield from (Mention(kind, name, line, columns.declares == column) for name in names)


def _of_step(step: Step, found: Sequence[StepFunctionContext]) -> Iterator[Mention]:
    if len(found) == 1:
        yield from named(step, found[0])
