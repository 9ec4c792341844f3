"""No claim is acknowledged before it is synced, and claims that come together share one sync.

Thorough: `claim-ledger serve` runs under strace while many connections append. Before the first byte of an answer is
handed to the system, the claim's bytes and the commit of their transaction must have been written to the write-ahead
log, and a sync of it that began after that must have ended. With synchronous = OFF the same must be found to fail.

Briefly, without strace: in the server's own process, another connection must find each claim in the log before its
answer is begun, and every connection that commits must have synchronous = FULL. Told so, SQLite syncs a commit before
it lets others see it; that it does is taken on trust here, and shown by strace alone.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import uvicorn

from ledger.opening import open_ledger
from torture import story, strace, watching
from torture.__main__ import Report
from torture.clients import Client
from torture.processes import Change, Server, as_it_is, kill

ROOT = Path(__file__).parents[1]
SERVE = ("-m", "ledger.cli")
UNSYNCED = ("-c", "from torture.sabotage import never_sync; never_sync(); from ledger.cli import main; main()")

CONNECTIONS = (1,) * 28 + (20,) * 4
"""For each connection, about how many claims it sends in a request."""

CLAIMS = 20
"""How many claims each sends, at least."""

SMOKE = (1,) * 8, 5
"""Connections and claims where it is brief."""

PATIENCE = 60


def run(report: Report, *, thorough: bool) -> list[str]:
    """What was acknowledged too early, or why it cannot be told."""
    with TemporaryDirectory(prefix="claim-ledger-synced-") as folder:
        path = Path(folder) / "a.ledger"
        if not thorough:
            return watched(path, *SMOKE)
        if not strace.installed():
            return [strace.MISSING]
        faults = traced(path, SERVE, report)
        if not faults and not traced(path.with_name("unsynced.ledger"), UNSYNCED, report):
            faults.append("with synchronous = OFF nothing was found: what was looked for cannot be seen here")
        return faults


def watched(
    path: Path,
    connections: Sequence[int],
    claims: int,
    change: Change = as_it_is,
    before: Callable[[], None] = watching.begin,
) -> list[str]:
    """What a server is seen to acknowledge too early from within its process."""
    _begin(path)
    seen = path.with_suffix(".seen")
    server = Server(path, partial(_both, change, partial(watching.watch, path, seen)), before)
    clients = _append(server.port, connections, claims)
    kill(server.process)
    return _told(clients) + watching.faults(seen, sum(len(client.acknowledged) for client in clients))


def traced(path: Path, program: tuple[str, ...], report: Report) -> list[str]:
    """What a server is seen to acknowledge too early by its system calls."""
    _begin(path)
    log = path.with_suffix(".calls")
    with _serving(path, log, program) as port:
        report(f"{len(CONNECTIONS)} connections append {CLAIMS} claims each")
        clients = _append(port, CONNECTIONS, CLAIMS)
    report(f"reading {log.stat().st_size:,} bytes of system calls")
    with log.open(encoding="ascii") as lines:
        order = strace.read(lines, f"{path}-wal")
    told = sum(len(client.acknowledged) for client in clients)
    syncs = sum(found > 0 for found in order.shared)
    report(f"{told} claims acknowledged, after {syncs} syncs, of which one was for {max(order.shared, default=0)}")
    faults = _told(clients)
    if len(order.acknowledged) != told:
        faults.append(f"{told} claims were acknowledged, {len(order.acknowledged)} of them were seen to be")
    if order.too_early:
        first = order.too_early[0].decode()
        faults.append(f"{len(order.too_early)} claims were acknowledged before they were synced, the first: {first}")
    if max(order.shared, default=0) < 2:
        faults.append(f"no two of {told} claims shared a sync")
    return faults


@contextmanager
def _serving(path: Path, log: Path, program: tuple[str, ...]) -> Iterator[int]:
    """The port of a server that runs under strace."""
    serve = [sys.executable, *program, "serve", "--port", "0", "--ledger", str(path), "--json"]
    with subprocess.Popen(strace.traced(log, serve), cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        address: str = orjson.loads(process.stdout.readline())["address"]
        try:
            yield int(address.rpartition(":")[2])
        finally:
            with log.open() as calls:
                os.kill(int(calls.read(20).split()[0]), signal.SIGTERM)  # the server: strace ends with it
            process.wait(PATIENCE)


def _begin(path: Path) -> None:
    with open_ledger(str(path), create=True) as ledger:
        story.begin(ledger)


def _append(port: int, connections: Sequence[int], claims: int) -> list[Client]:
    """Clients that have sent their claims."""
    clients = [Client(f"client-{number}", at_once) for number, at_once in enumerate(connections)]
    with ThreadPoolExecutor(len(connections)) as threads:
        for sent in [threads.submit(client.send, port, claims) for client in clients]:
            sent.result()
    return clients


def _told(clients: list[Client]) -> list[str]:
    """What clients were told that is wrong, once for all; that any was told anything."""
    wrong = [fault for client in clients for fault in client.faults][:1]
    return wrong if any(client.acknowledged for client in clients) else [*wrong, "no claim was acknowledged"]


def _both(first: Change, then: Change, server: uvicorn.Server) -> None:
    first(server)
    then(server)
