"""The recorded clock and the asserted clock, as a question names them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ledger.clocks import asserted_end, day_end, instant, recorded_cursor
from ledger.errors import BadCursor, BadDate
from ledger.terms import Instant


@pytest.mark.parametrize(
    ("text", "cursor"),
    [
        ("41", 41),
        ("0", 0),
        ("2023", 2023),
        ("2023-08-31", "2023-08-31T23:59:59.999999Z"),
        ("2023-08-31T10:00:00Z", "2023-08-31T10:00:00.000000Z"),
        ("2023-08-31T10:00:00.5Z", "2023-08-31T10:00:00.500000Z"),
        ("2023-08-31t10:00:00.123456789z", "2023-08-31T10:00:00.123456Z"),
        ("2023-08-31T01:00:00+03:00", "2023-08-30T22:00:00.000000Z"),
    ],
)
def test_a_place_on_the_recorded_clock(text: str, cursor: int | str) -> None:
    assert recorded_cursor(text) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "4.1",
        "\u0664\u0661",
        "now",
        "2023-08",
        "2023-02-30",
        "2023-08-31 10:00:00Z",
        "2023-08-31T10:00:00",
        "2023-08-31T10:00:60Z",
        "0001-01-01T00:00:00+03:00",
        "9" * 5000,
    ],
)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadCursor, match="write a position such as 41") as refused:
        recorded_cursor(text, "recorded_until")
    assert refused.value.field == "recorded_until"
    assert len(refused.value.detail) < 300


@given(st.text(max_size=80))
def test_any_text_is_a_place_or_refused(text: str) -> None:
    try:
        cursor = recorded_cursor(text)
    except BadCursor:
        return
    assert isinstance(cursor, int) or TypeAdapter(Instant).validate_python(cursor) == cursor


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)), st.integers(-1439, 1439))
def test_an_instant_is_read_back_whatever_its_offset(at: datetime, minutes: int) -> None:
    local = at.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=minutes)))
    assert recorded_cursor(local.isoformat()) == instant(local) == instant(at.replace(tzinfo=UTC))


@given(st.datetimes(), st.datetimes())
def test_instants_sort_as_text(a: datetime, b: datetime) -> None:
    assert (instant(a.replace(tzinfo=UTC)) < instant(b.replace(tzinfo=UTC))) == (a < b)


def test_a_day_ends_with_its_last_microsecond() -> None:
    assert day_end("2023-08-31") == datetime(2023, 8, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    assert day_end("2023-08") is None


@pytest.mark.parametrize("by", ["41", "2023-08", "soon"])
def test_the_asserted_clock_takes_a_day_or_an_instant(by: str) -> None:
    with pytest.raises(BadDate, match="write a day such as 2023-08-31") as refused:
        asserted_end(by)
    assert refused.value.field == "asserted_as_of"
