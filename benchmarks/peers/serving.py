"""How the peers are served: by uvicorn as the ledger is, on a port of the system's choice that is announced."""

import json
import signal
import sys
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from api.serving import address_of, bound
from ledger.cli import look_seldom_for_cycles


def serve(app: ASGIApp) -> None:
    """Serve until SIGTERM; the first line of output is `{"address": "http://127.0.0.1:40001"}`."""
    look_seldom_for_cycles()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with bound("127.0.0.1", 0) as listening, suppress(KeyboardInterrupt):
        sys.stdout.write(json.dumps({"address": address_of(listening)}) + "\n")
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
