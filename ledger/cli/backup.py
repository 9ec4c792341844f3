"""`claim-ledger backup` and `claim-ledger restore`: a copy of the ledger, and a ledger from a copy."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.logged import log_export
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, FileOnly
from ledger.cli.progress import phases
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.opening import Copy, back_up_ledger, restore_ledger

Destination = Annotated[Path, typer.Argument(metavar="DEST", help="A new file for the copy.")]
Backup = Annotated[Path, typer.Argument(metavar="BACKUP", help="The copy: it stays as it is.")]
Digest = Annotated[
    str | None, typer.Option("--digest", metavar="DIGEST", help="Refuse a copy that has not this digest.")
]


@refusing
def backup(
    context: typer.Context,
    dest: Destination,
    ledger: Address = DEFAULT_ADDRESS,
    elsewhere: FileOnly = None,
    as_json: AsJson = False,
) -> None:
    """Copy the ledger to a new file, even while others write to it, and verify the copy; nothing is overwritten."""
    with phases(quiet=as_json) as progress:
        copy = back_up_ledger(ledger, dest, progress=progress)
    log_export(context, "backup", copy.position, digest=copy.digest, ledger=ledger, out=str(dest))
    _say(copy, f"Backed up to {dest}", ledger, dest, as_json=as_json)


@refusing
def restore(
    backup: Backup,
    digest: Digest = None,
    ledger: Address = DEFAULT_ADDRESS,
    elsewhere: FileOnly = None,
    as_json: AsJson = False,
) -> None:
    """Make a ledger, where none is, from a backup that is verified first; every event keeps its position."""
    with phases(quiet=as_json) as progress:
        copy = restore_ledger(backup, ledger, progress=progress, digest=digest)
    _say(copy, f"Restored to {ledger}", ledger, backup, as_json=as_json)


def _say(copy: Copy, done: str, ledger: str, backup: Path, *, as_json: bool) -> None:
    if as_json:
        where: dict[str, object] = {"ledger": ledger, "backup": str(backup)}
        say_json({**where, "position": copy.position, "recorded_at": copy.recorded_at, "digest": copy.digest})
        return
    out = answers()
    recorded = f", recorded at {copy.recorded_at}" if copy.recorded_at else ""
    out.print(f"{done}, verified.", soft_wrap=True)
    out.print(f"Position {copy.position:,}{recorded}")
    out.print(f"Digest {copy.digest}")
