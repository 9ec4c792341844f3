"""Arrivals: whoever waits on an event loop for the log to come to a position is woken once it is there.

One append wakes all that wait for it, together; nobody asks again and again for themselves.
"""

from asyncio import AbstractEventLoop, Future, Task, get_running_loop, sleep, to_thread, wait
from collections import defaultdict
from contextlib import suppress
from threading import Lock
from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from api.questions import Number
from api.refusals import NotReached
from ledger.errors import Refusal
from ledger.service import Ledger

LOOK = 0.5
"""Seconds between two looks at the head while somebody waits: the writer may be another process, which tells nobody."""

PATIENCE = 10.0
"""Seconds that a read waits for a position at most."""


class Arrivals:
    """How far the log is known to have come, and who waits for it to come further. Any thread, and any event loop."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reached = 0
        self._waiting: dict[int, set[Future[None]]] = {}
        self._lock = Lock()
        self._looking: Task[None] | None = None
        self.stopping = False
        ledger.hear(self._come)

    async def has_come(self, position: int, seconds: float) -> bool:
        """Whether the log has come to a position, which is waited for so many seconds. Raises as the log does."""
        if self._reached < position:
            self._come((await to_thread(self._ledger.moment, None)).position)
        return await self.comes(position, seconds)

    async def comes(self, position: int, seconds: float) -> bool:
        """As `has_come`, by one who has just found that the log had not."""
        arrival = get_running_loop().create_future()
        with self._lock:
            if self.stopping or self._reached >= position:
                return self._reached >= position
            self._waiting.setdefault(position, set()).add(arrival)
        try:
            self._look()
            await wait({arrival}, timeout=seconds)
        finally:
            self._leave(position, arrival)
        return self._reached >= position

    def stop(self) -> None:
        """Let nobody wait any longer, from now on."""
        with self._lock:
            self.stopping = True
            arrived = [arrival for arrivals in self._waiting.values() for arrival in arrivals]
        _wake(arrived)

    def _come(self, position: int) -> None:
        """Wake those who wait for a position up to this one. Called on the writer's thread, too."""
        with self._lock:
            self._reached = max(self._reached, position)
            due = [awaited for awaited in self._waiting if awaited <= position]
            arrived = [arrival for awaited in due for arrival in self._waiting.pop(awaited)]
        _wake(arrived)

    def _leave(self, position: int, arrival: Future[None]) -> None:
        with self._lock:
            arrivals = self._waiting.get(position, set())
            arrivals.discard(arrival)
            if not arrivals:
                self._waiting.pop(position, None)

    def _look(self) -> None:
        """Have one task look at the head for all, as long as somebody waits."""
        if self._looking is None or self._looking.done():
            self._looking = get_running_loop().create_task(self._looks())

    async def _looks(self) -> None:
        while self._waiting and not self.stopping:
            await sleep(LOOK)
            with suppress(Refusal):  # whoever reads is told
                self._come((await to_thread(self._ledger.moment, None)).position)


def _wake(arrived: list[Future[None]]) -> None:
    """End these futures, with one call for each event loop."""
    loops: defaultdict[AbstractEventLoop, list[Future[None]]] = defaultdict(list)
    for arrival in arrived:
        loops[arrival.get_loop()].append(arrival)
    for loop, arrivals in loops.items():
        with suppress(RuntimeError):  # the loop is closed, and nobody waits on it
            loop.call_soon_threadsafe(_end, arrivals)


def _end(arrivals: list[Future[None]]) -> None:
    for arrival in arrivals:
        if not arrival.done():
            arrival.set_result(None)


WaitFor = Annotated[
    Number | None,
    Query(
        ge=0,
        le=2**63 - 1,
        description="answer only once the ledger has come to this position, a receipt's say, which is waited for",
        examples=[41],
    ),
]


async def wait_for(request: Request, wait_for: WaitFor = None) -> None:
    """Wait until the ledger has come to the position that a read is to see. Raises NotReached."""
    arrivals: Arrivals = request.app.state.arrivals
    if wait_for is not None and not await arrivals.has_come(wait_for, PATIENCE):
        why = "and the server stops" if arrivals.stopping else f"in {PATIENCE:g} s"
        raise NotReached(f"the ledger has not come to position {wait_for} {why}: ask again", "wait_for")
