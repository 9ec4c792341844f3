"""Servers: the ledger and its peers over HTTP, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import NamedTuple
from urllib.request import urlopen

Command = Sequence[str]

RATE = "1000000000/second"
"""More requests than can be made."""


class Address(NamedTuple):
    """A port of this machine, and the key that the server there asks for; the peers ask for none."""

    port: int
    key: str


def ledger(file: Path) -> Command:
    """`claim-ledger serve`."""
    return ("ledger.cli", "serve", "--ledger", str(file), "--port", "0", "--json")


def keyless(file: Path) -> Command:
    """`claim-ledger serve`, with its keys switched off."""
    return ("benchmarks.peers.keyless", *ledger(file)[1:])


def documented(file: Path, handler: str) -> Command:
    """FastAPI over the eventsourcing library; its handler is `async` or on `threads`."""
    return ("benchmarks.peers.documented", str(file), handler)


def direct(file: Path) -> Command:
    """FastAPI with a direct INSERT and group commit."""
    return ("benchmarks.peers.direct", str(file))


def settle(address: Address) -> None:
    """Wait until the ledger served there has indexed all that it holds."""
    while json.load(urlopen(f"http://127.0.0.1:{address.port}/readyz"))["lag"]:
        sleep(0.05)


@contextmanager
def serving(command: Command) -> Iterator[Address]:
    """A server in a process of its own, and where it is; ended at the end."""
    environment = os.environ | {"CLAIM_LEDGER_RATE": RATE, "CLAIM_LEDGER_LOG_LEVEL": "warning"}
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    try:
        announced = process.stdout.readline()
        if not announced:
            raise RuntimeError(f"{command[0]} ended before it served: what it said stands above")
        said = json.loads(announced)
        yield Address(int(said["address"].rpartition(":")[2]), said.get("key", ""))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
