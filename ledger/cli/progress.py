"""A progress bar on standard error, at terminals only: how much, how fast, how long still."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol, TypeVar

from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ledger.cli.terminal import asides
from ledger.interchange.lines import lines_of

T = TypeVar("T")
TOLD_EACH = 100
"""Lines that are read, or done, between two looks at how far it is."""


class Step(Protocol):
    """Says how far a work has come."""

    def __call__(self, *, read: int, lines: int | None = None) -> None:
        """So many bytes are read and so many lines done, in all; without `lines`, as many as before."""
        ...


class Read:
    """How much of some files was read and how many of their lines were done, told as it goes."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._bytes = 0

    def lines(self, file: BinaryIO) -> Iterator[bytes]:
        """The lines of a file, counted as they are read."""
        for number, line in enumerate(lines_of(file), start=1):
            self._bytes += len(line)
            if number % TOLD_EACH == 0:  # whoever resumes passes over many before one is done
                self._step(read=self._bytes)
            yield line

    def done(self, found: Iterable[T]) -> Iterator[T]:
        """What was made of the lines, counted as it is taken."""
        for lines, one in enumerate(found, start=1):
            yield one
            if lines % TOLD_EACH == 0:
                self._step(read=self._bytes, lines=lines)


class Phase(Protocol):
    """Says how far one phase of a work has come."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """So much of so much is done of what is named; another name is another phase."""
        ...


class _Rate(ProgressColumn):
    """Lines done, and how many a second."""

    def render(self, task: Task) -> Text:
        """`12,000 lines, 8,500/s`."""
        lines = int(task.fields["lines"])
        elapsed = task.elapsed or 0
        rate = f", {lines / elapsed:,.0f}/s" if elapsed > 0 and lines else ""
        return Text(f"{lines:,} lines{rate}")


@contextmanager
def progress(what: str, total: int | None, *, quiet: bool = False) -> Iterator[Step]:
    """A bar over `total` bytes; where that is None, only lines, their rate and the time that has passed.

    Nothing at all if `quiet` or where standard error is no terminal.
    """
    console = asides()
    known = (
        BarColumn(bar_width=20),
        TextColumn("{task.percentage:>3.0f} %"),
        _Rate(),
        TimeRemainingColumn(compact=True),
    )
    shown = Progress(
        TextColumn("{task.description}", markup=False),
        *(known if total else (_Rate(), TimeElapsedColumn())),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    with shown:
        task = shown.add_task(what, total=total, lines=0)

        def step(*, read: int, lines: int | None = None) -> None:
            shown.update(task, completed=read)
            if lines is not None:
                shown.update(task, lines=lines)

        yield step


@contextmanager
def phases(*, quiet: bool = False) -> Iterator[Phase]:
    """A bar for one phase of a work after another; nothing at all if `quiet` or where standard error is no terminal."""
    console = asides()
    shown = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    with shown:
        tasks: dict[str, TaskID] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what)
            shown.update(tasks[what], completed=done, total=total)

        yield step
