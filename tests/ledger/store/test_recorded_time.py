"""Whatever the clock shows, order is by position: set back an hour, on a leap day, past the end of 32 bits."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.store.log import StoredLog
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST, Calendar

JUMPS = {
    "an hour back": ["2031-10-26T01:59:59.999999Z", "2031-10-26T01:00:00.000000Z", "2031-10-26T02:00:00.000000Z"],
    "over a leap day": ["2032-02-28T23:59:59.999999Z", "2032-02-29T00:00:00.000000Z", "2032-03-01T00:00:00.000000Z"],
    "back over a leap day": [
        "2032-03-01T00:00:00.000000Z",
        "2032-02-29T23:59:59.999999Z",
        "2032-03-01T00:00:00.000001Z",
    ],
    "past 31 bits": ["2038-01-19T03:14:07.999999Z", "2038-01-19T03:14:08.000000Z", "2038-01-19T03:14:08.000001Z"],
    "past 32 bits": ["2106-02-07T06:28:15.000000Z", "2106-02-07T06:28:16.000000Z", "1970-01-01T00:00:00.000000Z"],
    "to the beginning and the end": [
        "0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z",
        "1901-12-13T20:45:52.000000Z",
    ],
}
"""What the clock shows as one thing after the other is recorded."""


def graded_at(path: Path, calendar: Calendar, times: Sequence[str]) -> None:
    """A source that is graded A, then B, then C, at these times, each by a process of its own."""
    with open_ledger(str(path), create=True, clock=calendar) as ledger:
        ledger.record(source_record("outlet"), by=ANALYST, recorded_at="0001-01-01T00:00:00.000000Z")
    for grade, time in zip("ABC", times, strict=True):
        calendar.time = datetime.fromisoformat(time)
        with open_ledger(str(path), clock=calendar) as ledger:
            ledger.record(record("grade", source="outlet", reliability=grade, reason="read"), by=ANALYST)


def check_order(ledger: Ledger, shown: Sequence[str]) -> None:
    """Grades stand in the order of recording, at times that never decrease and that find them again."""
    entries = list(ledger.entries(until=5))
    times = [max(shown[: n + 1]) for n in range(3)]
    assert [entry.position for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.recorded_at for entry in entries[2:]] == times
    assert [entry.fact.model_dump()["reliability"] for entry in entries[2:]] == ["A", "B", "C"]
    assert ledger.source("outlet").reliability == "C"
    for position, time in enumerate(times, start=3):
        assert ledger.moment(time).position == max(p for p, t in enumerate(times, start=3) if t == time) >= position


@pytest.mark.parametrize("shown", JUMPS.values(), ids=list(JUMPS))
def test_order_is_by_position_whatever_the_clock_shows(tmp_path: Path, calendar: Calendar, shown: list[str]) -> None:
    path = tmp_path / "claims.ledger"

    graded_at(path, calendar, shown)

    with open_ledger(str(path), clock=calendar) as ledger:
        check_order(ledger, shown)
        assert ledger.examination().fault is None


def test_the_leap_day_is_a_day_of_its_own(tmp_path: Path, calendar: Calendar) -> None:
    path = tmp_path / "claims.ledger"

    graded_at(path, calendar, JUMPS["over a leap day"])

    with open_ledger(str(path), clock=calendar) as ledger:
        calendar.on("2032-03-02")
        days = ("2032-02-28", "2032-02-29", "2032-03-01")
        assert [ledger.moment(day).position for day in days] == [3, 4, 5]


def test_what_was_recorded_while_the_clock_was_back_is_found_when_it_was_last_right(
    tmp_path: Path, calendar: Calendar
) -> None:
    path = tmp_path / "claims.ledger"

    graded_at(path, calendar, JUMPS["an hour back"])

    with open_ledger(str(path), clock=calendar) as ledger:
        assert ledger.moment("2031-10-26T01:30:00Z").position == 2
        assert ledger.moment("2031-10-26T01:59:59.999999Z").position == 4


@pytest.mark.parametrize("jump", ["an hour back", "back over a leap day", "past 32 bits"])
def test_a_store_that_believes_the_clock_fails_this_check(
    tmp_path: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch, jump: str
) -> None:
    """The twin: without max(clock, last), in the log and in what is asked of it."""
    monkeypatch.setattr(StoredLog, "_time", lambda log, last, given: given or f"{calendar.time:%Y-%m-%dT%H:%M:%S.%fZ}")
    path = tmp_path / "claims.ledger"

    graded_at(path, calendar, JUMPS[jump])

    with open_ledger(str(path), clock=calendar) as ledger, pytest.raises(AssertionError):
        check_order(ledger, JUMPS[jump])
