"""Figures: what a ledger counts of its own work while it is open, and what failed in it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate
from threading import Lock
from time import perf_counter

from ledger.entries import Entry
from ledger.errors import Refusal, StorageFailure, Unavailable
from ledger.receipts import Receipt
from ledger.views import Failure, Work

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SHARING = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
UNEXPECTED = "unexpected"
"""The kind of a failure that no refusal names."""


class Spread:
    """How measurements are spread: how many were at most each of some bounds, and what all add up to."""

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.sum = 0.0
        self._counts = [0] * (len(bounds) + 1)

    def add(self, measured: float) -> None:
        """Count one measurement."""
        self._counts[bisect_left(self.bounds, measured)] += 1
        self.sum += measured

    def at_most(self) -> list[int]:
        """How many were at most each bound; last, how many there were at all."""
        return list(accumulate(self._counts))


class Figures:
    """What one opening of a ledger has done since. Any thread may count and any may read, at any time.

    `outcomes` counts records by how they ended (recorded, again, refused, failed) and, of the last two, the slug of the
    refusal; an append that is refused as a whole counts once. `appends` are seconds from asking to acknowledgement,
    `syncs` the seconds of an append to the store, `sharing` the appends that one of those served, `entries` all that
    were appended. `batches` are the seconds of each batch of the follower, `followed` the entries in them. `now` tells
    the present instant.
    """

    def __init__(self, now: Callable[[], str]) -> None:
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.appends, self.syncs, self.batches = Spread(SECONDS), Spread(SECONDS), Spread(SECONDS)
        self.sharing = Spread(SHARING)
        self.entries = self.followed = 0
        self._failing: dict[Work, Failure] = {}
        self._last: dict[Work, Failure] = {}
        self._now = now
        self._lock = Lock()

    def appending(self, run: Callable[[], list[Receipt]]) -> list[Receipt]:
        """Run an append and count how it ended."""
        began = perf_counter()
        try:
            receipts = run()
        except Exception as error:
            self.appended(began, error)
            raise
        self.appended(began, receipts)
        return receipts

    def appended(self, began: float, outcome: list[Receipt] | BaseException) -> None:
        """Count how an append ended that began at this instant of `perf_counter`."""
        took = perf_counter() - began
        if isinstance(outcome, StorageFailure):  # be it that nobody could even become the writer
            self.failed("append", outcome)
        with self._lock:
            if isinstance(outcome, BaseException):
                self.outcomes[_outcome(outcome)] += 1
                return
            self.appends.add(took)
            for receipt in outcome:
                self.outcomes["again" if receipt.again else "recorded", ""] += 1

    def refused(self, refusals: Iterable[Refusal]) -> None:
        """Count records that were refused among others that were not."""
        with self._lock:
            self.outcomes.update(map(_outcome, refusals))

    def syncing(self, sharing: int, commit: Callable[[], list[Entry]]) -> list[Entry]:
        """Run a commit that serves so many appends, and count what it took."""
        began = perf_counter()
        entries = commit()
        if entries:
            took = perf_counter() - began
            with self._lock:
                self.syncs.add(took)
                self.sharing.add(sharing)
                self.entries += len(entries)
            self.succeeded("append")
        return entries

    def batch(self, entries: int, seconds: float) -> None:
        """Count a batch that the follower applied."""
        with self._lock:
            self.batches.add(seconds)
            self.followed += entries

    def failed(self, work: Work, error: BaseException) -> None:
        """Keep what a work failed with, until it succeeds again. Of what nobody foresaw only the kind is kept."""
        kind, detail = UNEXPECTED, f"The program failed: {type(error).__name__}"
        if isinstance(error, Refusal):
            kind, detail = error.slug, f"{error.title}: {error}"
        failure = Failure(of=work, kind=kind, detail=detail, at=self._now())
        with self._lock:
            self._failing[work] = self._last[work] = failure

    def succeeded(self, work: Work) -> None:
        """Say that a work goes on: whatever it failed with is over."""
        if work in self._failing:
            with self._lock:
                self._failing.pop(work, None)

    def failing(self) -> tuple[Failure, ...]:
        """What failed last, of each work that has not succeeded since."""
        with self._lock:
            return tuple(self._failing.values())

    def last_failures(self) -> tuple[Failure, ...]:
        """What each work failed with last, be it over or not."""
        with self._lock:
            return tuple(self._last.values())


def _outcome(error: BaseException) -> tuple[str, str]:
    if isinstance(error, Refusal):
        return "failed" if isinstance(error, Unavailable) else "refused", error.slug
    return "failed", UNEXPECTED
