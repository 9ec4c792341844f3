"""`claim-ledger export`: the log as NDJSON."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, RecordedUntil
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.interchange.exporting import export_lines
from ledger.opening import open_ledger

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this new file instead.")]


@refusing
def export(
    until: RecordedUntil = None,
    out: Out = None,
    ledger: Address = DEFAULT_ADDRESS,
    as_json: AsJson = False,
) -> None:
    """Write the log as NDJSON: every event with its envelope, one canonical entry a line, exactly as stored."""
    with open_ledger(ledger) as opened:
        lines = export_lines(opened, recorded_until=until)
        if out is None:
            _write(lines, sys.stdout.buffer)
            return
        if out.exists():
            raise typer.BadParameter(f"{out} is there already: name a new file", param_hint="--out")
        with out.open("xb") as file, _whole_or_gone(out):
            count = _write(lines, file)
    if as_json:
        say_json({"entries": count, "out": str(out)})
    else:
        answers().print(f"Wrote {count:,} entries to {out}")


@contextmanager
def _whole_or_gone(out: Path) -> Iterator[None]:
    """Take a new file away again if it cannot be finished: a part of a log looks like all of it."""
    try:
        yield
    except BaseException as error:
        out.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = error.filename or str(out)  # a write does not say where
        raise


def _write(lines: Iterable[bytes], file: IO[bytes]) -> int:
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007
        file.write(line)
    file.flush()
    return count
