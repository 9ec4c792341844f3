"""Followers of the log as it grows, many in one process: each drops its connection at random, and comes again."""

import asyncio
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from random import Random
from typing import NamedTuple

import orjson

from torture.doors import Door

FULL = 503
AT_ONCE = 64 * 1024


class Drops(NamedTuple):
    """After how many bytes and seconds, at most, a connection is dropped."""

    bytes: int
    seconds: float


@dataclass(slots=True)
class Followed:
    """How far a follower came, over how many connections, the SHA-256 of the lines that it found; or what was wrong."""

    position: int = 0
    connections: int = 0
    fault: str = ""
    digest: str = ""


@dataclass(slots=True)
class Goal:
    """The position that the followers are to come to, once it is known."""

    position: int | None = None


@dataclass(slots=True)
class Answer:
    """What has come of an answer: its status, and the events that are whole."""

    status: int = 0
    _raw: bytearray = field(default_factory=bytearray)
    _text: bytearray = field(default_factory=bytearray)
    _left: int = 0

    def take(self, data: bytes) -> list[bytes]:
        """The events that are whole with these bytes, without the empty lines that end them."""
        self._raw += data
        if not self.status:
            head, end, rest = self._raw.partition(b"\r\n\r\n")
            if not end:
                return []
            self.status, self._raw = int(head.split()[1]), rest
        while self._chunk():
            pass
        *events, self._text = self._text.split(b"\n\n")
        return list(map(bytes, events))

    def _chunk(self) -> bool:
        """Take what there is of the chunk that has begun, or begin the next; whether there is more to take."""
        if not self._left:
            size, end, rest = self._raw.removeprefix(b"\r\n").partition(b"\r\n")
            if not end:
                return False
            self._left, self._raw = int(size, 16), rest
        part = self._raw[: self._left]
        self._text += part
        self._left -= len(part)
        del self._raw[: len(part)]
        return bool(part) and bool(self._raw)


class Follower:
    """Follows the tail of a log from the beginning, and comes again from where it was whenever it is cut off."""

    def __init__(self, number: int, door: Door, drops: Drops) -> None:
        self.found = Followed()
        self._door = door
        self._drops = drops
        self._random = Random(number)
        self._read = sha256()

    async def follow(self, goal: Goal) -> Followed:
        """Follow until the goal is reached, or something is wrong."""
        while not self.found.fault and (goal.position is None or self.found.position < goal.position):
            await self._connected(goal)
        self.found.digest = self._read.hexdigest()
        return self.found

    async def _connected(self, goal: Goal) -> None:
        """Follow over one connection, until it is dropped after so many bytes or seconds."""
        answer, left = Answer(), self._random.randint(1, self._drops.bytes)
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._door.port)
        except OSError:  # the server has no time for it now
            return
        self.found.connections += 1
        try:
            writer.write(self._request())
            async with asyncio.timeout(self._random.random() * self._drops.seconds):
                while left > 0 and not self.found.fault and (data := await reader.read(min(left, AT_ONCE))):
                    left -= len(data)
                    self._take(answer, data, goal)
        except (TimeoutError, ConnectionError):
            pass
        finally:
            writer.transport.abort()

    def _request(self) -> bytes:
        last = f"Last-Event-ID: {self.found.position}\r\n" if self.found.position else ""
        key = f"Authorization: {self._door.shown['authorization']}\r\n"
        return f"GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n{key}{last}\r\n".encode()

    def _take(self, answer: Answer, data: bytes, goal: Goal) -> None:
        events = answer.take(data)
        if answer.status not in (0, 200, FULL):
            self.found.fault = f"after position {self.found.position} it was answered {answer.status}"
        for event in events if answer.status == 200 else ():
            if not self.found.fault and self.found.position != goal.position:
                self._event(event)

    def _event(self, event: bytes) -> None:
        said = dict(line.split(b": ", 1) for line in event.split(b"\n") if not line.startswith(b":"))
        if b"data" not in said:
            return
        entry, due = orjson.loads(said[b"data"]), self.found.position + 1
        if not int(said[b"id"]) == entry["position"] == due or said[b"event"].decode() != entry["type"]:
            self.found.fault = f"position {due} was to come, {entry['position']} came as {said[b'id'].decode()}"
            return
        self.found.position = due
        self._read.update(said[b"data"] + b"\n")


def follow(door: Door, number: int, drops: Drops, asker: Connection) -> None:
    """Follow with so many, say so, and go on to the goal that is asked for; answer with what each of them found."""
    asker.send(True)
    asker.send(asyncio.run(_all(door, number, drops, asker)))


async def _all(door: Door, number: int, drops: Drops, asker: Connection) -> list[Followed]:
    goal, told = Goal(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell() -> None:
        loop.remove_reader(asker.fileno())
        goal.position = asker.recv()
        told.set()

    loop.add_reader(asker.fileno(), tell)
    found = await asyncio.gather(*(Follower(one, door, drops).follow(goal) for one in range(number)))
    await told.wait()  # where all found a fault before
    return found
