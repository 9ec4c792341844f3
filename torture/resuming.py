"""Whoever follows the log as it grows, and is cut off and comes again at random, finds every entry once, in order.

Clients append over HTTP, one claim or several a request. Followers in a process of their own read the tail meanwhile:
each connection is dropped after a random number of bytes, often in the midst of an event, or after a random time, and
the next goes on after the last whole event, by `Last-Event-ID`. Each must find positions 1, 2, 3, ... and, in the end,
the very bytes that the log holds.
"""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.opening import open_ledger
from torture import story
from torture.__main__ import Report
from torture.clients import Client
from torture.doors import Door
from torture.followers import Drops, Followed, follow
from torture.pace import Pace
from torture.processes import Change, Server, as_it_is, kill, piped

FOLLOWERS, FEW = 100, 10
CLIENTS = (1, 1, 1, 1, 1, 1, 30, 30)
"""For each client, about how many claims it sends in a request."""

CLAIMS, SMOKE = 2_500, 60
"""Claims that each client sends: 20,000 in all, or a smoke."""

SELDOM, OFTEN = Drops(1_000_000, 10.0), Drops(50_000, 1.0)
"""When connections are dropped: where there is much to follow, and in a smoke."""

PATIENCE = 600.0
"""Seconds that followers are given to come to the end, once nothing more is sent."""


def run(report: Report, *, thorough: bool) -> list[str]:
    """Follow while others append; what was not as it must be."""
    with TemporaryDirectory(prefix="claim-ledger-resumed-") as folder:
        path = Path(folder) / "a.ledger"
        return resumes(path, CLAIMS, FOLLOWERS, report, drops=SELDOM) if thorough else resumes(path, SMOKE, FEW, report)


def resumes(
    path: Path, claims: int, followers: int, report: Report, change: Change = as_it_is, drops: Drops = OFTEN
) -> list[str]:
    """What did not hold for so many followers while every client sent so many claims."""
    with open_ledger(str(path), create=True) as ledger:
        story.begin(ledger)
    server = Server(path, change)
    process, asker = piped(follow, server.door, followers, drops)
    asker.recv()  # they have begun
    faults = _append(server.door, claims, report)
    with open_ledger(str(path)) as ledger:
        until = ledger.moment(None).position
        held = sha256(b"".join(entry.data + b"\n" for entry in ledger.entries(until=until))).hexdigest()
    asker.send(until)
    found: list[Followed] = asker.recv() if asker.poll(PATIENCE) else []
    for one in (process, server.process):
        kill(one)
    if not found:
        return [*faults, f"the followers did not come to position {until} in {PATIENCE:.0f} s"]
    for number, followed in enumerate(found):
        faults += [f"follower {number}: {fault}" for fault in _faults(followed, until, held)]
    connections = sum(followed.connections for followed in found)
    report(f"{until:,} entries were followed by {followers} over {connections:,} connections")
    return faults


def _append(door: Door, claims: int, report: Report) -> list[str]:
    """Have all clients send their claims; what they were told wrongly."""
    clients = [Client(f"client-{number}", at_once) for number, at_once in enumerate(CLIENTS)]
    pace = Pace(report, "clients", len(clients))
    with ThreadPoolExecutor(len(clients)) as threads:
        for done, _ in enumerate(threads.map(lambda client: client.send(door, claims), clients), 1):
            pace.reach(done)
    faults = [fault for client in clients for fault in client.faults]
    short = [client for client in clients if not client.faults and len(client.acknowledged) < claims]
    return faults + [f"the server went away after {len(client.acknowledged)} claims of a client" for client in short]


def _faults(followed: Followed, until: int, held: str) -> list[str]:
    if followed.fault:
        return [followed.fault]
    if followed.connections < 2:
        return ["it was never cut off, so nothing was shown"]
    return [] if followed.digest == held else [f"it read other entries up to position {until} than the log holds"]
