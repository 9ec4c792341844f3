"""Rates: how many requests a key may make, and how many without a good key may come from one address."""

from math import ceil
from time import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.refusals import TooManyRequests


class Rates:
    """Counts requests in windows that begin with the first one; kept in memory, for one process. Any thread may call.

    A good key is never kept waiting by the bad ones that come from its address: 256 bits at random are not guessed.
    """

    def __init__(self, requests: str, failures: str) -> None:
        """So many requests of a key, and so many from an address without a good one: `60/minute`, `10/2 seconds`."""
        self._requests = parse(requests)
        self._failures = parse(failures)
        self._windows = FixedWindowRateLimiter(MemoryStorage())

    def take(self, key: str) -> None:
        """Count a request under a key. Raises TooManyRequests where there were as many as it may make already."""
        if not self._windows.hit(self._requests, "key", key):
            wait = self._wait(self._requests, "key", key)
            raise TooManyRequests(f"this key may make {self._requests} requests: send the next in {wait} s", wait)

    def fail(self, address: str) -> None:
        """Count a request without a good key from an address. Raises TooManyRequests likewise."""
        if not self._windows.hit(self._failures, "address", address):
            wait = self._wait(self._failures, "address", address)
            raise TooManyRequests(f"too many requests from {address} came without a good key: wait {wait} s", wait)

    def _wait(self, rate: RateLimitItem, *whose: str) -> int:
        """Seconds, at least 1, until a window ends."""
        return max(1, ceil(self._windows.get_window_stats(rate, *whose).reset_time - time()))
