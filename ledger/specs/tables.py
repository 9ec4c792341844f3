"""Tables: what stands below a step. Every column is known and used, every free text quoted, every word checked."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledger.specs.faults import Miswritten, did_you_mean
from ledger.specs.slots import SLOTS, a_date, a_day


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell takes, in words, and how it is read. Called with what stands there, raises Miswritten."""

    meaning: str
    read: Callable[[str], str] = str
    names: str | None = None
    """What kind of thing stands in it by its name: source, proposition, document; None for whatever else."""
    written: Callable[[str], str] = str
    """How what was read is written."""

    def __call__(self, text: str) -> str:
        """What stands in the cell, read. Raises Miswritten, saying what was expected."""
        return self.read(text)

    def shown(self, text: str) -> str:
        """What was read as it is written in a table: nothing where there is nothing."""
        return self.written(text) if text else ""


Row = dict[str, str]
"""What stands in a row, by column; empty cells are left out."""

Datatable = Sequence[Sequence[str]]


class Flaw(NamedTuple):
    """What is wrong with a row of a table, which counts from 1; 0 is its header."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.message}" if self.row else self.message


def _any(row: Row) -> None:
    """Whatever the cells of a row are, they go together."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table may have, and those that every row of it needs."""

    cells: Mapping[str, Cell]
    needs: tuple[str, ...] = ()
    declares: str | None = None
    """The column by which each row says that there is such a thing, of this name."""
    checks: tuple[str, ...] = ()
    """The columns that expect something, where every row is checked by itself; none where the table is as a whole."""
    check: Callable[[Row], None] = _any
    """Raises Miswritten where the cells of a row do not go together."""

    def rows(self, table: Datatable) -> list[Row]:
        """The rows of a table whose header names only these columns, each used in some row.

        Raises Miswritten where a column is unknown, named twice, missing or never used, a needed cell is empty, or
        there are no rows.
        """
        read, flaws = self.examined(table)
        if flaws:
            raise Miswritten("\n".join(map(str, flaws)))
        return read

    def examined(self, table: Datatable) -> tuple[list[Row], list[Flaw]]:
        """The rows of a table as far as they can be read, and all that is wrong with it, from the header down."""
        header, *lines = ([str(cell) for cell in line] for line in table)
        flaws = [Flaw(0, message) for message in self._of_header(header, lines)]
        whole = not flaws
        read: list[Row] = []
        for number, line in enumerate(lines, start=1):
            row: Row = {}
            wrong = list(self._of_row(header, line, row))
            wrong += self._together(row) if whole and not wrong and row else []
            flaws += [Flaw(number, message) for message in wrong]
            read.append(row)
        return read, flaws

    def _of_header(self, header: list[str], lines: list[list[str]]) -> Iterator[str]:
        for name in dict.fromkeys(header):
            if name not in self.cells:
                meant = did_you_mean(name, self.cells) or f"; the columns are {', '.join(self.cells)}"
                yield f"there is no column {name or '(a heading is empty)'} here{meant}"
            elif header.count(name) > 1:
                yield f"the column {name} stands there twice"
            elif lines and not any(line[header.index(name)] for line in lines):
                yield f"no row has anything in the column {name}: leave the column out"
        for name in self.needs:
            if name not in header:
                yield f"the column {name} is missing, and every row needs it"
        if not lines:
            yield "the table has a header and no rows"

    def _of_row(self, header: list[str], line: list[str], row: Row) -> Iterator[str]:
        """What is wrong with the cells of a row, which are read into `row`."""
        for name, cell in zip(header, line, strict=True):
            if not cell and name in self.needs:
                yield f"the column {name} is empty, and every row needs it"
            elif cell and name in self.cells:
                try:
                    row[name] = self.cells[name](cell)
                except Miswritten as fault:
                    yield f"column {name}: {fault}"

    def _together(self, row: Row) -> Iterator[str]:
        try:
            self.check(row)
        except Miswritten as fault:
            yield str(fault)


def drawn(header: Sequence[str], rows: Sequence[Sequence[str]], columns: Columns) -> list[str]:
    """The lines of a table with these rows, as one writes it in a specification: the header first."""
    cells = [
        list(header),
        *([columns.cells[name].shown(c) for name, c in zip(header, row, strict=True)] for row in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [f"| {' | '.join(map(str.ljust, line, widths))} |" for line in cells]


def header_of(table: Datatable) -> tuple[str, ...]:
    """The columns that a table has, in its order."""
    return tuple(str(cell) for cell in table[0])


CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
"""Quotation marks that word processors write."""


def _quoted(text: str) -> str:
    """A free text between quotation marks."""
    if any(mark in text for mark in CURLY):
        straight = re.sub(f"[{CURLY}]", "", text).strip('"')
        raise Miswritten(f'{text} has quotation marks that are not straight: write "{straight}"')
    if len(text) < 3 or text[0] != '"' or text[-1] != '"' or '"' in text[1:-1]:
        raise Miswritten(f'{text} names something, so it stands between quotation marks: "{text.strip(chr(34))}"')
    return text[1:-1]


_BETWEEN = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""A comma outside quotation marks."""


def _quoted_list(text: str) -> str:
    """Free texts between quotation marks, with commas between them; they come back with line ends between them."""
    if text.count('"') % 2:
        raise Miswritten(f"{text} has a quotation mark without its other one")
    return "\n".join(_quoted(part.strip()) for part in _BETWEEN.split(text))


def _listed(texts: str) -> str:
    """Free texts with line ends between them as they are written."""
    return ", ".join(f'"{text}"' for text in texts.splitlines())


def _who(text: str) -> str:
    """A source by its name, or one that the document does not name: `unnamed`, which comes back as nothing."""
    return "" if text == UNNAMED else _quoted(text)


def word(words: Iterable[str]) -> Cell:
    """One of some words."""
    known = tuple(str(w) for w in words)

    def read(text: str) -> str:
        if text not in known:
            raise Miswritten(f"{text} is none of {', '.join(known)}{did_you_mean(text, known)}")
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
quoted = Cell("a text in quotation marks", _quoted, written='"{}"'.format)
quoted_list = Cell("texts in quotation marks, with commas between them", _quoted_list, written=_listed)
who = Cell(f"a name in quotation marks, or {UNNAMED}", _who)
number = Cell("a whole number", _number)
plain = Cell("a value, without quotation marks", _plain)
span = Cell("where in the text it begins and ends, such as 120-180", _span)
date = Cell(SLOTS["date"].meaning, a_date)
day = Cell(SLOTS["day"].meaning, a_day)
