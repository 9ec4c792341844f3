"""Single durable appends over HTTP, fully validated, on 32 connections, against peers that are served alike."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from benchmarks import servers, workload
from benchmarks.bench import CLIENTS, Bench
from benchmarks.figures import Figure, Goal, compared
from ledger.interchange.importing import import_lines
from ledger.opening import open_ledger

FOUNDED = 1_000
"""Claims of the ledger that is appended to, for its deals."""

WORK = f"single append over HTTP, {CLIENTS} connections"


def documented(bench: Bench) -> Iterator[Figure]:
    """Against the eventsourcing library as its documentation shows: the faster of its two kinds of handler."""
    with ExitStack() as served:
        ledger = _ledger(bench, served)
        peers = {
            handler: _server(bench, served, servers.documented(bench.folder / f"{handler}.db", handler))
            for handler in ("async", "threads")
        }
        trial = {handler: measure(10_000) for handler, measure in peers.items()}
        faster = max(trial, key=lambda handler: trial[handler])
        against = f"FastAPI over eventsourcing as documented, handler {faster}"
        yield _compared(bench, against, ledger, peers[faster], Goal(">=", 4))


def direct(bench: Bench) -> Iterator[Figure]:
    """Against a direct INSERT with group commit."""
    with ExitStack() as served:
        ledger = _ledger(bench, served)
        peer = _server(bench, served, servers.direct(bench.folder / "direct.db"))
        peer(10_000)
        yield _compared(bench, "FastAPI, direct INSERT, group commit, no domain", ledger, peer, Goal(">=", 1))


def keys(bench: Bench) -> Iterator[Figure]:
    """Against the ledger itself with its keys switched off."""
    with ExitStack() as served:
        ledger = _ledger(bench, served)
        peer = _ledger(bench, served, servers.keyless)
        peer(10_000)
        yield _compared(bench, "the same with its keys off", ledger, peer, Goal(">=", 0.85))


Measure = Callable[[int], float]
"""Sends the claims of a seed, and tells how many were answered a second."""


def _compared(bench: Bench, against: str, ledger: Measure, peer: Measure, goal: Goal) -> Figure:
    ledger(10_000)
    rounds: list[tuple[float, float]] = []
    for number in range(bench.sizes.rounds):
        rounds.append((ledger(number), peer(number)))
        bench.advance("single appends over HTTP", 2.0)
    return compared(WORK, against, rounds, "/s", goal)


def _ledger(bench: Bench, served: ExitStack, command: Callable[[Path], servers.Command] = servers.ledger) -> Measure:
    path = bench.folder / f"{command.__name__}.ledger"
    with open_ledger(str(path), create=True) as ledger:
        for outcome in import_lines(ledger, workload.foundation(workload.deals_of(FOUNDED)), by="bench"):
            assert outcome.receipt is not None
    address = served.enter_context(servers.serving(command(path)))

    def measure(seed: int) -> float:
        rate = _loaded(bench, address, seed)
        servers.settle(address)  # it indexes what it took, and the peer has the machine for itself, too
        return rate

    return measure


def _server(bench: Bench, served: ExitStack, command: servers.Command) -> Measure:
    address = served.enter_context(servers.serving(command))
    return lambda seed: _loaded(bench, address, seed)


def _loaded(bench: Bench, address: servers.Address, seed: int) -> float:
    file, singles = bench.folder / "bodies.ndjson", bench.sizes.singles
    file.write_bytes(b"\n".join(islice(workload.bodies(FOUNDED, seed), singles)))
    command = [sys.executable, "-m", "benchmarks.load", str(address.port), str(min(CLIENTS, singles)), str(file)]
    command += [address.key] if address.key else []
    return singles / float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
