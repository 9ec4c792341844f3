"""`claim-ledger attach`: put the bytes of a cited document into the vault."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.opening import open_at, principal
from ledger.cli.options import DEFAULT_ADDRESS, DEFAULT_PRINCIPAL, Address, AsJson, By, Key, Url
from ledger.cli.receipt import say_receipt
from ledger.cli.refusing import refusing
from ledger.interchange.files import read_content

DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document that was cited.")]
Held = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The file that holds it.")]


@refusing
def attach(
    document: DocumentId,
    file: Held,
    by: By = DEFAULT_PRINCIPAL,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Put the bytes of a cited document into the vault, after which quotes show; they must be those cited."""
    with open_at(ledger, url, key) as opened:
        say_receipt(opened.attach(document, read_content(file), by=principal(by, url)), as_json=as_json)
