"""The order in which a server wrote, synced and acknowledged, as its system calls tell it.

SQLite writes a transaction to the write-ahead log frame by frame, each a header of 24 bytes and a page. Bytes 4 to 7 of
the last header hold the size of the database; in all others they are zero (SQLite file format, section 4.1).
"""

import re
from dataclasses import dataclass, field

FRAME_HEADER = 24
_STORED = re.compile(rb'"stream":"claim:(sha256:[0-9a-f]{64})"')
_ACKNOWLEDGED = re.compile(rb'"claim":"(sha256:[0-9a-f]{64})"')


@dataclass(slots=True)
class Order:
    """Is told of each call as it happens; remembers which claims were synced before what was sent."""

    acknowledged: set[bytes] = field(default_factory=set)
    too_early: list[bytes] = field(default_factory=list)
    """The claims whose acknowledgement began before their sync had ended."""

    shared: list[int] = field(default_factory=list)
    """Of each sync that ended, how many claims it was the first for."""

    _steps: int = 0
    _written: set[bytes] = field(default_factory=set)
    _frames: set[bytes] = field(default_factory=set)
    _committing: bool = False
    _unsynced: set[bytes] = field(default_factory=set)
    _syncing: dict[int, set[bytes]] = field(default_factory=dict)
    _synced: dict[bytes, int] = field(default_factory=dict)
    _answers: dict[str, int] = field(default_factory=dict)

    def wrote(self, data: bytes) -> None:
        """This was written to the write-ahead log."""
        if len(data) == FRAME_HEADER:
            self._committing = any(data[4:8])
            return
        new = set(_STORED.findall(data)) - self._written
        self._written |= new
        self._frames |= new
        if self._committing:
            self._unsynced |= self._frames
            self._frames = set()
            self._committing = False

    def sync_began(self, thread: int) -> None:
        """A thread asked for the write-ahead log to be synced."""
        self._syncing[thread] = set(self._unsynced)

    def sync_ended(self, thread: int) -> None:
        """A sync that a thread asked for is done: of this file, or of another whose beginning was not told of."""
        self._steps += 1
        if thread not in self._syncing:
            return
        done = self._syncing.pop(thread) & self._unsynced
        self._unsynced -= done
        self._synced |= dict.fromkeys(done, self._steps)
        self.shared.append(len(done))

    def sent(self, connection: str, data: bytes) -> None:
        """This was handed to the system to be sent to a client. Not even the head of a 201 may precede the sync."""
        self._steps += 1
        if data.startswith(b"HTTP/1.1 "):
            self._answers[connection] = self._steps if data.startswith(b"HTTP/1.1 201 ") else 0
        for claim in _ACKNOWLEDGED.findall(data):
            self.acknowledged.add(claim)
            began = self._answers.get(connection) or self._steps
            if self._synced.get(claim, began) >= began:
                self.too_early.append(claim)
