"""No claim is acknowledged before it is synced, and claims that come together share one sync.

Thorough: `claim-ledger serve` runs under strace while many connections append. Before the first byte of an answer is
handed to the system, the claim's bytes and the commit of their transaction must have been written to the write-ahead
log, and a sync of it that began after that must have ended. With synchronous = OFF the same must be found to fail.

Briefly, without strace: the same with a tracer of our own, where the system lets a process trace its child. Everywhere,
in the server's process: another connection must find each claim in the log before its answer is begun, and every
connection that commits must have synchronous = FULL. That SQLite, told so, syncs a commit before it lets others see it
is taken on trust there. Whether the disk keeps what it says it synced, no part of this can tell.
"""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from ledger.opening import open_ledger
from torture import story, strace, tracing, watching
from torture.__main__ import Report
from torture.clients import Client
from torture.doors import Door
from torture.order import Order
from torture.processes import Change, Server, as_it_is, kill, nothing, piped, serve

SERVE = ("-m", "ledger.cli")
UNSYNCED = ("-c", "from torture.sabotage import never_sync; never_sync(); from ledger.cli import main; main()")

CONNECTIONS = (1,) * 28 + (20,) * 4
"""For each connection, about how many claims it sends in a request."""

CLAIMS = 20
"""How many claims each sends, at least."""

SMOKE = (1,) * 8, 5
"""Connections and claims where it is brief."""


def run(report: Report, *, thorough: bool) -> list[str]:
    """What was acknowledged too early, or why it cannot be told."""
    with TemporaryDirectory(prefix="claim-ledger-synced-") as folder:
        path = Path(folder) / "a.ledger"
        if not thorough:
            return watched(path, *SMOKE) + followed(path.with_name("followed.ledger"), *SMOKE, report)
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
    clients = _append(server.door, connections, claims)
    kill(server.process)
    return _told(clients) + watching.faults(seen, sum(len(client.acknowledged) for client in clients))


def followed(
    path: Path, connections: Sequence[int], claims: int, report: Report, before: Callable[[], None] = nothing
) -> list[str]:
    """What a server acknowledges too early by its system calls; where nobody may follow them, that is reported."""
    _begin(path)
    process, connection = piped(tracing.trace, f"{path}-wal", partial(serve, str(path), as_it_is, before))
    server: int | None = connection.recv()
    if server is None:
        kill(process)
        report(tracing.REFUSED)
        return []
    clients = _append(connection.recv(), connections, claims)
    os.kill(server, signal.SIGKILL)
    order: Order = connection.recv()
    kill(process)
    return _judged(order, clients, report)


def traced(path: Path, program: tuple[str, ...], report: Report) -> list[str]:
    """What a server acknowledges too early by its system calls, as strace has them; or that no sync is shared."""
    _begin(path)
    log = path.with_suffix(".calls")
    with strace.serving(path, log, program) as door:
        report(f"{len(CONNECTIONS)} connections append {CLAIMS} claims each")
        clients = _append(door, CONNECTIONS, CLAIMS)
    report(f"reading {log.stat().st_size:,} bytes of system calls")
    with log.open(encoding="ascii") as lines:
        order = strace.read(lines, f"{path}-wal")
    faults = _judged(order, clients, report)
    return faults if max(order.shared, default=0) > 1 else [*faults, "no two claims shared a sync"]


def _judged(order: Order, clients: list[Client], report: Report) -> list[str]:
    told, faults = sum(len(client.acknowledged) for client in clients), _told(clients)
    syncs = sum(found > 0 for found in order.shared)
    report(f"{told} claims acknowledged, after {syncs} syncs, of which one was for {max(order.shared, default=0)}")
    if len(order.acknowledged) != told:
        faults.append(f"{told} claims were acknowledged, {len(order.acknowledged)} of them were seen to be")
    if order.too_early:
        first = order.too_early[0].decode()
        faults.append(f"{len(order.too_early)} claims were acknowledged before they were synced, the first: {first}")
    return faults


def _begin(path: Path) -> None:
    with open_ledger(str(path), create=True) as ledger:
        story.begin(ledger)


def _append(door: Door, connections: Sequence[int], claims: int) -> list[Client]:
    """Clients that have sent their claims."""
    clients = [Client(f"client-{number}", at_once) for number, at_once in enumerate(connections)]
    with ThreadPoolExecutor(len(connections)) as threads:
        for sent in [threads.submit(client.send, door, claims) for client in clients]:
            sent.result()
    return clients


def _told(clients: list[Client]) -> list[str]:
    """What clients were told that is wrong, once for all; that any was told anything."""
    wrong = [fault for client in clients for fault in client.faults][:1]
    return wrong if any(client.acknowledged for client in clients) else [*wrong, "no claim was acknowledged"]


def _both(first: Change, then: Change, server: uvicorn.Server) -> None:
    first(server)
    then(server)
