"""`claim-ledger forget`: erase a document, or the note and quotes of a claim, for a legal reason."""

import sys
from typing import Annotated

import typer

from ledger.cli.naming import thing_id
from ledger.cli.opening import open_at, principal
from ledger.cli.options import DEFAULT_ADDRESS, DEFAULT_PRINCIPAL, Address, AsJson, By, Key, Url
from ledger.cli.receipt import say_receipt
from ledger.cli.refusing import NO, refusing
from ledger.cli.terminal import Terminal, answers, say_json, table
from ledger.errors import Rejected
from ledger.views import Forgetting
from ledger.words import counted, short

Thing = Annotated[
    str, typer.Argument(metavar="ID", help="A claim's id, or its first digits, 8 or more; or a document's id.")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="The law, or the order, by which it is erased: kept for good.")
]
Of = Annotated[
    list[str] | None,
    typer.Option("--of", metavar="PART", help="Of a claim only this: note, evidence.0.quote, ...; may be repeated."),
]
Preview = Annotated[bool, typer.Option("--preview", help="Erase nothing; print what would be, and what would stay.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]

LIMITS = (
    "What it cannot reach: backups, exports and copies made before (they hold it; restored, they bring it back: forget "
    "it there again), snapshots of the file system, sectors that a disk keeps by itself, and whoever read it. The "
    "reason, and what claims say in their own words, stay in the log."
)


@refusing
def forget(
    thing: Thing,
    reason: Reason = "",
    of: Of = None,
    preview: Preview = False,
    yes: Yes = False,
    by: By = DEFAULT_PRINCIPAL,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Erase a document, or a claim's note and quotes, from the vault and the disk; what was claimed of it stays."""
    if not preview and not reason:
        raise Rejected("say by which law or order it is erased: --reason TEXT", "reason")
    with open_at(ledger, url, key) as opened:
        thing = thing_id(opened, thing)
        found = opened.forgetting(thing, of=of or [])
        if preview:
            _say(found, as_json=as_json)
            return
        if found.erased and not yes:
            _confirm(found, as_json=as_json)
        _say(opened.forget(thing, reason, of=of or [], by=principal(by, url)), as_json=as_json)


def _confirm(found: Forgetting, *, as_json: bool) -> None:
    """Ask whoever sits there. Raises Rejected where nobody does, Exit where the answer is no."""
    if as_json or not _is_there_anybody():
        raise Rejected("what is erased cannot be brought back: look at it with --preview, then say --yes", "yes")
    _print(answers(), found)
    if not typer.confirm("It cannot be brought back. Erase it?"):
        raise typer.Exit(NO)


def _is_there_anybody() -> bool:
    return sys.stdin.isatty()


def _say(found: Forgetting, *, as_json: bool) -> None:
    if as_json:
        say_json(found)
        return
    out = answers()
    _print(out, found)
    if found.receipt is None:
        out.print("Nothing was recorded, nothing erased.")
    else:
        say_receipt(found.receipt, as_json=False)
        out.print(_overwritten(found))
    out.print(LIMITS)


def _print(out: Terminal, found: Forgetting) -> None:
    if not found.erased:
        out.print(f"The vault holds nothing more of that: it was forgotten before ({_name(found.thing)}).")
    for one in found.erased:
        out.print(f"{_name(found.thing)}, {one.part}: {counted(one.size, 'byte')}.")
    if found.elsewhere:
        out.print("The same words, or some of them, also stand here:")
        rows = table("Where", "Part", "Can be forgotten", wrap="Part")
        for place in found.elsewhere:
            rows.add_row(_name(place.thing), place.part, "yes" if place.erasable else "no: it is in the log")
        out.print(rows)


def _name(thing: str) -> str:
    return f"claim {short(thing)}" if ":" in thing else f"document {thing}"


def _overwritten(found: Forgetting) -> str:
    if found.overwritten:
        return "It is overwritten in the ledger's file, and its journal is empty."
    return (
        "It is erased, but somebody still reads what was there before, so its bytes lie in the file or the journal "
        "yet. They are overwritten as soon as that ends; `claim-ledger doctor` says whether they are."
    )
