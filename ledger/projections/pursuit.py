"""Pursuit: the index follows the log on a thread of its own, so that questions find it near the head.

What was forgotten, and could not be overwritten at once, is tried again there too.

Appends come first. Those wait for a transaction of the index as for any other, so that few entries go into one; and
while appends go on, there is one transaction in a while, in which the index may fall behind: it catches up once they
pause, and whoever asks meanwhile brings it up as ever.
"""

from contextlib import suppress
from threading import Event, Thread
from typing import Self

from ledger.log import Log
from ledger.projections.follower import Follower

AT_ONCE = 250
"""Entries applied in one transaction, in some 30 milliseconds."""

PAUSE = 1.0
"""Seconds between two looks at the log, and between two transactions while it grows."""


class _Over(BaseException):
    """The pursuit ends. It is no failure of what it breaks off, which whoever follows next goes on with."""


class Pursuit:
    """Follows the log while it is entered. What following fails with is in the figures; it is tried again and again."""

    def __init__(self, log: Log, follower: Follower) -> None:
        self._log = log
        self._follower = follower
        self._over = Event()
        self._head: int | None = None
        self._thread = Thread(target=self._pursue, name="pursuit", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it: at most one transaction is waited for."""
        self._over.set()
        self._thread.join()

    def _pursue(self) -> None:
        with suppress(_Over):
            while not self._over.is_set():
                with suppress(Exception):
                    self._follower.follow(self._give_way, at_once=AT_ONCE)
                with suppress(Exception):
                    self._log.overwrite()
                self._over.wait(PAUSE)

    def _give_way(self, position: int, head: int) -> None:
        """Between two transactions: end, or let whoever appended since the last look go first."""
        before, self._head = self._head, self._log.head().position
        if self._over.wait(0 if before in (None, self._head) else PAUSE):
            raise _Over
