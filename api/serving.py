"""Serving: a ledger on an address, until it is told to stop."""

import logging
import os
import signal
import socket
from asyncio import sleep, wait
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread, current_thread, main_thread
from types import FrameType

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from api.app import create_app
from api.arrivals import Arrivals
from api.patience import PatientConnection
from api.security import is_loopback
from ledger.access.keyring import Keyring
from ledger.errors import Rejected, Unavailable
from ledger.logs import Logger, logs
from ledger.service import Ledger
from ledger.settings import DEFAULTS, Settings

LAST_WORDS = 0.2
"""Seconds that what is given up after the grace has to say so, and its last words to be sent."""

BACKLOG = 2048
"""Connections that may wait to be taken."""


def serve(
    ledger: Ledger,
    keyring: Keyring,
    settings: Settings = DEFAULTS,
    *,
    announce: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a ledger until SIGINT or SIGTERM; then let requests under way end, and return. Both stay open.

    Meanwhile the index follows the log by itself. `announce` is told the address, `http://127.0.0.1:8000`, once it is
    bound. The log goes to standard error. On a loopback address requests for other host names than this machine's own
    are turned away. Raises Rejected off loopback where no key is good, and Unavailable where the address cannot be
    bound.
    """
    if not is_loopback(settings.host) and not keyring.opens():
        raise Rejected(
            f"{settings.host} is not this machine alone, and nobody has a key: make one with "
            "`claim-ledger keys create`, or serve on 127.0.0.1",
            "host",
        )
    with (
        bound(settings.host, settings.port) as listening,
        logs(settings.log_level, settings.log_format) as log,
        ledger.pursued(),
        _stoppable(),
    ):
        announce(address_of(listening))
        logging.getLogger("uvicorn.error").addFilter(_unsaid)
        log.info("serving", address=address_of(listening), ledger=settings.ledger, head=ledger.moment(None).position)
        with suppress(KeyboardInterrupt):  # the signal that stopped it: uvicorn raises it again
            server_of(ledger, keyring, settings, log).run(sockets=[listening])
        log.info("stopped", head=ledger.moment(None).position)


class Server(uvicorn.Server):
    """uvicorn's server. Told to stop, it lets what was asked be answered and ends what would not end by itself."""

    def __init__(self, config: uvicorn.Config, arrivals: Arrivals) -> None:
        super().__init__(config)
        self._arrivals = arrivals

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, end the feeds, give what is under way the grace to end, and cut off the rest."""
        self._arrivals.stop()
        # For connections that were being taken just now: each has one request answered, and no more.
        self.server_state.default_headers = [*self.server_state.default_headers, (b"connection", b"close")]
        await super().shutdown(sockets)
        if self.server_state.tasks:  # they were told to end
            await wait(self.server_state.tasks, timeout=LAST_WORDS)
        if self.server_state.connections:
            await sleep(LAST_WORDS)
        for connection in list(self.server_state.connections):  # whoever does not read would keep the event loop open
            connection.transport.abort()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop. A second signal, of whichever kind, ends the process at once: the ledger is safe from that."""
        for stopping in HANDLED_SIGNALS:
            signal.signal(stopping, signal.SIG_DFL)
        super().handle_exit(sig, frame)


def server_of(
    ledger: Ledger, keyring: Keyring, settings: Settings = DEFAULTS, log: Logger | None = None
) -> uvicorn.Server:
    """The server of a ledger, to be run on a socket bound to the settings' host. Without a `log` it logs nothing."""
    app = create_app(ledger, keyring, loopback=is_loopback(settings.host), settings=settings, log=log)
    app.openapi()  # made here, and not while the first requests wait
    config = uvicorn.Config(
        app,
        http=partial(PatientConnection, patience=settings.patience),  # type: ignore[arg-type]
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=settings.grace,
    )
    return Server(config, app.state.arrivals)


@contextmanager
def running(server: uvicorn.Server, port: int = 0) -> Iterator[str]:
    """Have a server run on a thread of its own, at this machine's address; yields that, once it answers.

    At the end of the block it is told to stop, and has stopped. Raises Unavailable where it does not begin.
    """
    with bound("127.0.0.1", port) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            thread.join(0.01)
            if not thread.is_alive():
                raise Unavailable("the server ended before it began to answer")
        try:
            yield address_of(listening)
        finally:
            server.should_exit = True
            thread.join()


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


def _unsaid(record: logging.LogRecord) -> bool:
    """Whether a line of uvicorn's is news: what a request failed with was logged under its id."""
    return not record.msg.startswith("Exception in ASGI application")


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
