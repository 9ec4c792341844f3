"""Tabled: the table below a step as its definition has it, each flaw at the line of its row."""

from collections.abc import Iterator, Mapping
from inspect import signature
from typing import get_args

from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from ledger.specs.faults import Miswritten
from ledger.specs.tables import Columns, Row


def tables_of(context: StepFunctionContext) -> Mapping[str | None, Columns]:
    """The tables that a definition takes, by the word of `{things}` where that decides; none where it takes none."""
    taken = signature(context.step_func).parameters.get("datatable")
    said = get_args(taken.annotation)[1:] if taken is not None else ()
    for one in said:
        if isinstance(one, Columns):
            return {None: one}
        if isinstance(one, dict):
            return one
    return {}


def columns_of(context: StepFunctionContext, step: Step) -> Columns | None:
    """The columns of the table that stands below a step, None where none does or nobody said which it may have."""
    tables = tables_of(context) if step.datatable is not None else {}
    if not tables or None in tables:
        return tables.get(None)
    try:
        return tables.get(str((context.parser.parse_arguments(step.name) or {}).get("things")))
    except Miswritten:
        return None


def flawed(context: StepFunctionContext, step: Step) -> Iterator[tuple[int, str]]:
    """What is wrong with the table of a step, each with the line of the row."""
    if (columns := columns_of(context, step)) is not None and step.datatable is not None:
        lines = [row.location.line for row in step.datatable.rows]
        yield from ((lines[flaw.row], flaw.message) for flaw in columns.examined(_raw(step))[1])


def read(context: StepFunctionContext, step: Step) -> list[tuple[int, Row]]:
    """The rows of the table of a step, as far as they can be read, each with its line; none where there is no table."""
    if (columns := columns_of(context, step)) is None or step.datatable is None:
        return []
    lines = [row.location.line for row in step.datatable.rows[1:]]
    return list(zip(lines, columns.examined(_raw(step))[0], strict=True))


def _raw(step: Step) -> list[list[str]]:
    return [[str(cell) for cell in line] for line in step.datatable.raw()] if step.datatable is not None else []
