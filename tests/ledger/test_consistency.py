"""Consistency: nothing is called a contradiction that is not certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.bounds import bounds
from ledger.consistency import consistent
from ledger.terms import Counted
from tests.ledger.written import NUMBERS, QUANTITIES, VALUES, dates, end_of, plain

TOTAL, WITHIN = Counted.TOTAL_BY, Counted.WITHIN
PERIODS = st.one_of(st.none(), dates())


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (">1000", "6700", True),
        (">1000", "1000", False),
        (">=1000", "1000", True),
        (">1000", "<=1000", False),
        ("<1000", "1000", False),
        ("<=1000", ">=1000", True),
        ("~1000", "1100", True),
        ("~1000", "1101", False),
        ("900/1000", "1000/1100", True),
        ("900/1000", "1001", False),
        ("1000", "1000.0", True),
        ("1000", "2000", False),
        ("2023-08", "2023-08-30", True),
        ("2023-08", "2023-09", False),
        ("2023-08~", "2023-09", True),
        ("2023", "2023-08", True),
        ("2022", "2023-08", False),
        (">1000", "2023-08", False),
        ("rifles", "RIFLES", True),
        ("rifles", "shells", False),
        ("rifles", "1000", False),
        ("rifles", "2023-08", False),
        ("{rifles,shells}", "{shells,rifles}", True),
        ("{rifles,shells}", "rifles", False),
        ("{rifles}", "rifles", True),
        ("{rifles,...}", "{shells,rifles}", True),
        ("{rifles,rockets,...}", "{shells,rifles}", False),
        ("{rifles,...}", "{shells,...}", True),
        ("{rifles,...}", "rifles", True),
        ("{rifles,...}", "shells", False),
        ("{2023-08,...}", "{2023-08-31,2023-10}", True),
    ],
)
def test_said_of_the_same_time(a: str, b: str, expected: bool) -> None:
    for counted in (None, TOTAL, WITHIN):
        assert consistent(a, b, counted=counted) is expected
        assert consistent(b, a, counted=counted) is expected
        assert consistent(a, b, counted=counted, period_a="2023", period_b="2023") is expected


@pytest.mark.parametrize(
    ("a", "period_a", "b", "period_b", "expected"),
    [
        ("1000", "2023-08", "6700", "2023-10", True),
        ("6700", "2023-08", "1000", "2023-10", False),
        (">6700", "2023-08", "6700", "2023-10", False),
        (">1000", "2023-08", "<500", "2023-10", False),
        ("<500", "2023-08", "1000", "2023-10", True),
        ("6700", "2023", "1000", "2023-12", False),
        ("1000", "2023", "6700", "2023-12", False),
        ("6700", "2023-08~", "1000", "2023-08", True),
        ("6700", "2023-08~", "1000", "2023-09", False),
        ("6700", "2023-08~", "1000", "2023-11", False),
        ("6700", "2023-08", "1000", "2023-01/..", True),
        ("6700", "2023-08", "1000", "2023-01/2023-10", False),
        ("6700", "2023-08", "1000", "2023-24", True),
        ("6700", "2023-08-23", "1000", "2023-08-24", False),
        ("6700", "2023-08~", "1000", "2023-08~", False),
        ("6700", "2023-08", "1000", None, False),
    ],
)
def test_totals_never_fall(a: str, period_a: str, b: str, period_b: str | None, expected: bool) -> None:
    assert consistent(a, b, counted=TOTAL, period_a=period_a, period_b=period_b) is expected


@pytest.mark.parametrize(
    ("a", "period_a", "b", "period_b", "expected"),
    [
        ("1000", "2023-08", "5", "2023-10", True),
        ("1000", "2023-08", "5", "2023", False),
        ("5", "2023-08", "1000", "2023", True),
        ("1000", "2023-08", "5", "2023-08-15/2023-09", True),
        ("1000", "2023-08", "5", "2023-08-01/2023-08-31", False),
        ("1000", "2023-08", "5", "2023~", True),
        ("1000", "2023-08", "5", "{2023-07,2023-09}", True),
        ("1000", "2023-08", "5", "2023/..", False),
        ("1000", "2023-08", "5", "2023/", True),
        ("1000", "2023-08/..", "5", "2023/..", False),
        ("1000", "2023-08/..", "5", "2023", True),
        ("1000", "2023-08~", "5", "2023", False),
        ("1000", None, "5", "2023", False),
    ],
)
def test_what_fell_within_a_period_bounds_only_what_holds_it(
    a: str, period_a: str | None, b: str, period_b: str, expected: bool
) -> None:
    assert consistent(a, b, counted=WITHIN, period_a=period_a, period_b=period_b) is expected


def test_what_is_not_counted_is_compared_whatever_the_periods() -> None:
    assert not consistent("2023-08", "2023-10", period_a="2023-08", period_b="2023-10")


@pytest.mark.parametrize("bad", [{"a": "1,000"}, {"period_a": "soon", "period_b": "2023", "counted": TOTAL}])
def test_what_cannot_be_read_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"1,000|soon"):
        consistent(**{"a": "1", "b": "2", **bad})  # type: ignore[arg-type]


@given(VALUES, VALUES, st.sampled_from([None, TOTAL, WITHIN]), PERIODS, PERIODS)
def test_it_is_mutual(a: str, b: str, counted: Counted | None, period_a: str | None, period_b: str | None) -> None:
    there = consistent(a, b, counted=counted, period_a=period_a, period_b=period_b)
    back = consistent(b, a, counted=counted, period_a=period_b, period_b=period_a)
    assert there == back


@given(VALUES, st.sampled_from([None, TOTAL, WITHIN]), PERIODS, PERIODS)
def test_a_value_is_consistent_with_itself(
    value: str, counted: Counted | None, period_a: str | None, period_b: str | None
) -> None:
    assert consistent(value, value, counted=counted, period_a=period_a, period_b=period_b)


@given(QUANTITIES, QUANTITIES, st.sampled_from([TOTAL, WITHIN]), dates(), dates())
def test_periods_only_ever_excuse(a: str, b: str, counted: Counted, period_a: str, period_b: str) -> None:
    if consistent(a, b):
        assert consistent(a, b, counted=counted, period_a=period_a, period_b=period_b)


@given(NUMBERS, NUMBERS, plain(st.dates()), plain(st.dates()))
def test_a_lower_bound_carries_forward_and_an_upper_bound_backward(
    a: str, b: str, period_a: str, period_b: str
) -> None:
    low, high = sorted((a, b), key=float)
    earlier, later = sorted((period_a, period_b), key=end_of)
    assert consistent(f">={low}", high, counted=TOTAL, period_a=earlier, period_b=later)
    assert consistent(low, f"<={high}", counted=TOTAL, period_a=earlier, period_b=later)
    if float(low) < float(high):
        assert not consistent(f">={high}", low, counted=TOTAL, period_a=earlier, period_b=later)
        assert not consistent(high, f"<={low}", counted=TOTAL, period_a=earlier, period_b=later)


@given(NUMBERS, NUMBERS, dates(), dates())
def test_counts_within_periods_apart_never_contradict(a: str, b: str, period_a: str, period_b: str) -> None:
    one, other = bounds(period_a), bounds(period_b)
    if one.latest is not None and other.earliest is not None and one.latest < other.earliest:
        assert consistent(a, b, counted=WITHIN, period_a=period_a, period_b=period_b)
