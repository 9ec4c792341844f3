"""Turns: appends that wait for the writer are decided together and share one sync.

Whoever becomes the writer serves all that wait, in the order in which they came; the others find their work done.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from ledger.log import Log
from ledger.receipts import Receipt
from ledger.unit import Taken, Unit

AT_ONCE = 256
"""The most appends that share a sync: more would keep the first of them waiting."""


@dataclass(slots=True, eq=False)
class Turn:
    """One append that waits: what it takes into a unit, by whom, at which time if that is given, and how it ended."""

    take: Callable[[Unit], list[Taken]]
    by: str
    recorded_at: str | None
    receipts: list[Receipt] | None = None
    failure: BaseException | None = None

    @property
    def over(self) -> bool:
        """Whether it was served."""
        return self.receipts is not None or self.failure is not None


class Turns:
    """The appends that wait. `serve` is given those that go together, as the writer, and ends each."""

    def __init__(self, log: Log, serve: Callable[[Sequence[Turn]], None]) -> None:
        self._log = log
        self._serve = serve
        self._lock = Lock()
        self._waiting: deque[Turn] = deque()

    def run(self, turn: Turn) -> list[Receipt]:
        """Wait for the turn, and answer with its receipts once they are synced, or raise what it was refused for."""
        with self._lock:
            self._waiting.append(turn)
        try:
            with self._log.writing():
                while not turn.over:
                    self._serve(self._next())
        finally:
            self._leave(turn)
        if turn.failure is not None:
            raise turn.failure
        assert turn.receipts is not None
        return turn.receipts

    def _next(self) -> list[Turn]:
        """The turns that go together: the first that waits, and those after it of the same principal and time."""
        with self._lock:
            group = [self._waiting.popleft()]
            while self._waiting and len(group) < AT_ONCE:
                following = self._waiting[0]
                if following.recorded_at is not None or (following.by, None) != (group[0].by, group[0].recorded_at):
                    break
                group.append(self._waiting.popleft())
        return group

    def _leave(self, turn: Turn) -> None:
        """Whoever could not become the writer waits no longer."""
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
