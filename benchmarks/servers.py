"""Servers: the ledger and its peers over HTTP, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

Command = Sequence[str]


def ledger(file: Path) -> Command:
    """`claim-ledger serve`."""
    return ("ledger.cli", "serve", "--ledger", str(file), "--port", "0", "--json")


def documented(file: Path, handler: str) -> Command:
    """FastAPI over the eventsourcing library; its handler is `async` or on `threads`."""
    return ("benchmarks.peers.documented", str(file), handler)


def direct(file: Path) -> Command:
    """FastAPI with a direct INSERT and group commit."""
    return ("benchmarks.peers.direct", str(file))


@contextmanager
def serving(command: Command) -> Iterator[int]:
    """A server in a process of its own, and the port of this machine that it answers at; ended at the end."""
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        announced = process.stdout.readline()
        if not announced:
            raise RuntimeError(f"{command[0]} ended before it served: what it said stands above")
        yield int(json.loads(announced)["address"].rpartition(":")[2])
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
