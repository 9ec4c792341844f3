"""Strategies: dates and values as people write them."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from ledger.bounds import bounds

YEARS = st.integers(1, 9999)
ALPHABET = "0123456789X-/.,~?%{}[]TZSYE:+ "
"""What dates are written with."""

NUMBERS = st.decimals(-(10**6), 10**6, places=2).map(lambda n: format(n, "f"))
RELATIONS = st.sampled_from(["", "", ">", ">=", "<", "<=", "~"])
QUANTITIES = st.one_of(
    st.builds(str.__add__, RELATIONS, NUMBERS),
    st.lists(NUMBERS, min_size=2, max_size=2).map(lambda two: "/".join(sorted(two, key=Decimal))),
)
NAMES = st.sampled_from(["rifles", "Rifles", "artillery shells", "rockets", "2023-08", "2023-08-31", "1000", "~900"])
LISTS = st.builds(
    lambda items, more: "{" + ",".join(items) + more + "}", st.lists(NAMES, min_size=1), st.sampled_from(["", ",..."])
)
VALUES = st.one_of(QUANTITIES, NAMES, LISTS, st.sampled_from(["2023", "2023-08/..", "2023~/2024", "straße"]))


def end_of(text: str) -> datetime:
    """The latest instant of a date that is not open."""
    latest = bounds(text).latest
    assert latest is not None
    return latest


def plain(days: st.SearchStrategy[date]) -> st.SearchStrategy[str]:
    """Years, months and days without a mark."""
    return st.builds(lambda d, length: d.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


def dates() -> st.SearchStrategy[str]:
    """Dates of every form that is read."""
    one = st.builds(str.__add__, plain(st.dates()), st.sampled_from(["", "", "~", "?", "%"]))
    season = st.builds(lambda y, code: f"{y:04}-{code}", YEARS, st.integers(21, 41))
    instant = st.datetimes().map(lambda d: d.replace(microsecond=0).isoformat() + "Z")
    single = st.one_of(one, season, instant, st.sampled_from(["202X", "2023-XX-31", "1950S2", "2023?-08"]))
    pair = st.lists(one, min_size=2, max_size=2).map(lambda two: "/".join(sorted(two, key=end_of)))
    half = st.builds(lambda t, form: form.format(t), one, st.sampled_from(["{}/..", "../{}", "{}/", "/{}", "[..{}]"]))
    several = st.lists(one, min_size=1, max_size=4).map(lambda all_: "{" + ",".join(all_) + "}")
    return st.one_of(single, pair, half, several)
