"""A progress bar on standard error, at terminals only: how much, how fast, how long still."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ledger.cli.terminal import asides


class Step(Protocol):
    """Says how far a work has come."""

    def __call__(self, *, lines: int, read: int) -> None:
        """So many lines are done and so many bytes are read, in all."""
        ...


class Phase(Protocol):
    """Says how far one phase of a work has come."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """So much of so much is done of what is named; another name is another phase."""
        ...


class _Rate(ProgressColumn):
    """Lines done, and how many a second."""

    def render(self, task: Task) -> Text:
        """`12,000 lines, 8,500/s`."""
        lines = int(task.fields.get("lines", 0))
        elapsed = task.elapsed or 0
        rate = f", {lines / elapsed:,.0f}/s" if elapsed > 0 and lines else ""
        return Text(f"{lines:,} lines{rate}")


@contextmanager
def progress(what: str, total: int | None, *, quiet: bool = False) -> Iterator[Step]:
    """A bar over `total` bytes (None: unknown); nothing at all if `quiet` or where standard error is no terminal."""
    console = asides()
    shown = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.percentage:>3.0f} %") if total else MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    with shown:
        task = shown.add_task(what, total=total, lines=0)

        def step(*, lines: int, read: int) -> None:
            shown.update(task, completed=read, lines=lines)

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
