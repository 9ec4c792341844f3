"""Following the system calls of a program with strace, and reading what it wrote down."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from torture.doors import RATE, Door
from torture.order import Order

CALLS = "fsync,fdatasync,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg"
MISSING = (
    "strace is not installed, and without it nothing shows that a sync comes first: apt install strace, or the like"
)

_ROOT = Path(__file__).parents[1]
_PATIENCE = 60.0
_LONGEST = 100_000
"""More bytes than any single write of interest has."""

_CALL = re.compile(r"(\d+) +(\w+)\((\d+)<(.*?)>(?=[,) ]|$)(.*)")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"(\.\.\.)?')
_SYNCS = ("fsync", "fdatasync")


def installed() -> bool:
    """Whether there is an strace to run."""
    return shutil.which("strace") is not None


def traced(log: Path, program: Sequence[str]) -> list[str]:
    """The command that runs a program and writes its system calls to a log."""
    return ["strace", "-f", "-qq", "-yy", "-s", str(_LONGEST), "-e", "signal=none", "-e", f"trace={CALLS}",
            "-o", str(log), *program]  # fmt: skip


@contextmanager
def serving(ledger: Path, log: Path, program: Sequence[str]) -> Iterator[Door]:
    """The door of a fresh ledger's server that runs under strace; afterwards it has ended, and the log is complete."""
    serve = [sys.executable, *program, "serve", "--port", "0", "--ledger", str(ledger), "--json"]
    with subprocess.Popen(
        traced(log, serve), cwd=_ROOT, stdout=subprocess.PIPE, env=os.environ | {"CLAIM_LEDGER_RATE": RATE}
    ) as process:
        assert process.stdout is not None
        announced: dict[str, str] = json.loads(process.stdout.readline())
        try:
            yield Door(int(announced["address"].rpartition(":")[2]), announced["key"])
        finally:
            with log.open() as calls:
                os.kill(int(calls.read(20).split()[0]), signal.SIGTERM)  # the server: strace ends with it
            process.wait(_PATIENCE)


def read(lines: Iterable[str], wal: str) -> Order:
    """The order of what a log tells: writes to and syncs of the file `wal`, and what was sent over TCP."""
    order = Order()
    for line in lines:
        if (call := _CALL.match(line)) is not None:
            thread, name, _, what, rest = call.groups()
            _began(order, int(thread), name, what, rest, wal)
        elif (resumed := _RESUMED.match(line)) is not None and resumed[2] in _SYNCS:
            _sync_ended(order, int(resumed[1]), resumed[3])
    return order


def _began(order: Order, thread: int, name: str, what: str, rest: str, wal: str) -> None:
    if what == wal and name in _SYNCS:
        order.sync_began(thread)
        _sync_ended(order, thread, rest)
    elif what == wal:
        order.wrote(_data(rest))
    elif what.startswith("TCP"):
        order.sent(what, _data(rest))


def _sync_ended(order: Order, thread: int, rest: str) -> None:
    """Of a sync that failed nobody may rely on anything; one of another file was never said to have begun."""
    if rest.rstrip().endswith("= 0"):
        order.sync_ended(thread)


def _data(arguments: str) -> bytes:
    """The bytes that a call was given; of several pieces, all of them."""
    pieces = _TEXT.findall(arguments)
    if any(cut for _, cut in pieces):
        raise ValueError(f"strace cut off what was written: {arguments[-200:]}")
    return b"".join(ast.literal_eval(f'b"{text}"') for text, _ in pieces)
