"""Imprecise dates: validated in models, and compared by what they certainly and possibly mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ledger.attribution import Hop
from ledger.bounds import bounds
from ledger.dates import (
    Edtf,
    certainly_after,
    certainly_before,
    chronology,
    contradicts,
    latest_day,
    possibly_overlap,
)
from ledger.terms import Role
from tests.ledger.written import ALPHABET, dates

EDTF = TypeAdapter(Edtf)


def test_a_date_is_kept_as_written() -> None:
    assert Hop(role=Role.SPEAKER, on="2023-08-30T13:00:00+03:00").on == "2023-08-30T13:00:00+03:00"


def test_a_refusal_names_the_field_and_says_what_to_write() -> None:
    with pytest.raises(ValidationError) as refused:
        Hop(role=Role.SPEAKER, on="31/08/2023")
    (fault,) = refused.value.errors()
    assert fault["loc"] == ("on",)
    assert fault["type"] == "bad_date"
    assert fault["msg"] == (
        "'31/08/2023' is not a date in EDTF: write 2023-08-31, 2023-08, 2023-08~ or 2023-08-01/2023-08-15"
    )


@pytest.mark.parametrize("value", [2023, None, b"2023", True])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        EDTF.validate_python(value, strict=True)


def test_braces_in_a_refused_date_are_shown_as_they_stand() -> None:
    with pytest.raises(ValidationError, match=r"'\{reason\}' is not a date"):
        EDTF.validate_python("{reason}")


@given(st.one_of(st.text(max_size=80), st.text(ALPHABET, max_size=70)))
def test_any_text_is_either_kept_or_refused(text: str) -> None:
    try:
        assert EDTF.validate_python(text) == text
    except ValidationError as refused:
        assert refused.error_count() == 1


def test_the_schema_states_the_length() -> None:
    schema = EDTF.json_schema()
    assert (schema["type"], schema["minLength"], schema["maxLength"]) == ("string", 4, 64)
    assert [bounds(written) for written in schema["examples"]]


@pytest.mark.parametrize(
    ("a", "b", "certainly"),
    [
        ("2023-08-30", "2023-08-31", True),
        ("2023-08-31", "2023-08-30", False),
        ("2023-08-31", "2023-08-31", False),
        ("2023-08", "2023-08-31", False),
        ("2023-08-31", "2023-08", False),
        ("2023-07", "2023-08~", False),
        ("2023-06", "2023-08~", True),
        ("../2023-07", "2023-08", True),
        ("2023-07/..", "2023-08", False),
        ("2023-09/..", "2023-08", False),
        ("2023", "../2022", False),
        ("../..", "0001", False),
    ],
)
def test_before(a: str, b: str, certainly: bool) -> None:
    assert certainly_before(a, b) is certainly


@pytest.mark.parametrize(
    ("a", "b", "overlap"),
    [
        ("2023-08", "2023-08-31", True),
        ("2023-08-30", "2023-08-31", False),
        ("2023-08-31", "2023-08-30", False),
        ("2023-08-31T00:00:00Z", "2023-08-30T23:59:59Z", False),
        ("2023-08/..", "2024", True),
        ("2023-08/..", "2022", False),
    ],
)
def test_contradiction_is_having_no_common_instant(a: str, b: str, overlap: bool) -> None:
    assert possibly_overlap(a, b) is overlap
    assert contradicts(a, b) is not overlap


@given(dates(), dates())
def test_what_is_certain_has_one_direction(a: str, b: str) -> None:
    if certainly_before(a, b):
        assert not certainly_before(b, a)
        assert contradicts(a, b)


@given(dates(), dates())
def test_contradiction_is_mutual_and_never_with_oneself(a: str, b: str) -> None:
    assert contradicts(a, b) == contradicts(b, a)
    assert possibly_overlap(a, a)


@given(dates(), dates(), dates())
def test_certainly_before_carries_on(a: str, b: str, c: str) -> None:
    if certainly_before(a, b) and certainly_before(b, c):
        assert certainly_before(a, c)


def test_a_timeline_is_sorted_by_earliest_then_latest_with_undated_last() -> None:
    written = [None, "2023-08-31", "2023", "../2022", "2023-01", "2023/.."]
    assert sorted(written, key=chronology) == ["../2022", "2023-01", "2023", "2023/..", "2023-08-31", None]


@given(dates(), dates())
def test_a_timeline_never_puts_what_is_certainly_later_first(a: str, b: str) -> None:
    if certainly_before(a, b):
        assert chronology(a) < chronology(b)


@pytest.mark.parametrize(
    ("at", "latest"),
    [
        ("2024-01-01T09:59:59.999999Z", date(2024, 1, 1)),
        ("2024-01-01T10:00:00.000000Z", date(2024, 1, 2)),
        ("2023-12-31T23:59:59.999999Z", date(2024, 1, 1)),
        ("0001-01-01T00:00:00.000000Z", date(1, 1, 1)),
        ("9999-12-31T09:59:59.999999Z", date(9999, 12, 31)),
        ("9999-12-31T23:59:59.999999Z", date(9999, 12, 31)),
    ],
)
def test_the_latest_day_is_that_where_days_begin_first(at: str, latest: date) -> None:
    assert latest_day(at) == latest


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("2024-01-02", False),
        ("2024-01-03", True),
        ("2024-01", False),
        ("2024-02", True),
        ("2024", False),
        ("2025", True),
        ("2024-01-03~", False),
        ("2024-01-04~", True),
        ("202X", False),
        ("2024-01-02/2024-03", False),
        ("2024-01-03/2024-03", True),
        ("2024-01-02/..", False),
        ("2024-01-03/..", True),
        ("../2031", False),
        ("[2024-01-01,2031]", False),
        ("[2024-01-03,2031]", True),
        ("2024-01-03T13:59:59+14:00", False),
        ("2024-01-02T23:59:59Z", False),
        ("2024-01-03T00:00:00Z", True),
        ("2024-01-02T23:59:59-01:00", True),
    ],
)
def test_a_date_is_after_a_day_where_all_that_it_can_mean_is(written: str, after: bool) -> None:
    assert certainly_after(written, date(2024, 1, 2)) is after


@given(dates(), st.dates(max_value=date.max - timedelta(days=1)))
def test_what_is_after_a_day_is_what_the_day_is_certainly_before(written: str, day: date) -> None:
    assert certainly_after(written, day) == certainly_before(day.isoformat(), written)
