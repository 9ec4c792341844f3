"""`claim-ledger checkpoint`: say under the ledger's name what it holds, and look after who signs."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, Url
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, asides, say_json
from ledger.interchange.files import new_file, require_new
from ledger.proof import SignedCheckpoint, Verifiers, VerifierView
from ledger.service import Ledger
from ledger.words import counted

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="A new file to keep it in; nothing is overwritten.")
]
Listed = Annotated[bool, typer.Option("--verifiers", help="List the public keys there are, and sign nothing.")]
Rotate = Annotated[bool, typer.Option("--rotate", help="Make another signer first, which signs beside the others.")]
Retire = Annotated[
    str | None, typer.Option("--retire", metavar="ID", help="Have a signer sign no more, and erase it, first.")
]


@refusing
def checkpoint(
    out: Out = None,
    verifiers: Listed = False,
    rotate: Rotate = False,
    retire: Retire = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Sign how many entries the log has and which root, and print that, or keep it in a file."""
    if url and (rotate or retire):
        raise typer.BadParameter("signers lie beside the ledger's file: name that with --ledger")
    if out is not None:
        require_new(out)
    with open_at(ledger, url, key) as opened:
        if isinstance(opened, Ledger):
            _look_after(opened, begin=not verifiers, rotate=rotate, retire=retire)
        if verifiers:
            _list(opened.verifiers(), as_json=as_json)
            return
        signed = opened.checkpoint()
        if out is not None:
            with new_file(out) as file:
                file.write(signed.note.encode())
        if as_json:
            say_json({**signed.model_dump(mode="json"), "out": str(out) if out is not None else None})
        else:
            _say(signed, out)


def _look_after(opened: Ledger, *, begin: bool, rotate: bool, retire: str | None) -> None:
    """Make and retire signers, as it is asked for, or as nobody could sign otherwise."""
    if begin and (made := opened.signing.begin()) is not None:
        say_made(made, "The ledger had no signer yet: one was made.")
    if rotate:
        say_made(opened.signing.rotate(), "Another signer was made. It signs beside the others until they are retired.")
    if retire is not None:
        opened.signing.retire(retire)
        asides().print(f"The signer {retire} was erased: it signs no more.")


def say_made(made: VerifierView, how: str) -> None:
    """Tell whoever sits there of a signer that was made, and its verifier."""
    asides().print(f"{how} Hand its verifier to whoever is to check what it signs:")
    asides().print(made.verifier, soft_wrap=True)


def _say(signed: SignedCheckpoint, out: Path | None) -> None:
    if out is None:
        typer.echo(signed.note, nl=False)
    else:
        answers().print(f"Kept in {out}: the log up to position {signed.size:,}, root")
        answers().print(signed.root, soft_wrap=True)


def _list(found: Verifiers, *, as_json: bool) -> None:
    if as_json:
        say_json(found)
        return
    out = answers()
    for one in found.items:
        until = "signs" if one.retired_at is None else f"retired {one.retired_at[:10]}"
        out.print(one.verifier, soft_wrap=True)
        out.print(f"  id {one.key_id}, made {one.made_at[:10]}, {until}")
    out.print(f"{counted(len(found.items), 'verifier')}.")
