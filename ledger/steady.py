"""Steady work: what an interrupt may not leave half done, run where none is raised.

Python raises KeyboardInterrupt in the main thread alone, between any two steps. The locks of an executor take several
to change hands; here each step that matters is one call into C, and an interrupt comes before it or after.
"""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread, current_thread, main_thread
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Work(Generic[T]):
    """A call, and what came of it."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._calls = [call]
        self._outcome: SimpleQueue[Callable[[], T]] = SimpleQueue()

    def do(self) -> None:
        """Make the call, unless it was taken up already. Raises nothing."""
        try:
            call = self._calls.pop()
        except IndexError:
            return
        try:
            value = call()
        except BaseException as error:
            self._outcome.put(_raising(error))
        else:
            self._outcome.put(lambda: value)

    def outcome(self) -> T:
        """Wait until the call was made: what it returned. Raises what it raised."""
        return self._outcome.get()()


class Steady:
    """Makes the main thread's calls on a thread of its own, one after another, and those of other threads on theirs."""

    def __init__(self) -> None:
        self._works: SimpleQueue[Work[Any] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False

    def run(self, call: Callable[[], T]) -> T:
        """What a call returns. If the main thread is interrupted meanwhile, it is made all the same, or never begun.

        Raises what the call raises.
        """
        if current_thread() is not main_thread():
            return call()
        work = Work(call)
        self._works.put(work)
        if self._closed:  # perhaps since just now: then a thread may come for it, or none
            work.do()
        else:
            self._begin()
        return work.outcome()

    def close(self) -> None:
        """Let go of the thread, once it has made the calls that wait for it. Idempotent."""
        self._closed = True
        self._works.put(None)
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        """Have a thread work. Interrupted on the way it may be begun twice, which is once too often and no harm."""
        if self._thread is None:
            thread = Thread(target=self._work, name="steady", daemon=True)
            thread.start()
            self._thread = thread

    def _work(self) -> None:
        while (work := self._works.get()) is not None:
            work.do()
        self._works.put(None)  # for whoever else works, or will


def _raising(error: BaseException) -> Callable[[], Any]:
    def throw() -> Any:
        raise error

    return throw
