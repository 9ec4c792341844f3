"""`claim-ledger serve`: the ledger over HTTP."""

import sys
from typing import Annotated

import typer

from ledger.access.keys import Made
from ledger.cli.keys import BY, say_made
from ledger.cli.options import DEFAULT_ADDRESS, DEFAULT_PRINCIPAL, Address, AsJson, FileOnly, settings_of
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.opening import open_keyring, open_ledger
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
    elsewhere: FileOnly = None,
    as_json: AsJson = False,
) -> None:
    """Serve the ledger over HTTP until it is interrupted; with the first key, if it has none."""
    from api.serving import serve as serving  # the one command that needs the web

    settings = settings_of(context).model_copy(update={"ledger": ledger, "host": host, "port": port})
    with open_ledger(ledger) as opened, open_keyring(ledger) as ring:

        def announce(address: str) -> None:
            made = ring.begin(DEFAULT_PRINCIPAL, by=BY)  # now that the address is ours: it is shown this once
            if as_json:
                say_json({"ledger": ledger, "address": address, "key": made.text if made else None})
            else:
                _say(ledger, address, made)

        serving(opened, ring, settings, announce=announce)


def _say(ledger: str, address: str, made: Made | None) -> None:
    out = answers()
    out.print(f"Serving {ledger} at {address} (Ctrl-C ends it)", soft_wrap=True)
    if made is None:
        out.print("It asks for a key: `claim-ledger keys create` makes one, `keys list` shows whose there are.")
    else:
        say_made(made, as_json=False)
        out.print(f"Send it with every request:\n  curl --oauth2-bearer {made.text} {address}/v1/deals", soft_wrap=True)
    sys.stdout.flush()
