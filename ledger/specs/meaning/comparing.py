"""Comparing: the rows of an expected table with those that were found, side by side where they are not the same."""

from collections.abc import Sequence
from itertools import islice

from ledger.specs.faults import Unmet
from ledger.specs.tables import Row


def same(
    subject: str, expected: list[Row], found: list[list[Row]], columns: Sequence[str], because: Sequence[str] = ()
) -> None:
    """Raises Unmet unless the rows are the same in these columns, none missing and none over.

    What is found comes in groups: these in order, the rows of each in any order.
    """
    wanted = iter(tuple(row.get(column, "") for column in columns) for row in expected)
    had = [[tuple(row[column] for column in columns) for row in group] for group in found]
    paired = [sorted(islice(wanted, len(group))) for group in had]
    left = list(wanted)
    if not left and paired == [sorted(group) for group in had]:
        return
    lines = ["expected:", *(f"  {_line(row)}" for group in (*paired, left) for row in group)]
    lines += ["found:", *(f"  {_line(row)}" for group in had for row in group), *because]
    raise Unmet("\n  ".join([subject, _line(columns), *lines]))


def _line(cells: Sequence[str]) -> str:
    return " | ".join(cell or "-" for cell in cells)
