"""`claim-ledger init`: make an empty ledger."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.checkpoint import say_made
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, FileOnly
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.opening import open_ledger

Origin = Annotated[
    str | None,
    typer.Option(
        "--origin",
        metavar="NAME",
        help="What its checkpoints name the log, such as example.org/claims; by default a name that no other has.",
    ),
]


@refusing
def init(
    origin: Origin = None, ledger: Address = DEFAULT_ADDRESS, elsewhere: FileOnly = None, as_json: AsJson = False
) -> None:
    """Make an empty ledger, and who signs its checkpoints; what is there already stays as it is."""
    created = not Path(ledger).exists()
    with open_ledger(ledger, create=True) as opened:
        made = opened.signing.begin(origin)
        head = opened.moment(None)
    if as_json:
        say_json(
            {
                "ledger": ledger,
                "created": created,
                "head": {"position": head.position, "recorded_at": head.recorded_at},
                "verifier": made.verifier if made is not None else None,
            }
        )
    elif created:
        answers().print(f"Made an empty ledger: {ledger}")
    else:
        answers().print(f"A ledger is there already: {ledger} holds {head.position} events. It stays as it is.")
    if made is not None:
        say_made(made, "A signer was made for its checkpoints, beside it.")
