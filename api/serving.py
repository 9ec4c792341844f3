"""Serving: a ledger on an address, until it is told to stop."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread

import uvicorn

from api.app import create_app
from api.heads import BoundedHeads
from api.security import is_loopback
from ledger.errors import Rejected, Unavailable
from ledger.service import Ledger

HOST = "127.0.0.1"
PORT = 8000
BACKLOG = 2048
"""Connections that may wait to be taken."""

GRACE = 10
"""Seconds that requests under way are given to end."""


def serve(
    ledger: Ledger, host: str = HOST, port: int = PORT, *, announce: Callable[[str], None] = lambda address: None
) -> None:
    """Serve a ledger until SIGINT or SIGTERM; then let requests under way end, and return. The ledger stays open.

    Port 0 takes any free port; `announce` is told the address, `http://127.0.0.1:8000`, once it is bound. Requests for
    other host names than this machine's own are turned away. Raises Rejected off loopback, as there are no access keys
    yet, and Unavailable where the address cannot be bound.
    """
    if not is_loopback(host):
        raise Rejected(f"{host} is not this machine alone, and there are no access keys yet: use 127.0.0.1", "host")
    with bound(host, port) as listening, _stoppable():
        announce(address_of(listening))
        server_of(ledger).run(sockets=[listening])


def server_of(ledger: Ledger) -> uvicorn.Server:
    """The server of a ledger, to be run on a socket bound to a loopback address."""
    app = create_app(ledger)
    app.openapi()  # made here, and not while the first requests wait
    config = uvicorn.Config(
        app, http=BoundedHeads, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE
    )
    return uvicorn.Server(config)


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens on an address. Raises Unavailable.

    It says that it speaks TCP: asyncio leaves Nagle's delay, 40 ms an answer, on sockets that do not.
    """
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)[0]
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":  # elsewhere it would let another program take the port over
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(place)
            listening.listen(BACKLOG)
        except OSError:
            listening.close()
            raise
        return listening
    except OSError as error:
        why = error.strerror or str(error)
        raise Unavailable(f"{host}:{port} cannot be served on ({why}): name another --host or --port") from None


def address_of(listening: socket.socket) -> str:
    """The address, as `http://127.0.0.1:8000`, that a socket listens on."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _stoppable() -> Iterator[None]:
    """uvicorn, once stopped, raises the signal that stopped it again: whoever has a ledger to close must survive it."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)
