"""Unread: what is given and, as far as can be known without running, read by no other step of its scenario."""

from collections.abc import Iterator, Sequence

from pytest_bdd.parser import ScenarioTemplate, Step

from ledger.specs.guards import Fault, Kind

NAMES = {"the sources:": "source", "the propositions:": "proposition", "the documents:": "document"}
"""The tables whose rows only name something, by the column that does."""

WHOLE = ("the matrix is:", "the ladder stands ", "the claims are:", "the ledger verifies", "this would change:")
"""What a Then begins with that reads all there is."""

Scenarios = Sequence[tuple[ScenarioTemplate, list[list[Step]]]]


def unread(scenarios: Scenarios) -> Iterator[Fault]:
    """Rows that name what no other step, and no other row, of any scenario that they are given in speaks of."""
    read: dict[tuple[int, str], bool] = {}
    for _, examples in scenarios:
        for steps in examples:
            for line, name, others in _named(steps):
                read[line, name] = read.get((line, name), False) or others
    for (line, name), others in read.items():
        if not others:
            yield Fault(line, f"nothing speaks of {name}, which is given here", Kind.UNUSED)


def _named(steps: list[Step]) -> Iterator[tuple[int, str, bool]]:
    """The line and the name of each such row, and whether anything else speaks of it."""
    whole = any(step.type == "then" and step.name.startswith(WHOLE) for step in steps)
    for step in steps:
        if step.type != "given" or step.name not in NAMES or step.datatable is None:
            continue
        header = [cell.value for cell in step.datatable.rows[0].cells]
        if NAMES[step.name] not in header:
            continue
        column = header.index(NAMES[step.name])
        for row in step.datatable.rows[1:]:
            name = row.cells[column].value
            yield row.location.line, name, whole or _spoken_of(name, row.location.line, column, steps)


def _spoken_of(name: str, line: int, column: int, steps: list[Step]) -> bool:
    return any(name in step.name or name in _cells(step, line, column) for step in steps)


def _cells(step: Step, line: int, column: int) -> str:
    """What stands in the table of a step, less one cell."""
    rows = step.datatable.rows if step.datatable is not None else ()
    told = (cell.value for row in rows for n, cell in enumerate(row.cells) if (row.location.line, n) != (line, column))
    return " ".join(told)
