"""Rates: how many requests a key may make, and how many without a good key may come from one address."""

import re
from collections.abc import Callable
from math import ceil
from time import monotonic

from api.refusals import TooManyRequests

_RATE = re.compile(r"(\d+)/(?:(\d+) )?(second|minute|hour|day)s?")
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}


class Window:
    """How often each of many came in a stretch of time. When it is over, all begin anew and nobody is remembered.

    A stretch is a count and seconds, written as `60/minute` or `10000/10 seconds`.
    """

    def __init__(self, rate: str, clock: Callable[[], float]) -> None:
        found = _RATE.fullmatch(rate)
        if found is None:
            raise ValueError(f"{rate!r} is no rate: write 60/minute or 10000/10 seconds")
        self.rate = rate
        self._most = int(found[1])
        self._seconds = int(found[2] or 1) * _SECONDS[found[3]]
        self._clock = clock
        self._ends = 0.0
        self._come: dict[str, int] = {}

    def come(self, who: str) -> int:
        """Count one who comes: 0 where that may be, else the seconds, at least 1, until the stretch is over."""
        now = self._clock()
        if now >= self._ends:
            self._ends = now + self._seconds
            self._come = {}
        count = self._come.get(who, 0)
        if count >= self._most:
            return max(1, ceil(self._ends - now))
        self._come[who] = count + 1
        return 0


class Rates:
    """Counts requests; kept in memory, for one process, by the event loop's thread alone.

    A good key is never kept waiting by the bad ones that come from its address: 256 bits at random are not guessed.
    """

    def __init__(self, requests: str, failures: str, clock: Callable[[], float] = monotonic) -> None:
        """So many requests of a key, and so many from an address without a good one."""
        self._requests = Window(requests, clock)
        self._failures = Window(failures, clock)

    def take(self, key: str) -> None:
        """Count a request under a key. Raises TooManyRequests where there were as many as it may make already."""
        if wait := self._requests.come(key):
            raise TooManyRequests(f"this key may make {self._requests.rate} requests: send the next in {wait} s", wait)

    def fail(self, address: str) -> None:
        """Count a request without a good key from an address. Raises TooManyRequests likewise."""
        if wait := self._failures.come(address):
            raise TooManyRequests(f"too many requests from {address} came without a good key: wait {wait} s", wait)
