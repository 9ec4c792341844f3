"""Whoever reads a log by position, while many append to it, finds every entry once, and as it stays.

Clients append over HTTP, one claim or several a request; threads of the server's process append beside them. Readers
in processes of their own follow the log by position meanwhile: over HTTP, and from the file. Each must find positions
1, 2, 3, ... and the very bytes that the log holds in the end. A second process that would write is refused throughout.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from ledger.entries import leaf_hash
from ledger.opening import open_ledger
from torture import story
from torture.__main__ import Report
from torture.clients import Client
from torture.doors import Door
from torture.pace import Pace
from torture.processes import Change, Server, kill, piped
from torture.readers import READERS, Reader, Tailed, tail
from torture.writers import append_beside, intrude

CLIENTS = (1, 1, 1, 1, 1, 1, 30, 30)
"""For each client, about how many claims it sends in a request."""

CLAIMS, SMOKE = 2_000, 15
"""Claims that each client sends."""

PATIENCE = 60.0
"""Seconds that readers are given to come to the end, once nothing more is sent."""

BETWEEN_INTRUSIONS = 0.25
"""Seconds between two attempts of a second process to write."""

Intruder = Callable[[str, Connection], None]


def run(report: Report, *, thorough: bool) -> list[str]:
    """Read while others write; what was not as it must be."""
    with TemporaryDirectory(prefix="claim-ledger-tailed-") as folder:
        return tails(Path(folder) / "a.ledger", CLAIMS if thorough else SMOKE, report)


def tails(
    path: Path,
    claims: int,
    report: Report,
    change: Change = append_beside,
    readers: Sequence[Reader] = READERS,
    intruder: Intruder = intrude,
) -> list[str]:
    """What did not hold while every client sent so many claims."""
    with open_ledger(str(path), create=True) as ledger:
        story.begin(ledger)
    server = Server(path, change)
    following = [piped(tail, reader, str(path), server.door) for reader in readers]
    for _, connection in following:
        connection.recv()  # it has begun
    faults = _append(server.door, path, claims, report, intruder)
    with open_ledger(str(path)) as ledger:
        until = ledger.moment(None).position
    for _, connection in following:
        connection.send(until)
    found = [connection.recv() if connection.poll(PATIENCE) else None for _, connection in following]
    for process in [server.process, *(process for process, _ in following)]:
        kill(process)
    with open_ledger(str(path)) as ledger:
        held = [leaf_hash(entry.data) for entry in ledger.entries(until=until)]
    for reader, tailed in zip(readers, found, strict=True):
        faults += _faults(reader.__name__, tailed, held)
    steps = ", ".join(f"{tailed.steps:,}" for tailed in found if tailed is not None)
    report(f"{until:,} entries were followed by {len(readers)} readers in {steps} steps")
    return faults


def _append(door: Door, path: Path, claims: int, report: Report, intruder: Intruder) -> list[str]:
    """Have all clients send their claims; what they were told wrongly, and whether somebody else could write."""
    clients = [Client(f"client-{number}", at_once) for number, at_once in enumerate(CLIENTS)]
    pace, faults = Pace(report, "claims", claims * len(clients)), []
    with ThreadPoolExecutor(len(clients)) as threads:
        sending = [threads.submit(client.send, door, claims) for client in clients]
        over = False
        while not over:
            sleep(BETWEEN_INTRUSIONS)
            over = all(sent.done() for sent in sending)
            pace.reach(min(sum(len(client.acknowledged) for client in clients), claims * len(clients)))
            if any(client.acknowledged for client in clients):
                faults += _intruded(path, intruder)
    for client, sent in zip(clients, sending, strict=True):
        sent.result()
        faults += client.faults
        if not client.faults and len(client.acknowledged) < claims:
            faults.append(f"the server went away after {len(client.acknowledged)} claims of a client")
    return list(dict.fromkeys(faults))


def _intruded(path: Path, intruder: Intruder) -> list[str]:
    process, connection = piped(intruder, str(path))
    refused: str = connection.recv()
    kill(process)
    return [] if refused == "in-use" else [f"a second process that wrote was not refused: {refused}"]


def _faults(reader: str, tailed: Tailed | None, held: list[str]) -> list[str]:
    if tailed is None:
        return [f"{reader} did not come to position {len(held)} in {PATIENCE:.0f} s"]
    if tailed.fault:
        return [f"{reader}: {tailed.fault}"]
    differing = [n for n, (read, kept) in enumerate(zip(tailed.digests, held, strict=True), 1) if read != kept]
    return [f"{reader} read another entry at position {differing[0]} than the log holds"] if differing else []
