"""`claim-ledger record`: record one record."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.opening import open_at, principal
from ledger.cli.options import DEFAULT_ADDRESS, DEFAULT_PRINCIPAL, Address, AsJson, By, Key, Url
from ledger.cli.preview import say_preview
from ledger.cli.receipt import say_receipt
from ledger.cli.refusing import refusing
from ledger.errors import BrokenLine, InvalidRecord, Refusal
from ledger.interchange.importing import import_atomically
from ledger.parsing import parse_record
from ledger.receipts import Receipt
from ledger.verbs import Verbs

Json = Annotated[str, typer.Argument(metavar="JSON", help="The record; `-` reads it from standard input.")]
Preview = Annotated[bool, typer.Option("--preview", help="Record nothing; print what would change.")]


@refusing
def record(
    json: Json = "-",
    by: By = DEFAULT_PRINCIPAL,
    preview: Preview = False,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Record one record, given as JSON: a source, a document, a deal, a proposition, a claim, ..."""
    data = sys.stdin.buffer.read() if json == "-" else _typed(json)
    with open_at(ledger, url, key) as opened:
        if preview:
            say_preview(opened.preview(parse_record(data)), as_json=as_json)
            return
        say_receipt(_record(opened, data, principal(by, url)), as_json=as_json)


def _typed(json: str) -> bytes:
    """What was typed as a record; whoever typed a file's name is told what takes one."""
    data = json.encode()
    if json.strip() and not json.lstrip().startswith(("{", "[", '"')):
        raise typer.BadParameter(
            'a record is typed as JSON, such as \'{"record": "deal", ...}\': one that is in a file is read by '
            "`claim-ledger record < FILE`, and lines of them by `claim-ledger import FILE`",
            param_hint="JSON",
        )
    return data


def _record(ledger: Verbs, data: bytes, by: str) -> Receipt:
    try:
        outcomes = import_atomically(ledger, [data], by=by, folder=Path.cwd())
    except BrokenLine as broken:
        raise broken.cause from None
    for outcome in outcomes:
        if outcome.receipt is not None:
            return outcome.receipt
    raise _nothing(data)


def _nothing(data: bytes) -> Refusal:
    if not data.strip():
        return InvalidRecord((("", 'nothing was given: a record is a JSON object such as {"record": "deal", ...}'),))
    return InvalidRecord((("record", "`defaults` records nothing itself: it is for the lines of an import"),))
