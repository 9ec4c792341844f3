"""Comparing: the rows of an expected table with those that were found, and which of them are not the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ledger.specs.faults import Unmet
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Datatable, Row, drawn

Line = tuple[str, ...]
"""What stands in a row, in the order of the columns."""


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
    """Several names as a cell that is read: in their order, with line ends between them."""
    return "\n".join(sorted(names))


def same(
    subject: str,
    expected: list[Row],
    found: list[list[Row]],
    header: Sequence[str],
    columns: Columns,
    because: Sequence[str] = (),
) -> None:
    """Raises Unmet unless the rows are the same in these columns, none missing and none over.

    What is found comes in groups: these in order, the rows of each in any order.
    """
    wanted = [tuple(row.get(column, "") for column in header) for row in expected]
    groups = [[tuple(row[column] for column in header) for row in group] for group in found]
    had = [row for group in groups for row in group]
    missing, over = _less(wanted, had), _less(had, wanted)
    if missing or over:
        told = list(_apart(missing, over, header, columns))
    elif not _in_order(wanted, groups):
        told = ["the rows are these, in another order; it is:", *drawn(header, had, columns)]
    else:
        return
    raise Unmet("\n  ".join([subject, *told, *because]))


def _less(rows: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """The rows that the others do not have, or not so often, in their order."""
    left, found = Counter(others), []
    for row in rows:
        if left[row]:
            left[row] -= 1
        else:
            found.append(row)
    return found


def _in_order(rows: Sequence[Line], groups: Sequence[Sequence[Line]]) -> bool:
    """Whether the rows are those of the groups, one group after the other."""
    start = 0
    for group in groups:
        if Counter(rows[start : start + len(group)]) != Counter(group):
            return False
        start += len(group)
    return True


def _apart(missing: list[Line], over: list[Line], header: Sequence[str], columns: Columns) -> Iterator[str]:
    """What is expected and not found, each with how the nearest that is over differs, and what is found beside."""
    near = _paired(missing, over)
    over = [near[n] for n in sorted(near)] + _less(over, list(near.values()))
    notes = {n: _difference(row, near[n], header, columns) for n, row in enumerate(missing) if n in near}
    for heading, rows, told in (("expected, not found:", missing, notes), ("found, not expected:", over, {})):
        if rows:
            top, *lines = drawn(header, rows, columns)
            yield from (heading, f"  {top}")
            yield from (f"  {line}{told.get(n, '')}" for n, line in enumerate(lines))


def _paired(missing: Sequence[Line], over: Sequence[Line]) -> dict[int, Line]:
    """For missing rows, by their place, the row that is over and differs in half of the cells at most; each once."""
    pairs = sorted((_apartness(here, there), n, m) for n, here in enumerate(missing) for m, there in enumerate(over))
    found: dict[int, int] = {}
    for count, n, m in pairs:
        if n not in found and m not in found.values() and (2 * count <= len(missing[n]) or len(missing[n]) == 1):
            found[n] = m
    return {n: over[m] for n, m in found.items()}


def _apartness(row: Line, other: Line) -> int:
    return sum(here != there for here, there in zip(row, other, strict=True))


def _difference(row: Line, other: Line, header: Sequence[str], columns: Columns) -> str:
    """Which cells of a row are otherwise in another."""
    cells = zip(header, row, other, strict=True)
    differing = [
        f"{name}: {columns.cells[name].shown(there) or 'nothing'}" for name, here, there in cells if here != there
    ]
    return f"  <- found {', '.join(differing)}"
