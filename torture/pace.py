"""Pace: how much of how much is done, how fast it goes, and how long it still takes."""

from time import monotonic

from torture.__main__ import Report

SELDOM = 5.0
"""Seconds between two reports."""


class Pace:
    """Tells a report now and then how far a work has come: "412 of 1,000 kills, 9.1/s, 1 min 5 s left"."""

    def __init__(self, report: Report, what: str, total: int) -> None:
        self._report = report
        self._what = what
        self._total = total
        self._begun = self._told = monotonic()

    def reach(self, done: int, besides: str = "") -> None:
        """So many are done, and what else there is to say."""
        now = monotonic()
        if done < self._total and now - self._told < SELDOM:
            return
        self._told = now
        rate = done / max(now - self._begun, 0.001)
        left = f", {_duration((self._total - done) / rate)} left" if 0 < done < self._total else ""
        also = f"; {besides}" if besides else ""
        self._report(f"{done:,} of {self._total:,} {self._what}, {rate:,.1f}/s{left}{also}")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
