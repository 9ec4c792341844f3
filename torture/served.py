"""A server of a ledger in a process of its own, which also does what it is told: rebuild, back up, have a full disk."""

import ctypes
import resource
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import orjson

from api.serving import running, server_of
from ledger.errors import Refusal
from ledger.opening import back_up_ledger, open_ledger
from torture.doors import UNBOUNDED, Door, keyring
from torture.processes import kill, piped

PATIENCE = 30.0
"""Seconds after which an answer is taken never to come."""

Change = Callable[[], None]
"""What is done in the process before it serves."""

_PR_SET_PTRACER = 0x59616D61
_ANY = ctypes.c_ulong(-1)


class Served:
    """The server, from outside. Everything raises OSError where no answer comes within PATIENCE."""

    def __init__(self, ledger: Path, change: Change) -> None:
        self.process, self._commands = piped(_serve, str(ledger), change)
        self._door: Door = self._told()

    def ask(self, path: str, body: bytes | None = None, kind: str = "application/json") -> tuple[int, bytes]:
        """The status and the body of the answer to a GET, or a POST where there is a body to send."""
        with closing(HTTPConnection("127.0.0.1", self._door.port, timeout=PATIENCE)) as connection:
            connection.request("GET" if body is None else "POST", path, body, {"content-type": kind} | self._door.shown)
            response = connection.getresponse()
            return response.status, response.read()

    def do(self, what: str, argument: Any = None) -> str | None:
        """Have it do something; the slug of the refusal that this ended in, or the name of another exception."""
        self._commands.send((what, argument))
        said: str | None = self._told()
        return said

    def stop(self) -> None:
        """Let it close the ledger and end."""
        self.do("stop")
        self.process.join(PATIENCE)

    def kill(self) -> None:
        """End it, as by `kill -9`. Idempotent."""
        if not self._commands.closed:
            self._commands.close()
            kill(self.process)

    def _told(self) -> Any:
        if not self._commands.poll(PATIENCE):
            raise TimeoutError("the process does not answer")
        return self._commands.recv()


def _serve(ledger: str, change: Change, commands: Connection) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)  # strace may be no parent of this process
    change()
    ring, key = keyring()
    with open_ledger(ledger) as opened, running(server_of(opened, ring, UNBOUNDED)) as url:
        commands.send(Door(int(url.rpartition(":")[2]), key))
        does: dict[str, Callable[[Any], object]] = {
            "limit": _limit,
            "rebuild": lambda _: opened.rebuild(),
            "backup": lambda to: back_up_ledger(ledger, to, progress=lambda what, done, total: None),
        }
        while (asked := commands.recv())[0] != "stop":
            commands.send(_ended(lambda: does[asked[0]](asked[1])))
    commands.send(None)


def _ended(work: Callable[[], object]) -> str | None:
    try:
        work()
    except Refusal as refusal:
        return refusal.slug
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def _limit(size: int | None) -> None:
    """No file may be longer than so many bytes: what is written beyond fails, as on a disk that is full."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most if size is None else size, most))


def answered(body: bytes) -> dict[str, Any]:
    """An answer's JSON object; empty where it is none."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
