"""Clients whose connections are cut between a request and its answer, and that send the same again under its key."""

import json
import socket
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPResponse
from itertools import count
from random import Random
from time import sleep
from typing import Any

from torture import story
from torture.clients import PATIENCE
from torture.doors import Door

LINES = 3
"""Claims of a batch."""

LATEST = 0.01
"""The most seconds between a request and the cut of its connection."""

_ABORT = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Told:
    """ "What has this label is recorded at this position, in an entry of this digest": what a client was told."""

    label: str
    position: int
    digest: str
    before: bool
    """Whether it was recorded before the request that this is the answer to was sent: by one that was cut."""


class Cut:
    """A client whose connections are cut. What it sends is a claim, a batch or a grade, each under a key of its own."""

    def __init__(self, name: str, door: Door) -> None:
        self.told: list[Told] = []
        self.cuts = 0
        self.faults: list[str] = []
        self._labels = (f"{name}-{number}" for number in count())
        self._random = Random(name)
        self._door = door

    def send(self, cuts: int) -> None:
        """Send one after the other until so many connections were cut, or one was answered wrongly."""
        while self.cuts < cuts and not self.faults:
            labels, request = self._next()
            for _ in range(min(self._random.randint(1, 3), cuts - self.cuts)):
                self._cut(request)
                self.cuts += 1
            self.told += self._answered(labels, request)

    def _next(self) -> tuple[list[str], bytes]:
        """What is to be sent next: its labels, and the request as it goes over the wire."""
        kind = self._random.choice(("claim", "batch", "atomic", "grade"))
        labels = [next(self._labels) for _ in range(LINES if kind in ("batch", "atomic") else 1)]
        if kind == "claim":
            return labels, self._request("/v1/claims", json.dumps(story.claim(labels[0])).encode(), labels[0])
        if kind == "grade":
            grade = {"reliability": self._random.choice("ABC"), "reason": labels[0]}
            return labels, self._request("/v1/sources/wire/grades", json.dumps(grade).encode(), labels[0])
        lines = b"".join(map(story.line, labels))
        path = "/v1/batch?atomic" if kind == "atomic" else "/v1/batch"
        return labels, self._request(path, lines, labels[0], "application/x-ndjson")

    def _request(self, path: str, body: bytes, key: str, media_type: str = "application/json") -> bytes:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {self._door.shown['authorization']}\r\n"
            f"Content-Type: {media_type}\r\nContent-Length: {len(body)}\r\nIdempotency-Key: {key}\r\n\r\n"
        )
        return head.encode() + body

    def _cut(self, request: bytes) -> None:
        """Send it, or some of it, and cut the connection: at once, a little later, or in the midst of the answer."""
        how = self._random.choice(("in the request", "at once", "later", "later", "in the answer"))
        with self._connected() as connection, suppress(ConnectionError):
            if self._random.random() < 0.5:  # the other side is told by a reset
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            connection.sendall(request[: self._random.randrange(len(request))] if how == "in the request" else request)
            if how == "later":
                sleep(self._random.random() * LATEST)
            elif how == "in the answer":
                connection.recv(self._random.randint(1, 300))

    def _answered(self, labels: list[str], request: bytes) -> Iterator[Told]:
        """Send it and read the whole answer: what is told of each label."""
        began = datetime.now(UTC)
        with self._connected() as connection, closing(HTTPResponse(connection)) as response:
            connection.sendall(request)
            response.begin()
            said = [json.loads(line) for line in response.read().splitlines()]
        receipts = [one.get("receipt", one) for one in said]
        if (
            response.status not in (200, 201)
            or len(receipts) != len(labels)
            or not all("digest" in r for r in receipts)
        ):
            self.faults.append(f"what has the label {labels[0]} was answered {response.status}: {said}")
            return
        for label, receipt in zip(labels, receipts, strict=True):
            yield Told(label, receipt["position"], receipt["digest"], _recorded_at(receipt) < began)

    def _connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._door.port), timeout=PATIENCE)


def _recorded_at(receipt: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(receipt["recorded_at"])
