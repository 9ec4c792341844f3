"""Consistency: whether two values given to one question may both be true.

Nothing is called a contradiction that is not certain: where periods are imprecise or only partly the same, both stand.
"""

import re

from ledger.bounds import bounds
from ledger.dates import possibly_overlap
from ledger.terms import Counted
from ledger.values import Answer, Item, Listing, Number, When, parse

_INEXACT = re.compile(r"[?~%XS{\[]|^[0-9]{4}-(?:24|28|30)$")  # 24, 28 and 30 are seasons at the turn of the year


def consistent(
    a: str,
    b: str,
    *,
    counted: Counted | None = None,
    period_a: str | None = None,
    period_b: str | None = None,
) -> bool:
    """Whether values `a` and `b`, said of the periods (EDTF) given, may both be true.

    Numbers are consistent where their bounds meet, dates where they overlap, texts where they are equal; a closed list
    with an equal one, an open list with every list that covers it; and any one answer is a closed list of one.

    Counted numbers of different periods: a `total-by` counts up to the end of its period and never falls, so that a
    lower bound carries forward and an upper bound backward; a `within` is never below the count of a period inside its
    own, and two periods that lie otherwise bind each other in nothing. Where a period is None, and for what is not
    counted, both values are taken to be of the same time.

    Symmetric and reflexive. Raises ValueError where a value or period cannot be read.
    """
    one, other = parse(a), parse(b)
    if not (isinstance(one, Number) and isinstance(other, Number)):
        return _agree(one, other)
    if counted is None or period_a is None or period_b is None or period_a == period_b:
        return _meet(one, other)
    comparable = _ends_no_later if counted is Counted.TOTAL_BY else _lies_inside
    at_most = comparable(period_a, period_b)
    at_least = comparable(period_b, period_a)
    return not (at_most and _exceeds(one, other)) and not (at_least and _exceeds(other, one))


def _agree(one: Answer, other: Answer) -> bool:
    if not isinstance(one, Listing) and not isinstance(other, Listing):
        return _same(one, other)
    first, first_open = _members(one)
    second, second_open = _members(other)
    covered = second_open or all(any(_same(x, y) for y in second) for x in first)
    covering = first_open or all(any(_same(x, y) for x in first) for y in second)
    return covered and covering


def _members(answer: Answer) -> tuple[tuple[Item, ...], bool]:
    return (answer.items, answer.open) if isinstance(answer, Listing) else ((answer,), False)


def _same(one: Item, other: Item) -> bool:
    if isinstance(one, Number) and isinstance(other, Number):
        return _meet(one, other)
    if isinstance(one, When) or isinstance(other, When):
        return _dates_meet(one.canonical, other.canonical)
    return one == other


def _dates_meet(one: str, other: str) -> bool:
    try:
        return possibly_overlap(one, other)
    except ValueError:  # a number or text that is no year beside a date
        return False


def _meet(one: Number, other: Number) -> bool:
    return not _exceeds(one, other) and not _exceeds(other, one)


def _exceeds(one: Number, other: Number) -> bool:
    """Whether every number that `one` allows is greater than every one that `other` allows."""
    if one.low is None or other.high is None:
        return False
    return one.low > other.high or (one.low == other.high and (one.open or other.open))


def _ends_no_later(period: str, than: str) -> bool:
    """Whether the first period certainly ends no later than the second does."""
    latest = bounds(period).latest
    end = than.rpartition("/")[2]
    if latest is None or end in ("", ".."):
        return False
    span = bounds(end)
    earliest = span.latest if _exact(end) else span.earliest
    return earliest is not None and latest <= earliest


def _lies_inside(period: str, outer: str) -> bool:
    """Whether every instant of the first period certainly belongs to the second."""
    if not all(_exact(end) for end in outer.split("/")):
        return False
    inside, around = bounds(period), bounds(outer)
    begins = around.earliest is None or (inside.earliest is not None and around.earliest <= inside.earliest)
    return begins and (around.latest is None or (inside.latest is not None and inside.latest <= around.latest))


def _exact(end: str) -> bool:
    """Whether a period, or an end of one, spans all of its bounds: not where it is qualified, in part or in gaps."""
    return bool(end) and not _INEXACT.search(end)
