"""Bounds: which instants an imprecise date can mean."""

from calendar import monthrange
from datetime import UTC, date, datetime, time

import pytest
from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.bounds import LONGEST, Bounds, bounds
from tests.ledger.written import ALPHABET, YEARS, dates, plain


def day(text: str) -> date:
    return date.fromisoformat(text)


def span(first: str, last: str) -> Bounds:
    return Bounds(datetime.combine(day(first), time.min, UTC), datetime.combine(day(last), time.max, UTC))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-08-31", "2023-08-31", "2023-08-31"),
        ("2023-08~", "2023-07-01", "2023-09-30"),
        ("2023-02?", "2023-01-01", "2023-03-31"),
        ("2023-08%", "2023-06-01", "2023-10-31"),
        ("2023-08-31~", "2023-08-30", "2023-09-01"),
        ("2023~", "2022-01-01", "2024-12-31"),
        ("2023?-08", "2022-08-01", "2024-08-31"),
        ("~2023-08", "2022-08-01", "2024-08-31"),
        ("2023-~08-31", "2023-07-31", "2023-09-30"),
        ("?2023-?08-?31", "2022-07-30", "2024-10-01"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("20XX~", "1900-01-01", "2199-12-31"),
        ("0XXX", "0001-01-01", "0999-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-XX-31", "2023-01-31", "2023-12-31"),
        ("2023-02-XX", "2023-02-01", "2023-02-28"),
        ("2023-1X", "2023-10-01", "2023-12-31"),
        ("2023-08-3X", "2023-08-30", "2023-08-31"),
        ("20XX-02-29", "2000-02-29", "2096-02-29"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-24", "2022-12-01", "2024-02-29"),
        ("2023-29", "2023-09-01", "2023-11-30"),
        ("2023-30", "2022-12-01", "2024-02-29"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("2023-39", "2023-09-01", "2023-12-31"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("2023-21~", "2022-12-01", "2023-08-31"),
        ("2023-08-01/2023-08-15", "2023-08-01", "2023-08-15"),
        ("2023/2023-03", "2023-01-01", "2023-03-31"),
        ("2023-08~/2023-10?", "2023-07-01", "2023-11-30"),
        ("{2023-08,2023-11}", "2023-08-01", "2023-11-30"),
        ("[2023-11, 2023-08]", "2023-08-01", "2023-11-30"),
        ("{2021..2023,2020}", "2020-01-01", "2023-12-31"),
        ("9999~", "9998-01-01", "9999-12-31"),
        ("0001~", "0001-01-01", "0002-12-31"),
    ],
)
def test_a_date_spans_from_the_first_to_the_last_day_it_can_mean(text: str, first: str, last: str) -> None:
    assert bounds(text) == span(first, last)


@pytest.mark.parametrize("text", ["2023-08-30T10:00:00Z", "2023-08-30T13:00:00+03:00", "2023-08-30T10:00:00"])
def test_a_date_time_spans_its_second_in_utc(text: str) -> None:
    begin = datetime(2023, 8, 30, 10, tzinfo=UTC)
    assert bounds(text) == Bounds(begin, begin.replace(microsecond=999_999))


def test_the_last_microsecond_of_a_day_belongs_to_it() -> None:
    assert bounds("2023-08-31").latest == datetime(2023, 8, 31, 23, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2023-08/..", "2023-08/", "{2023-08..}", "[2023-08,2024..]"])
def test_an_open_end_is_unbounded(text: str) -> None:
    assert bounds(text) == Bounds(datetime(2023, 8, 1, tzinfo=UTC), None)


@pytest.mark.parametrize("text", ["../2023-08", "/2023-08", "[..2023-08]", "{..2022,2023-08}"])
def test_an_open_beginning_is_unbounded(text: str) -> None:
    assert bounds(text) == Bounds(None, span("2023-08-31", "2023-08-31").latest)


def test_an_interval_open_at_both_ends_says_nothing() -> None:
    assert bounds("../..") == Bounds(None, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/08/2023", "'31/08/2023' is not a date in EDTF: write 2023-08-31, 2023-08, 2023-08~"),
        ("yesterday", "is not a date in EDTF"),
        ("", "is not a date in EDTF"),
        ("2023-8-1", "is not a date in EDTF"),
        ("2023-08-31\n", "is not a date in EDTF"),
        (" 2023", "is not a date in EDTF"),
        ("\uff12\uff10\uff12\uff13", "is not a date in EDTF"),
        ("2023?~", "is not a date in EDTF"),
        ("2023-08-31T10:00Z", "is not a date in EDTF"),
        ("2023-08-31T25:00:00Z", "is not a date in EDTF"),
        ("0001-01-01T00:00:00+03:00", "is not a date in EDTF"),
        ("/", "is not a date in EDTF"),
        ("{..}", "is not a date in EDTF"),
        ("{2023,}", "is not a date in EDTF"),
        ("2023/2024/2025", "is not a date in EDTF"),
        ("2023-02-29", "the calendar has no such day"),
        ("2023-13", "the calendar has no such day"),
        ("XXXX-02-30", "the calendar has no such day"),
        ("0000", "outside the years 0001 to 9999"),
        ("-0100", "outside the years 0001 to 9999"),
        ("Y20000", "outside the years 0001 to 9999"),
        ("Y17E7", "outside the years 0001 to 9999"),
        ("2023-09/2023-08", "ends before it begins"),
        ("{2023..2022}", "ends before it begins"),
        ("{2020,..2021}", "open in its middle"),
        ("{2020..,2021}", "open in its middle"),
        ("2" * (LONGEST + 1), "at most 64 characters, not 65"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        bounds(text)


@given(dates())
@example("2023-09/2023-08~")
def test_bounds_are_ordered(text: str) -> None:
    found = bounds(text)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@settings(max_examples=60, deadline=None)
@given(plain(st.dates()))
@example("2024-02")
def test_plain_dates_span_what_the_edtf_package_says(text: str) -> None:
    oracle = parse_edtf(text)
    first, last = (date(*found[:3]) for found in (oracle.lower_strict(), oracle.upper_strict()))
    assert bounds(text) == span(first.isoformat(), last.isoformat())


@settings(max_examples=40, deadline=None)
@given(plain(st.dates(date(3, 1, 1), date(9997, 1, 1))), st.sampled_from("~?%"))
def test_a_mark_widens_what_the_edtf_package_calls_strict(text: str, mark: str) -> None:
    oracle = parse_edtf(text + mark)
    strict = span(*(date(*found[:3]).isoformat() for found in (oracle.lower_strict(), oracle.upper_strict())))
    found = bounds(text + mark)
    assert found.earliest < strict.earliest and strict.latest < found.latest  # type: ignore[operator]


@given(YEARS, st.integers(1, 12))
def test_a_month_ends_with_its_last_day(year: int, month: int) -> None:
    assert bounds(f"{year:04}-{month:02}").latest.day == monthrange(year, month)[1]  # type: ignore[union-attr]


@given(plain(st.dates()), plain(st.dates()))
def test_an_interval_spans_from_its_beginning_to_its_end(begin: str, end: str) -> None:
    earliest, latest = bounds(begin).earliest, bounds(end).latest
    if latest < earliest:  # type: ignore[operator]
        with pytest.raises(ValueError, match="ends before it begins"):
            bounds(f"{begin}/{end}")
    else:
        assert bounds(f"{begin}/{end}") == Bounds(earliest, latest)


@given(st.lists(plain(st.dates()), min_size=1, max_size=5))
def test_a_set_contains_its_members(members: list[str]) -> None:
    found = bounds("{" + ",".join(members) + "}")
    assert found.earliest == min(bounds(member).earliest for member in members)  # type: ignore[type-var]
    assert found.latest == max(bounds(member).latest for member in members)  # type: ignore[type-var]


@given(st.one_of(st.text(max_size=80), st.text(ALPHABET, max_size=70)))
@example("9999-12-31T23:59:59-23:59")
@example("[[]]")
@example("\ud800")
def test_any_other_text_is_refused_and_nothing_else_happens(text: str) -> None:
    try:
        found = bounds(text)
    except ValueError as refusal:
        assert str(refusal)
    else:
        assert isinstance(found, Bounds)
