"""Turns: appends that wait for the writer are decided together and share one sync.

Whoever finds no one leading leads: it serves all that wait by then, in the order in which they came, and hands the
lead to the first of those who came meanwhile. Everyone else sleeps until its turn is over, or is to lead.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from ledger.drafts import Drafts
from ledger.errors import Unavailable
from ledger.idempotency import Keyed
from ledger.log import Log
from ledger.receipts import Receipt
from ledger.unit import Taken, Unit

AT_ONCE = 256
"""The most appends that share a sync: more would keep the first of them waiting."""

INTERRUPTED = "the writer was interrupted: send the same again, which records it at most once"


def shared(error: BaseException) -> Exception:
    """What an append is told that went together with the one that met this error."""
    return error if isinstance(error, Exception) else Unavailable(INTERRUPTED)


def _held() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class Turn:
    """One append that waits: what it takes into a unit, by whom, at which time if that is given, and how it ended.

    `drafts` are those of the claims that it will take: they are worked out before it waits for the writer. `keyed` is
    the idempotency key that it came under.
    """

    take: Callable[[Unit], list[Taken]]
    by: str
    recorded_at: str | None
    drafts: Drafts = field(default_factory=Drafts)
    keyed: Keyed | None = None
    receipts: list[Receipt] | None = None
    failure: Exception | None = None
    leads: bool = False
    _sleep: Lock = field(default_factory=_held)

    def taken(self, unit: Unit) -> list[Taken]:
        """Have a unit take it, all or none. Raises a Refusal."""
        return unit.attempt(self.take) if self.keyed is None else unit.once(self.by, self.keyed, self.take)

    @property
    def over(self) -> bool:
        """Whether it was served."""
        return self.receipts is not None or self.failure is not None

    def sleep(self) -> None:
        """Wait until someone wakes it: it is over, or leads."""
        self._sleep.acquire()

    def wake(self) -> None:
        """Let it go on. Called once."""
        self._sleep.release()


class Turns:
    """The appends that wait. `serve` is given those that go together, as the writer, and ends each."""

    def __init__(self, log: Log, serve: Callable[[Sequence[Turn]], None]) -> None:
        self._log = log
        self._serve = serve
        self._lock = Lock()
        self._waiting: deque[Turn] = deque()
        self._led = False

    def run(self, turn: Turn) -> list[Receipt]:
        """Wait for the turn, and answer with its receipts once they are synced, or raise what it was refused for."""
        with self._lock:
            self._waiting.append(turn)
            turn.leads, self._led = not self._led, True
        try:
            if not turn.leads:
                turn.sleep()
            if not turn.over:
                self._lead()
        finally:
            self._leave(turn)
        if turn.failure is not None:
            raise turn.failure
        assert turn.receipts is not None
        return turn.receipts

    def _lead(self) -> None:
        """Serve the first of those who wait, which is the leader's own, and what goes with it."""
        group = self._next()
        try:
            with self._log.writing():
                self._serve(group)
        except BaseException as error:
            for turn in group:
                if not turn.over:
                    turn.failure = shared(error)
            raise
        finally:
            for turn in group[1:]:
                turn.wake()

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
        """Hand the lead on; whoever was interrupted waits no longer."""
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
            if not turn.leads:
                return
            turn.leads = False
            self._led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].wake()
