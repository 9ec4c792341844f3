"""Turns: appends that wait for the writer are decided together and share one sync.

Whoever finds no one leading leads: it serves all that wait by then, in the order in which they came, and hands the
lead to the first of those who came meanwhile. Everyone else sleeps until its turn is over, or is to lead. A turn that
no thread waits for is led by a thread of our own, and tells when it is over.

Python raises KeyboardInterrupt in the main thread, between any two steps, and whoever is interrupted while it hands the
lead on takes it away from all others. So the main thread never leads: another waits, and leads, in its place; unless
the ledger is `fleeting`, which an interrupt is the end of.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from ledger.drafts import Drafts
from ledger.errors import Unavailable
from ledger.idempotency import Keyed
from ledger.log import Log
from ledger.receipts import Receipt
from ledger.states import EVERYTHING, Sight
from ledger.steady import Steady
from ledger.unit import Taken, Unit

AT_ONCE = 256
"""The most appends that share a sync: more would keep the first of them waiting."""

CLOSED = "the ledger was closed meanwhile: open it and send the same again"
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
    the idempotency key that it came under; `check` is asked before what came under it is answered again. It is decided
    on what `sight` sees. `told` is called with it once it is over, where no thread waits for it.
    """

    take: Callable[[Unit], list[Taken]]
    by: str
    recorded_at: str | None
    drafts: Drafts = field(default_factory=Drafts)
    keyed: Keyed | None = None
    check: Callable[[], None] = lambda: None
    sight: Sight = EVERYTHING
    told: Callable[["Turn"], None] | None = None
    receipts: list[Receipt] | None = None
    failure: Exception | None = None
    leads: bool = False
    _sleep: Lock = field(default_factory=_held)

    def taken(self, unit: Unit) -> list[Taken]:
        """Have a unit take it, all or none. Raises a Refusal."""
        unit.look(self.by, self.sight)
        if self.keyed is None:
            return unit.attempt(self.take)
        return unit.once(self.by, self.keyed, self.take, self.check)

    @property
    def over(self) -> bool:
        """Whether it was served."""
        return self.receipts is not None or self.failure is not None

    def sleep(self) -> None:
        """Wait until someone wakes it: it is over, or leads."""
        self._sleep.acquire()

    def wake(self) -> None:
        """Let it go on: it is over, or leads. Called once."""
        if self.told is None:
            self._sleep.release()
        else:
            with suppress(Exception):  # whatever is wrong with one must not keep the others asleep
                self.told(self)


class Turns:
    """The appends that wait. `serve` is given those that go together, as the writer, and ends each."""

    def __init__(self, log: Log, serve: Callable[[Sequence[Turn]], None], *, fleeting: bool = False) -> None:
        self._log = log
        self._serve = serve
        self._lock = Lock()
        self._waiting: deque[Turn] = deque()
        self._led = False
        self._leader = ThreadPoolExecutor(1, "writer")
        self._fleeting = fleeting
        self._steady = Steady()

    def run(self, turn: Turn) -> list[Receipt]:
        """Wait for the turn, and answer with its receipts once they are synced, or raise what it was refused for.

        Interrupted in the main thread, the turn may yet be served: the same again is recorded at most once.
        """
        return self._run(turn) if self._fleeting else self._steady.run(lambda: self._run(turn))

    def _run(self, turn: Turn) -> list[Receipt]:
        try:
            self._come(turn)
            if not turn.leads:
                turn.sleep()
            if not turn.over:
                self._lead(turn)
        finally:
            self._employ(self._leave(turn))
        if turn.failure is not None:
            raise turn.failure
        assert turn.receipts is not None
        return turn.receipts

    def submit(self, turn: Turn) -> None:
        """Have the turn served without waiting for it: it is `told` on another thread, soon or in a while.

        Not for a main thread in which KeyboardInterrupt may be raised: a server's event loop takes signals otherwise.
        """
        self._come(turn)
        if turn.leads:
            self._employ(turn)

    def close(self) -> None:
        """Let go of the threads, once they have served what waits for them. Idempotent."""
        self._steady.close()
        self._leader.shutdown()

    def _employ(self, turn: Turn | None) -> None:
        """Have the thread lead in the place of a turn that no thread waits for; None: there is nothing to do."""
        while turn is not None:
            try:
                self._leader.submit(self._lead_for, turn)
                return
            except RuntimeError:  # it was let go
                turn.failure = Unavailable(CLOSED)
                following = self._leave(turn)
                turn.wake()
                turn = following

    def _come(self, turn: Turn) -> None:
        with self._lock:
            self._waiting.append(turn)
            turn.leads, self._led = not self._led, True

    def _lead_for(self, turn: Turn) -> None:
        """Lead in the place of turns that no thread waits for; what one fails with, it is told."""
        following: Turn | None = turn
        while following is not None:
            with suppress(BaseException):
                self._lead(following)
            following = self._leave(following)

    def _lead(self, leader: Turn) -> None:
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
            for turn in group:
                if turn is not leader or turn.told is not None:
                    turn.wake()

    def _next(self) -> list[Turn]:
        """The turns that go together: the first that waits, and those after it where no time was given for any."""
        with self._lock:
            group = [self._waiting.popleft()]
            while self._waiting and len(group) < AT_ONCE:
                if group[0].recorded_at is not None or self._waiting[0].recorded_at is not None:
                    break
                group.append(self._waiting.popleft())
        return group

    def _leave(self, turn: Turn) -> Turn | None:
        """Hand the lead on; whoever was interrupted waits no longer. Answers whom it has now, if no thread waits."""
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
            if not turn.leads:
                return None
            turn.leads = False
            self._led = bool(self._waiting)
            if not self._waiting:
                return None
            following = self._waiting[0]
            following.leads = True
            if following.told is not None:
                return following
            following.wake()
            return None
