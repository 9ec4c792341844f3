"""The terminal: answers go to standard output, everything else to standard error; colours only where they show."""

import sys
from collections.abc import Iterable
from textwrap import wrap
from typing import IO, TextIO

import orjson
from pydantic import BaseModel
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ledger.unseen import UNSEEN, escaped

WIDTH = 80


class Terminal(Console):
    """A console that prints what sources wrote as it is: no markup, no emoji codes, no control characters."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file=file, markup=False, emoji=False, highlight=False, soft_wrap=False)

    def render_str(self, text: str, **options: object) -> Text:
        """The text with a sign in place of what does not show or turns it about: a quote must not steer a terminal."""
        return super().render_str(UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text), **options)  # type: ignore[arg-type]

    def on_broken_pipe(self) -> None:
        """Leave it to the command: whoever read has read enough."""
        raise BrokenPipeError


def one_line(text: str) -> str:
    """What somebody wrote, on one line and without what does not show: a line break must not begin a line of ours."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def answers() -> Terminal:
    """Standard output."""
    return Terminal(sys.stdout)


def asides() -> Terminal:
    """Standard error: refusals and progress."""
    return Terminal(sys.stderr)


def print_lines(out: Terminal, lines: Iterable[str], style: str | None = None) -> None:
    """Print lines of 80 columns at most: what goes on is set in further than where it began.

    A row of a table is there to be copied, and stays one line.
    """
    for line in lines:
        if line.lstrip().startswith("|"):
            out.print(line, style=style, soft_wrap=True)
            continue
        indent = " " * (len(line) - len(line.lstrip()))
        for part in wrap(line, WIDTH, subsequent_indent=f"{indent}  ") or [""]:
            out.print(part, style=style, soft_wrap=True)


def say_json(answer: BaseModel | dict[str, object] | list[BaseModel], file: TextIO | None = None) -> None:
    """Write one JSON document and a newline, indented where someone may be reading."""
    file = file or sys.stdout
    indented = orjson.OPT_INDENT_2 if file.isatty() else 0
    document = orjson.dumps(answer, default=_plain, option=indented | orjson.OPT_APPEND_NEWLINE)
    file.flush()
    file.buffer.write(escaped(document.decode()).encode() if file.isatty() else document)
    file.flush()


def table(*columns: str, right: tuple[str, ...] = (), wrap: str | None = None) -> Table:
    """An empty table. Columns named in `right` hold numbers; the one named in `wrap` takes the width that is left."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0, expand=wrap is not None)
    for column in columns:
        made.add_column(
            column,
            justify="right" if column in right else "left",
            overflow="fold",
            ratio=1 if column == wrap else None,
        )
    return made


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} has no JSON form")
