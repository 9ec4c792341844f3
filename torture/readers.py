"""Readers that follow a log by position, each in a process of its own."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from time import sleep
from typing import Any

from ledger.canonical import canonical
from ledger.entries import leaf_hash
from ledger.errors import Refusal
from ledger.opening import open_ledger
from torture.doors import Door

IDLE = 0.005
"""Seconds until a reader that found nothing new asks again."""

PAGE = 50
Follow = Callable[[int], Iterable[tuple[int, bytes]]]
"""Answers with entries after a position, some at a time: the position and the canonical bytes of each."""

Reader = Callable[[str, Door], Follow]
"""Begins to follow the ledger at a path, which is served behind a door."""


@dataclass(slots=True)
class Tailed:
    """What a reader found: the digest of every entry in order, in so many steps; or why it went no further."""

    digests: list[str] = field(default_factory=list)
    steps: int = 0
    fault: str = ""


def over_http(path: str, door: Door) -> Follow:
    """Reads pages of `GET /v1/events`."""
    connection = HTTPConnection("127.0.0.1", door.port)

    def follow(after: int) -> Iterable[tuple[int, bytes]]:
        connection.request("GET", f"/v1/events?after={after}&limit={PAGE}", headers=door.shown)
        response = connection.getresponse()
        said = json.loads(response.read())
        if response.status != 200:
            raise Refusal(f"{response.status}: {said}")
        return map(_stored, said["items"])

    return follow


def from_pages(path: str, door: Door) -> Follow:
    """Reads pages of events from the file, beside the process that writes to it."""
    ledger = open_ledger(path)
    return lambda after: (
        _stored(item.model_dump(mode="json")) for item in ledger.events(after=after, limit=PAGE).items
    )


def from_entries(path: str, door: Door) -> Follow:
    """Reads entries, as they are stored, from the file."""
    ledger = open_ledger(path)
    return lambda after: ((e.position, e.data) for e in ledger.entries(after=after, until=ledger.moment(None).position))


READERS: tuple[Reader, ...] = (over_http, over_http, from_pages, from_entries)


def tail(reader: Reader, path: str, door: Door, asker: Connection) -> None:
    """Follow from the beginning, say so, and go on until the end that is asked for; answer with what was found."""
    follow, tailed = reader(path, door), Tailed()
    asker.send(True)
    until: int | None = None
    while until is None or (not tailed.fault and len(tailed.digests) < until):
        if until is None and asker.poll():
            until = asker.recv()
        if tailed.fault or not _step(follow, tailed):
            sleep(IDLE)
    del tailed.digests[until:]
    asker.send(tailed)


def _step(follow: Follow, tailed: Tailed) -> bool:
    """Read on, and say whether there was anything."""
    before = len(tailed.digests)
    try:
        for position, data in follow(before):
            if position != len(tailed.digests) + 1:
                tailed.fault = f"position {len(tailed.digests) + 1} was to come, {position} came"
                return True
            tailed.digests.append(leaf_hash(data))
    except Refusal as refusal:
        tailed.fault = str(refusal)
    tailed.steps += len(tailed.digests) > before
    return len(tailed.digests) > before


def _stored(item: dict[str, Any]) -> tuple[int, bytes]:
    """The entry of a view, as it is stored: the view adds its digest."""
    data = canonical({name: value for name, value in item.items() if name != "digest"})
    if leaf_hash(data) != item["digest"]:
        raise Refusal(f"position {item['position']} was read as {item}, which has another digest")
    return item["position"], data
