"""The scenario's clock: it stands still until a row or a step says what day it is."""

from datetime import UTC, datetime, time, timedelta

from ledger.bounds import bounds
from ledger.clocks import day_end
from ledger.specs.faults import Miswritten
from ledger.specs.slots import LAST

START = datetime(1970, 1, 1, tzinfo=UTC)
NOON = time(12)


class ScenarioClock:
    """The recorded clock of one ledger. A day means its noon, UTC, so that a question by that day's end finds it."""

    def __init__(self) -> None:
        self._now = START

    def __call__(self) -> datetime:
        """The present instant."""
        return self._now

    def begin_at(self, instant: str) -> None:
        """Stand at an instant: that at which a ledger was recorded that goes on from there."""
        self._now = datetime.fromisoformat(instant)

    def turn_to(self, text: str) -> None:
        """Go to a day or an instant. Raises Miswritten if it has passed: nothing is recorded in the past."""
        end = day_end(text)
        if end is None:
            raise Miswritten(f"{text} is no day on which the ledger learned something: write one such as 2031-10-31")
        if end < self._now:
            raise Miswritten(
                f"recorded {text}, but it is {self._now.date()} already: the recorded clock goes forward only"
            )
        self._now = max(self._now, end if "T" in text.upper() else datetime.combine(end.date(), NOON, UTC))

    def reach(self, text: str) -> None:
        """Go on to noon of the last day that an EDTF date can mean, unless that has passed or has no end.

        Raises Miswritten where that is too late for another day to follow.
        """
        latest = bounds(text).latest
        if latest is not None and latest.date().isoformat() > LAST:
            raise Miswritten(f"{text} is too late: the clock of a scenario goes to the end of {LAST}")
        if latest is not None:
            self._now = max(self._now, datetime.combine(latest.date(), NOON, UTC))

    def next_day(self) -> None:
        """Go on to noon of the day after the last moment at which something was, or which passed."""
        last = self._now - timedelta(microseconds=1)
        self._now = datetime.combine(last.date() + timedelta(days=1), NOON, UTC)

    def pass_by(self, text: str) -> None:
        """Go on until a day or instant is over, so that it can be asked about."""
        end = day_end(text)
        if end is not None:
            self._now = max(self._now, end + timedelta(microseconds=1))
