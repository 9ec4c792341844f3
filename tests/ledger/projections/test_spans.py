from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.dates import possibly_overlap
from ledger.projections.spans import marks, sought, span

DAYS = st.dates().map(str)
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: day[:7]),
    DAYS.map(lambda day: day[:4]),
    DAYS.map(lambda day: day[:7] + "~"),
    DAYS.map(lambda day: f"{day}T10:00:00Z"),
    st.tuples(DAYS, DAYS).map(lambda ends: "/".join(sorted(ends))),
    DAYS.map(lambda day: f"{day}/.."),
    DAYS.map(lambda day: f"../{day}"),
)


def found(claimed: str, asked: str) -> bool:
    """Whether a claim of one date is found when another is asked for."""
    return bool(set(marks("period", claimed).split()) & set(sought("period", asked)))


@given(DATES, DATES)
def test_spans_that_overlap_are_found(claimed: str, asked: str) -> None:
    if possibly_overlap(claimed, asked):
        assert found(claimed, asked)


@given(DATES, DATES)
def test_spans_are_compared_as_dates_are(claimed: str, asked: str) -> None:
    one, other = span(claimed), span(asked)

    assert (one.first <= other.last and other.first <= one.last) == possibly_overlap(claimed, asked)


@pytest.mark.parametrize(
    ("claimed", "asked"),
    [
        ("2023-08-31", "2024-08"),
        ("2023-08", "1990/2022"),
        ("2023-08/..", "2022"),
        ("2022-11", "2023-08/.."),
        ("../2021", "2023"),
    ],
)
def test_what_lies_far_apart_is_not_found(claimed: str, asked: str) -> None:
    assert not found(claimed, asked)


def test_few_marks_are_enough() -> None:
    for date, most in (("2023-08-31", 8), ("2023-08", 16), ("2023", 24), ("2023-08/..", 64), ("../2023", 64)):
        assert len(marks("period", date).split()) <= most
        assert len(sought("period", date)) <= most


def test_a_span_is_in_seconds_from_the_year_1() -> None:
    second = (datetime(2023, 8, 31, 10, tzinfo=UTC) - datetime(1, 1, 1, tzinfo=UTC)).total_seconds()

    assert span("2023-08-31T10:00:00Z") == (second, second)
    assert span("0001-01-01").first == 0
    assert span("../2023").first == 0 and span("2023/..").last > span("9999").last


def test_clocks_have_marks_of_their_own() -> None:
    assert not set(marks("period", "2023").split()) & set(marks("asserted_at", "2023").split())
