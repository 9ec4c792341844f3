"""Tables: what stands below a step. Every column is known and used, every free text quoted, every word checked."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledger.specs.faults import Miswritten
from ledger.specs.slots import SLOTS, a_date, a_day


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell takes, in words, and how it is read. Called with what stands there, raises Miswritten."""

    meaning: str
    read: Callable[[str], str] = str

    def __call__(self, text: str) -> str:
        """What stands in the cell, read. Raises Miswritten, saying what was expected."""
        return self.read(text)


Row = dict[str, str]
"""What stands in a row, by column; empty cells are left out."""

Datatable = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table may have, and those that every row of it needs."""

    cells: Mapping[str, Cell]
    needs: tuple[str, ...] = ()

    def rows(self, table: Datatable) -> list[Row]:
        """The rows of a table whose header names only these columns, each used in some row.

        Raises Miswritten where a column is unknown, named twice, missing or never used, a needed cell is empty, or
        there are no rows.
        """
        header = header_of(table)
        _check_header(header, self)
        read = [_row(line, header, self.cells, number) for number, line in enumerate(table[1:], start=1)]
        if not read:
            raise Miswritten("the table has a header and no rows")
        if unused := [name for name in header if all(name not in row for row in read)]:
            raise Miswritten(f"no row has anything in the column {unused[0]}: leave the column out")
        for number, row in enumerate(read, start=1):
            if missing := [name for name in self.needs if name not in row]:
                raise Miswritten(f"row {number}: the column {missing[0]} is empty, and every row needs it")
        return read


def header_of(table: Datatable) -> tuple[str, ...]:
    """The columns that a table has, in its order."""
    return tuple(str(cell) for cell in table[0])


def _quoted(text: str) -> str:
    """A free text between quotation marks."""
    if len(text) < 3 or text[0] != '"' or text[-1] != '"' or '"' in text[1:-1]:
        raise Miswritten(f'{text} names something, so it stands between quotation marks: "{text.strip(chr(34))}"')
    return text[1:-1]


def _quoted_list(text: str) -> str:
    """Free texts between quotation marks, with commas between them; they come back with line ends between them."""
    return "\n".join(_quoted(part.strip()) for part in text.split(","))


def _who(text: str) -> str:
    """A source by its name, or one that the document does not name: `unnamed`, which comes back as nothing."""
    return "" if text == UNNAMED else _quoted(text)


def word(words: Iterable[str]) -> Cell:
    """One of some words."""
    known = tuple(str(w) for w in words)

    def read(text: str) -> str:
        if text not in known:
            raise Miswritten(f"{text} is none of {', '.join(known)}")
        return text

    return Cell(f"one of {', '.join(known)}", read)


def _number(text: str) -> str:
    """A whole number."""
    if not (text.isascii() and text.isdigit()):
        raise Miswritten(f"{text} is no whole number")
    return text


def _plain(text: str) -> str:
    """A value as the ledger writes it: `>300`, `1000`, a date. The ledger itself checks it."""
    if '"' in text:
        raise Miswritten(f"{text} is a value, not a name: write it without quotation marks")
    return text


def _span(text: str) -> str:
    """From which character of a text to which, the second exclusive, counted from 0: `120-180`."""
    if not re.fullmatch(r"\d{1,9}-\d{1,9}", text):
        raise Miswritten(f"{text} is no place in a text: write where it begins and ends, such as 120-180")
    return text


UNNAMED = "unnamed"
quoted = Cell("a text in quotation marks", _quoted)
quoted_list = Cell("texts in quotation marks, with commas between them", _quoted_list)
who = Cell(f"a name in quotation marks, or {UNNAMED}", _who)
number = Cell("a whole number", _number)
plain = Cell("a value, without quotation marks", _plain)
span = Cell("where in the text it begins and ends, such as 120-180", _span)
date = Cell(SLOTS["date"].meaning, a_date)
day = Cell(SLOTS["day"].meaning, a_day)


def _check_header(header: Sequence[str], columns: Columns) -> None:
    known = ", ".join(columns.cells)
    if unknown := [name for name in header if name not in columns.cells]:
        raise Miswritten(f"there is no column {unknown[0]} here; the columns are {known}")
    if twice := [name for name in header if header.count(name) > 1]:
        raise Miswritten(f"the column {twice[0]} stands there twice")
    if missing := [name for name in columns.needs if name not in header]:
        raise Miswritten(f"the column {missing[0]} is missing; the columns are {known}")


def _row(line: Sequence[str], header: Sequence[str], columns: Mapping[str, Cell], number: int) -> Row:
    row: Row = {}
    for name, cell in zip(header, line, strict=True):
        if not cell:
            continue
        try:
            row[name] = columns[name](cell)
        except Miswritten as fault:
            raise Miswritten(f"row {number}, column {name}: {fault}") from None
    return row
