"""Sheets: rows as CSV that no spreadsheet takes for formulas, and back."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from ledger.interchange.columns import Cell, Row
from ledger.unseen import UNSEEN

GUARD = "'"
_STEERING = re.compile(
    rf"(?:{UNSEEN.pattern}|[\s\u180b-\u180f\u200c\u200d\ufe0e\ufe0f])*[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20\uff07]"
)
"""How a cell begins that a spreadsheet could take for a formula, at once or once it has cut what does not show; or that
begins with the guard itself, so that taking one guard away always gives back what was there."""


def guarded(text: str) -> str:
    """A text as a cell: with a guard before it where it begins with = + - @, a tab, a line break or their full-width
    twins, or with the guard."""
    return GUARD + text if _STEERING.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell stands for: without the guard, where it begins with one."""
    return cell.removeprefix(GUARD)


class Sheet:
    """A table written as CSV (RFC 4180): CRLF, UTF-8, quotation marks where they are needed, a line of names first.

    A cell is empty where there is nothing to say; flags are true and false.
    """

    def __init__(self, file: TextIO, columns: Sequence[str]) -> None:
        self._columns = columns
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(columns)

    def add(self, row: Row) -> None:
        """Write one row."""
        self._writer.writerow([_shown(row[name]) for name in self._columns])


def read_sheet(file: TextIO) -> Iterator[dict[str, str | None]]:
    """The rows of a table as it was written, each cell as its text, None where it is empty.

    The file must be opened with `newline=""`. Raises csv.Error where it is not CSV.
    """
    for row in csv.DictReader(file, strict=True):
        yield {name: unguarded(cell) if cell else None for name, cell in row.items()}


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else str(cell)
