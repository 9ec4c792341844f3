"""Clients of a server that may be killed at any moment: each sends its claims again until they are acknowledged."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count, islice
from random import Random
from typing import Any

from torture import story
from torture.doors import Door

PATIENCE = 60.0
"""Seconds that a client waits for an answer."""

JSON = {"content-type": "application/json"}
NDJSON = {"content-type": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """ "This claim is recorded at this position, in an entry of this digest": what a client was told."""

    label: str
    position: int
    digest: str


class Client:
    """Sends claims of its own, one a request or several, as long as there is a server; one thread at a time.

    What was sent and not acknowledged is sent again to the next server, and so is the last that was acknowledged.
    """

    def __init__(self, name: str, at_once: int = 1) -> None:
        self.acknowledged: list[Acknowledged] = []
        self.faults: list[str] = []
        self.found_again = 0
        self._labels = (f"{name}-{number}" for number in count())
        self._random = Random(name)
        self._at_once = at_once
        self._pending: deque[str] = deque()
        self._last: Acknowledged | None = None
        self._shown: dict[str, str] = {}

    def send(self, door: Door, until: int | None = None) -> None:
        """Send until the server is gone, or this many are acknowledged in all, or one was answered wrongly."""
        connection = HTTPConnection("127.0.0.1", door.port, timeout=PATIENCE)
        self._shown = door.shown
        try:
            if self._last is not None:
                self._ask_again(connection, self._last)
            while not self.faults and (until is None or len(self.acknowledged) < until):
                self._send_next(connection)
        except (OSError, HTTPException):
            pass  # the server is gone
        finally:
            connection.close()

    def _send_next(self, connection: HTTPConnection) -> None:
        """The pending claims again, or new ones."""
        if not self._pending:
            self._pending.extend(islice(self._labels, self._random.randint(1, 2 * self._at_once - 1)))
        for receipt in self._told(connection, list(self._pending)):
            self._last = Acknowledged(self._pending.popleft(), receipt["position"], receipt["digest"])
            self.acknowledged.append(self._last)
            self.found_again += receipt["again"]

    def _ask_again(self, connection: HTTPConnection, last: Acknowledged) -> None:
        """The last claim that was acknowledged is the same again, with the same receipt."""
        for receipt in self._told(connection, [last.label]):
            found = Acknowledged(last.label, receipt["position"], receipt["digest"])
            if not receipt["again"] or found != last:
                self.faults.append(f"claim {last.label} was acknowledged as {last}, and sent again as {receipt}")

    def _told(self, connection: HTTPConnection, labels: list[str]) -> Iterator[dict[str, Any]]:
        """The receipts of these claims, in order, as they arrive."""
        if self._at_once == 1:
            connection.request("POST", "/v1/claims", json.dumps(story.claim(labels[0])), JSON | self._shown)
        else:
            connection.request("POST", "/v1/batch", b"".join(map(story.line, labels)), NDJSON | self._shown)
        response = connection.getresponse()
        if response.status not in (200, 201):
            self.faults.append(f"claim {labels[0]} was answered {response.status}: {response.read()!r:.300}")
            return
        for line in [response.read()] if self._at_once == 1 else iter(response.readline, b""):
            said = json.loads(line) if self._at_once == 1 or line.endswith(b"\n") else {}
            if "refusal" in said or "problem" in said:
                self.faults.append(f"one of the claims from {labels[0]} on was refused: {said}")
            elif said:
                yield said if self._at_once == 1 else said["receipt"]
