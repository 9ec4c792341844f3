"""`claim-ledger certificate`: all that it takes to check a replay elsewhere, in one file."""

from importlib.metadata import version
from pathlib import Path
from platform import python_version
from shlex import quote
from typing import Annotated
from zipfile import ZipFile

import typer

from ledger.auditor.certificate import certify
from ledger.auditor.verifier import CHECKPOINTS, Difference, head_of, notes_in
from ledger.auditor.verifier import Key as Verifier
from ledger.auditor.view import Certificate
from ledger.cli.logged import log_export
from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, RecordedUntil, Url
from ledger.cli.progress import phases
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.interchange.files import new_file
from ledger.words import counted

NAME = "claim-ledger"
READERS = ("msgspec", "orjson", "pydantic")
"""The packages that entries are read with; the digits are Python's own."""

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The new file.")]
DEFAULT_OUT = Path("certificate.zip")


@refusing
def certificate(
    context: typer.Context,
    out: Out = DEFAULT_OUT,
    until: RecordedUntil = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Write a replay certificate: the log, who signed for it, and its beliefs, to be verified anywhere."""
    with open_at(ledger, url, key) as opened, phases(quiet=as_json) as step, new_file(out) as file:
        made = certify(opened, file, software(), until=until, report=step)
        signing = [one.verifier for one in opened.verifiers().items if one.retired_at is None]
    log_export(context, "certificate", made.size, digest=made.replay.digest, ledger=url or ledger, out=str(out))
    if as_json:
        say_json(made)
    else:
        _print(made, out, _signed_by(out, signing))


def software() -> dict[str, str]:
    """The versions of what beliefs are worked out with."""
    return {"Python": python_version(), **{name: version(name) for name in (NAME, *READERS)}}


def _signed_by(path: Path, verifiers: list[str]) -> str:
    """The last of these keys that signed the certificate's checkpoint; `VERIFIER` where none of them did."""
    with ZipFile(path) as zipped:
        (note,) = notes_in(zipped.read(CHECKPOINTS).decode())
    return next((text for text in reversed(verifiers) if _is_signed(note, Verifier.parse(text))), "VERIFIER")


def _is_signed(note: str, key: Verifier) -> bool:
    try:
        return bool(head_of(note, [key]).signers)
    except Difference:
        return False


def _print(made: Certificate, out: Path, verifier: str) -> None:
    end = made.replay.recorded_until.position
    terminal = answers()
    terminal.print(f"Wrote {out}: {counted(made.size, 'event')} of {made.origin}, replayed up to position {end:,}.")
    for what, whole in (
        ("Root of the log:", made.root),
        (f"{counted(made.replay.beliefs, 'belief')}:", made.replay.digest),
        ("Check it with:", f"claim-ledger verify {quote(str(out))} --signed-by {quote(verifier)}"),
    ):
        terminal.print(what)
        terminal.print(whole, soft_wrap=True)
    terminal.print("It cannot prove:")
    for sentence in made.not_shown:
        terminal.print(f"- {sentence}")
