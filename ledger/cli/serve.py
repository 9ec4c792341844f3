"""`claim-ledger serve`: the ledger over HTTP."""

import sys
from typing import Annotated

import typer

from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, settings_of
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.opening import open_ledger
from ledger.settings import DEFAULTS

Host = Annotated[
    str, typer.Option("--host", envvar="CLAIM_LEDGER_HOST", metavar="ADDRESS", help="The address to listen at.")
]
Port = Annotated[
    int, typer.Option("--port", envvar="CLAIM_LEDGER_PORT", metavar="PORT", min=0, max=65535, help="The port.")
]


@refusing
def serve(
    context: typer.Context,
    host: Host = DEFAULTS.host,
    port: Port = DEFAULTS.port,
    ledger: Address = DEFAULT_ADDRESS,
    as_json: AsJson = False,
) -> None:
    """Serve the ledger over HTTP until it is interrupted."""
    from api.serving import serve as serving  # the one command that needs the web

    def announce(address: str) -> None:
        if as_json:
            say_json({"ledger": ledger, "address": address})
        else:
            answers().print(f"Serving {ledger} at {address} (Ctrl-C ends it)", soft_wrap=True)
            sys.stdout.flush()

    settings = settings_of(context).model_copy(update={"ledger": ledger, "host": host, "port": port})
    with open_ledger(ledger) as opened:
        serving(opened, settings, announce=announce)
