"""Processes that are forked from one that has everything loaded: a server or a command starts in milliseconds."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import uvicorn

from api.serving import bound, server_of
from ledger.opening import open_ledger
from ledger.service import Ledger
from torture.doors import UNBOUNDED, Door, keyring

Change = Callable[[uvicorn.Server], None]
"""What is done to a server, in its own process, before it serves."""

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["torture.loaded"])


def as_it_is(server: uvicorn.Server) -> None:
    """Change nothing."""


def nothing() -> None:
    """Do nothing before the ledger is opened."""


def forked(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """A process that does some work; it ends with this one at the latest."""
    process = _CONTEXT.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def piped(work: Callable[..., None], *arguments: Any) -> tuple[ForkServerProcess, "Connection[Any, Any]"]:
    """A process that does some work, whose last argument is the other end of the connection that is returned."""
    here, there = _CONTEXT.Pipe()
    with there:
        return forked(work, *arguments, there), here


KILLED = -signal.SIGKILL


def kill(process: ForkServerProcess) -> int:
    """Kill a process, as by `kill -9`, and wait for its end; its status: KILLED, unless it had ended by itself."""
    process.kill()
    process.join()
    assert process.exitcode is not None
    status = process.exitcode
    process.close()
    return status


class Server:
    """A server of a ledger on a free port of this machine, until it is killed; `before` is done before it is opened."""

    def __init__(self, ledger: Path, change: Change = as_it_is, before: Callable[[], None] = nothing) -> None:
        self.process, connection = piped(serve, str(ledger), change, before)
        with connection:
            self.door: Door = connection.recv()


def command(output: Path, *arguments: str) -> ForkServerProcess:
    """`claim-ledger` with these arguments, what it prints going to a file."""
    return forked(_command, str(output), arguments)


def serve(ledger: str, change: Change, before: Callable[[], None], told: Connection) -> None:
    before()
    with open_ledger(ledger, create=True) as opened, opened.pursued(), closing(bound("127.0.0.1", 0)) as listening:
        ring, key = keyring()
        server = server_of(opened, ring, UNBOUNDED)
        change(server)
        told.send(Door(listening.getsockname()[1], key))
        told.close()
        server.run(sockets=[listening])


def _command(output: str, arguments: tuple[str, ...]) -> None:
    from ledger.cli import main

    with open(output, "wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["claim-ledger", *arguments]
    main()


def ledger_of(server: uvicorn.Server) -> Ledger:
    """The ledger that a server serves."""
    app: Any = server.config.app
    ledger: Ledger = app.state.ledger
    return ledger
