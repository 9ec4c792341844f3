"""Comparing: the rows of an expected table with those that were found, side by side where they are not the same."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from ledger.specs.faults import Unmet
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Datatable, Row


def expected(
    scene: Scene, columns: Columns, table: Datatable, also: Mapping[str, str] = MappingProxyType({})
) -> list[Row]:
    """The rows of an expected table, in which whatever they name is called as in what is found, by name or id.

    `also` says of further columns what may be named there. Raises Miswritten, as Columns.rows does, and where several
    things are on record under a name.
    """
    rows = columns.rows(table)
    naming = {column: cell.names for column, cell in columns.cells.items() if cell.names is not None}
    naming |= also
    cells = [(naming[column], row[column]) for row in rows for column in row.keys() & naming.keys()]
    # found first: what is named by its id is called so from then on, in every row and in what is found
    things = {(what, name): scene.find(what, name) for what, cell in cells for name in cell.splitlines()}
    called = {key: key[1] if thing is None else scene.name_of(key[0], thing) for key, thing in things.items()}
    return [
        row | {c: listed(called[naming[c], name] for name in row[c].splitlines()) for c in row.keys() & naming.keys()}
        for row in rows
    ]


def listed(names: Iterable[str]) -> str:
    """Several names as one cell: in their order, each in quotation marks where there are others."""
    several = sorted(names)
    return several[0] if len(several) == 1 else ", ".join(f'"{name}"' for name in several)


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
