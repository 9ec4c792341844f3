"""`claim-ledger import`: records from NDJSON."""

import os
import shlex
import stat
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from ledger.cli.indexing import index
from ledger.cli.opening import open_at, principal
from ledger.cli.options import DEFAULT_ADDRESS, DEFAULT_PRINCIPAL, Address, AsJson, By, Key, Url
from ledger.cli.outcomes import Each, outcomes_to, taken
from ledger.cli.progress import Read, progress
from ledger.cli.refusing import INTERRUPTED, NO, refusing
from ledger.errors import Unavailable
from ledger.interchange.importing import Times, import_atomically, import_lines
from ledger.interchange.lines import lines_of

STDIN = "-"


def _readable(file: Path) -> Path:
    if str(file) != STDIN and file.is_dir():
        raise typer.BadParameter(f"{file} is a folder: name a file in it, or - for standard input")
    if str(file) != STDIN and not file.is_file():
        raise typer.BadParameter(f"there is no file {file}: name one, or - for standard input")
    return file


File = Annotated[
    Path, typer.Argument(metavar="FILE", callback=_readable, help="A file of NDJSON; - is standard input.")
]
Historic = Annotated[bool, typer.Option("--historic", help="Keep each line's recorded_at: into an empty ledger only.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Pass over refused lines.")]
Atomic = Annotated[bool, typer.Option("--atomic", help="All lines or none: 10,000 and 128 MiB at most.")]
Start = Annotated[int, typer.Option("--start", metavar="LINE", min=1, help="Go on from this line.")]


@refusing
def import_(
    file: File,
    historic: Historic = False,
    keep_going: KeepGoing = False,
    atomic: Atomic = False,
    start: Start = 1,
    by: By = DEFAULT_PRINCIPAL,
    each: Each = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Record the lines of an NDJSON file, batch by batch; the first refused line stops it, and it says how to go on."""
    if atomic and (historic or keep_going or start > 1):
        raise typer.BadParameter("--atomic takes all lines or none: leave out --historic, --keep-going and --start")
    folder = None if str(file) == STDIN else file.parent
    recorder = principal(by, url)
    with open_at(ledger, url, key) as opened, _source(file) as source, outcomes_to(each, as_json=as_json) as outcomes:
        if atomic:
            for outcome in import_atomically(opened, lines_of(source), by=recorder, folder=folder):
                outcomes.take(outcome)
            outcomes.summarise(None)
            index(opened, quiet=as_json)
            return
        times = Times.KEPT if historic else Times.REFUSED
        outcomes.last = start - 1
        with progress("Importing", _size(source), quiet=as_json) as step:
            read = Read(step)
            found = import_lines(
                opened, read.lines(source), by=recorder, start=start, folder=folder, keep_going=keep_going, times=times
            )
            stopped = taken(read.done(found), outcomes.take)
        resume = None
        if outcomes.refused or stopped:
            line = 1 if keep_going and not stopped else outcomes.first_refused or outcomes.last + 1
            resume = _command(file, ledger, url, by, line, historic=historic, keep_going=keep_going, each=each)
        outcomes.summarise(resume, dropped=keep_going, interrupted=stopped is not None)
        if stopped is None:
            index(opened, quiet=as_json)
    if isinstance(stopped, Unavailable):
        raise stopped
    if resume is not None:
        raise typer.Exit(NO if stopped is None else INTERRUPTED)


def _size(source: BinaryIO) -> int | None:
    """The bytes of a file, also where it comes as standard input; None of what has no size, or none yet."""
    try:
        found = os.fstat(source.fileno())
    except OSError:  # it is no file of the system's
        return None
    return found.st_size or None if stat.S_ISREG(found.st_mode) else None


def _source(file: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if str(file) == STDIN else file.open("rb")


def _command(
    file: Path, ledger: str, url: str, by: str, line: int, *, historic: bool, keep_going: bool, each: Path | None
) -> str:
    """The command that goes on. Historic times are kept only where every line from the first is on record, or comes."""
    words = ["claim-ledger", "import", str(file)]
    if by != DEFAULT_PRINCIPAL:
        words += ["--by", by]
    if keep_going:
        words.append("--keep-going")
    if historic:
        words.append("--historic")
    if each is not None:
        words += ["--outcomes", str(each)]
    if url:
        words += ["--url", url]
    elif ledger != DEFAULT_ADDRESS:
        words += ["--ledger", ledger]
    return shlex.join([*words, "--start", str(line)] if line > 1 and not historic else words)
