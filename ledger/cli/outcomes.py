"""The outcomes of an import as they are counted and said: each refused line by its number, then a summary."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

import orjson
import typer

from ledger.cli.terminal import answers, asides, say_json
from ledger.errors import Unavailable
from ledger.receipts import LineOutcome

T = TypeVar("T")

Each = Annotated[
    Path | None,
    typer.Option("--outcomes", metavar="FILE", help="Add to this file, for each line, its receipt or refusal as JSON."),
]
"""Where a line is written for each line."""


@contextmanager
def outcomes_to(each: Path | None, *, as_json: bool) -> Iterator["Outcomes"]:
    """Outcomes that are also written to a file, if one is named: whole lines, each once what it says is synced."""
    if each is None:
        yield Outcomes(as_json=as_json)
        return
    try:
        file = each.open("ab", buffering=0)
    except OSError as error:
        fault = f"{each} cannot be written to ({error.strerror}): name another file"
        raise typer.BadParameter(fault, param_hint="--outcomes") from None
    with file:
        yield Outcomes(as_json=as_json, each=file)


def taken(found: Iterable[T], take: Callable[[T], None]) -> KeyboardInterrupt | Unavailable | None:
    """Take what is found as it comes; what stopped it short, if anything did."""
    try:
        for one in found:
            take(one)
    except (KeyboardInterrupt, Unavailable) as stop:
        return stop
    return None


class Outcomes:
    """Counts outcomes, and says each refused line on standard error at once: nothing is kept for later."""

    def __init__(self, *, as_json: bool, each: BinaryIO | None = None) -> None:
        self._each = each
        self.recorded = 0
        self.again = 0
        self.refused = 0
        self.first_refused: int | None = None
        self.last = 0
        self._as_json = as_json

    def take(self, outcome: LineOutcome, file: str | None = None) -> None:
        """Count one outcome; `file` says which file the line stands in, where there are several."""
        self.last = outcome.line
        if self._each is not None:
            self._each.write(orjson.dumps(_named(outcome, file), option=orjson.OPT_APPEND_NEWLINE))
        if outcome.refusal is not None:
            self.refused += 1
            self.first_refused = self.first_refused or outcome.line
            self._say(outcome, file)
        elif outcome.receipt is not None and outcome.receipt.again:
            self.again += 1
        else:
            self.recorded += 1

    def _say(self, outcome: LineOutcome, file: str | None) -> None:
        fault = outcome.refusal
        assert fault is not None
        if self._as_json:
            say_json(_named(outcome, file), sys.stderr)
            return
        out = asides()
        place = f"{file}, line {outcome.line}" if file is not None else f"Line {outcome.line}"
        out.print(f"{place} is refused: {fault.title[:1].lower()}{fault.title[1:]}.", style="bold red")
        out.print(f"  {fault.field}: {fault.detail}" if fault.field else f"  {fault.detail}")

    def summarise(self, resume: str | None, *, dropped: bool = False, interrupted: bool = False) -> None:
        """Print the counts and, where it stopped short, the command that goes on.

        `dropped` says that the refused lines were passed over, `interrupted` that someone stopped it, or the
        ledger could not go on.
        """
        if self._as_json:
            counts = {"recorded": self.recorded, "again": self.again, "refused": self.refused}
            say_json({**counts, "first_refused": self.first_refused, "interrupted": interrupted, "resume": resume})
            return
        out = answers()
        out.print(f"{self.recorded:,} recorded, {self.again:,} on record already, {self.refused:,} refused.")
        if resume is None:
            return
        if interrupted:
            out.print("It stopped before the end. What was reported as recorded stays. To go on:")
        elif dropped:
            out.print("The refused lines were passed over. To take them once they are corrected:")
        elif self.first_refused == 1:
            out.print("Nothing was recorded. Correct line 1, then begin again with:")
        else:
            out.print(f"What stands before line {self.first_refused} is on record. Correct the line, then go on with:")
        out.print(f"  {resume}", soft_wrap=True)


def _named(outcome: LineOutcome, file: str | None) -> dict[str, object]:
    where = {"file": file} if file is not None else {}
    return {**where, **outcome.model_dump(mode="json", exclude_none=True)}
