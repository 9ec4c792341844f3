"""`claim-ledger verify`: whether a log is whole, and is what its checkpoints say."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.auditor import verifier
from ledger.auditor.certified import check
from ledger.auditor.verifier import Difference, Entries, Key, Log, Row, Unreadable
from ledger.canonical import canonical, read_strictly
from ledger.cli.certificate import software
from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Url
from ledger.cli.options import Key as AccessKey
from ledger.cli.progress import phases
from ledger.cli.refusing import NO, refusing
from ledger.cli.terminal import answers, say_json
from ledger.errors import NotALedger

OneLog = Annotated[
    Path | None,
    typer.Argument(metavar="LOG", help="An export, a ledger's file or a certificate; without it, the ledger."),
]
SignedBy = Annotated[
    list[str] | None,
    typer.Option("--signed-by", metavar="VERIFIER", help="A public key, of the log or of a witness; may be repeated."),
]
Kept = Annotated[
    list[Path] | None,
    typer.Option("--checkpoint", metavar="FILE", help="Checkpoints that were kept elsewhere; may be repeated."),
]


@refusing
def verify(
    log: OneLog = None,
    signed_by: SignedBy = None,
    checkpoint: Kept = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: AccessKey = "",
    as_json: AsJson = False,
) -> None:
    """Hold a log to its rules, and to what was signed for. Status 1: the first position that differs is named."""
    path = log or (None if url else Path(ledger))
    keys, notes = _keys(signed_by or ()), _notes(checkpoint or ())
    try:
        source = verifier.opened(path) if path is not None else _served(url, key)
        with source as found, phases(quiet=as_json) as step:
            entries = Entries(read_strictly, canonical)
            report = verifier.verify(found, keys, notes, entries, lambda size: step("Reading", size, size))
            said = verifier.as_json(report)
            if path is not None and found.is_certificate:
                said |= {"report_checked": check(path, report, software(), step), "replayed": True}
    except Difference as difference:
        said = verifier.differing(difference)
    except Unreadable as error:
        raise NotALedger(str(error)) from None
    if as_json:
        say_json(said)
    else:
        _print(said)
    if not said["verified"]:
        raise typer.Exit(NO)


def _keys(texts: Sequence[str]) -> list[Key]:
    """The keys that were typed."""
    try:
        return [Key.parse(text) for text in texts]
    except Unreadable as error:
        raise typer.BadParameter(str(error), param_hint="--signed-by") from None


def _notes(files: Sequence[Path]) -> list[str]:
    """The checkpoints in these files, each of which can be read as one."""
    try:
        notes = [note for file in files for note in verifier.notes_in(file.read_text("utf-8"))]
        for note in notes:
            verifier.head_of(note, ())
    except UnicodeDecodeError:
        raise typer.BadParameter("a checkpoint is text in UTF-8, and this is none", param_hint="--checkpoint") from None
    except Unreadable as error:
        raise typer.BadParameter(str(error), param_hint="--checkpoint") from None
    return notes


def _print(said: dict[str, Any]) -> None:
    """Say it for people, with the root whole on a line of its own."""
    for line in verifier.lines(said):
        before, root, after = line.partition(said.get("root") or "\n")
        answers().print(before.rstrip())
        if root:
            answers().print(root + after, soft_wrap=True)


@contextmanager
def _served(url: str, key: str) -> Iterator[Log]:
    """The log of a server and what it signs for it; it takes an auditor's key."""
    with open_at("", url, key) as served:
        note = served.checkpoint().note
        yield Log((Row(entry.data) for entry in served.entries()), None, [note])
