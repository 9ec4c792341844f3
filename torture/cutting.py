"""What is sent again under its key, because the connection was cut between request and answer, is recorded once.

Clients send claims, batches and grades, each under an `Idempotency-Key`. Their connections are cut in the midst of the
request, after it or in the midst of the answer, once or several times over; then the same is sent again and answered.
Everything must be on record once, where and as the answer says.
"""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from ledger.entries import leaf_hash
from ledger.opening import open_ledger
from torture import story
from torture.__main__ import Report
from torture.cuts import Cut, Told
from torture.processes import Change, Server, as_it_is, kill

CLIENTS = 10
CUTS, SMOKE = 100, 12
"""Connections of each client that are cut: 1,000 in all, or a smoke."""

Place = tuple[int, str]
"""A position, and the digest of the entry that stands there."""


def run(report: Report, *, thorough: bool) -> list[str]:
    """Cut connections; what was not as it must be."""
    with TemporaryDirectory(prefix="claim-ledger-cut-") as folder:
        return cuts(Path(folder) / "a.ledger", CUTS if thorough else SMOKE, report)


def cuts(path: Path, number: int, report: Report, change: Change = as_it_is) -> list[str]:
    """What did not hold after so many connections of each client were cut."""
    with open_ledger(str(path), create=True) as ledger:
        story.begin(ledger)
    server = Server(path, change)
    clients = [Cut(f"client-{number}", server.door) for number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as threads:
        for sent in [threads.submit(client.send, number) for client in clients]:
            sent.result()
    kill(server.process)
    faults = [fault for client in clients for fault in client.faults]
    told = [one for client in clients for one in client.told]
    before = sum(one.before for one in told)
    report(
        f"{sum(client.cuts for client in clients):,} connections were cut; of {len(told):,} records "
        f"{before:,} were on record before they were sent for the last time"
    )
    shown = [] if before else ["nothing was recorded by a request that was cut, so nothing was shown"]
    return faults + shown + _faults(told, _labelled(path))


def _labelled(path: Path) -> dict[str, list[Place]]:
    """Where each label is on record."""
    found: dict[str, list[Place]] = defaultdict(list)
    with open_ledger(str(path)) as ledger:
        for entry in ledger.entries(until=ledger.moment(None).position):
            fact = orjson.loads(entry.data)["fact"]
            label = story.label_of(fact) or fact.get("reason")
            if isinstance(label, str):
                found[label].append((entry.position, leaf_hash(entry.data)))
    return found


def _faults(told: list[Told], labelled: dict[str, list[Place]]) -> list[str]:
    faults = [f"{label} is recorded {len(places)} times" for label, places in labelled.items() if len(places) > 1]
    for one in told:
        if (one.position, one.digest) not in labelled.get(one.label, []):
            faults.append(f"{one} is not what is on record")
    unknown = labelled.keys() - {one.label for one in told}
    return faults + [f"{label} is on record, and nobody was told" for label in sorted(unknown)]
