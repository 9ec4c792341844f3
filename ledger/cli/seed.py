"""`claim-ledger seed`: the records of files into a new ledger, or what is new of them into an old one."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.indexing import index
from ledger.cli.options import DEFAULT_ADDRESS, DEFAULT_PRINCIPAL, Address, AsJson, By, FileOnly
from ledger.cli.outcomes import Each, outcomes_to, taken
from ledger.cli.progress import Read, progress
from ledger.cli.refusing import INTERRUPTED, NO, refusing
from ledger.cli.terminal import answers, say_json
from ledger.errors import Unavailable
from ledger.interchange.seeding import seed as seeding
from ledger.interchange.seeding import seed_files
from ledger.opening import open_ledger

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", exists=True, help="Files of NDJSON, or folders of *.ndjson.")
]

STOPPED = (
    "It stopped before the end. What was reported stays. Seeding again records the rest,\n"
    "but as of now: to keep the times that the files give, seed a new ledger."
)


@refusing
def seed(
    paths: Paths,
    by: By = DEFAULT_PRINCIPAL,
    each: Each = None,
    ledger: Address = DEFAULT_ADDRESS,
    elsewhere: FileOnly = None,
    as_json: AsJson = False,
) -> None:
    """Make a ledger of these files, with the times that they give; an existing one keeps what it has."""
    files = seed_files(paths)
    if not files:
        raise typer.BadParameter("there is no *.ndjson in it: name a folder that has some, or files", param_hint="PATH")
    size = sum(file.stat().st_size for file in files)
    with open_ledger(ledger, create=True) as opened, outcomes_to(each, as_json=as_json) as outcomes:
        with progress("Seeding", size, quiet=as_json) as step:
            read = Read(step)
            found = read.done(seeding(opened, files, by=by, lines=read.lines))
            stopped = taken(found, lambda seeded: outcomes.take(seeded.outcome, str(seeded.file)))
        if as_json:
            counts = {"new": outcomes.recorded, "kept": outcomes.again, "refused": outcomes.refused}
            names = [str(file) for file in files]
            say_json({"ledger": ledger, "files": names, **counts, "interrupted": stopped is not None})
        else:
            answers().print(f"Seeded {ledger}: kept {outcomes.again}, new {outcomes.recorded}.")
            if stopped is not None and outcomes.recorded + outcomes.again:
                answers().print(STOPPED)
        if stopped is None:
            index(opened, quiet=as_json)
    if isinstance(stopped, Unavailable):
        raise stopped
    if outcomes.refused or stopped:
        raise typer.Exit(NO if stopped is None else INTERRUPTED)
