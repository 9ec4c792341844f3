"""Dates for the oracle: the few forms that the model uses, as the first and the last instant that each can mean.

Instants are RFC 3339 in UTC with microseconds, which sort as text; EVER sorts before them all and NEVER after them.
"""

from calendar import monthrange
from datetime import datetime, timedelta

EVER, NEVER = "", "~"
Span = tuple[str, str]


def span(date: str | None) -> Span:
    """What a day, a month, a year or an interval of these (`..` where it is open) can mean; no date can mean any."""
    if date is None:
        return EVER, NEVER
    begin, _, end = date.partition("/")
    return EVER if begin == ".." else first(begin), NEVER if end == ".." else last(end or begin)


def before(one: Span, other: Span) -> bool:
    """Whether all that the one can mean lies before all that the other can mean."""
    return one[1] < other[0]


def first(date: str) -> str:
    """The first instant of a day, month or year."""
    return f"{(date + '-01-01')[:10]}T00:00:00.000000Z"


def last(date: str) -> str:
    """The last instant of a day, month or year."""
    year, month, day = [*date.split("-"), *["12", ""][len(date.split("-")) - 1 :]][:3]
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}T23:59:59.999999Z"


def day_anywhere(instant: str) -> Span:
    """The latest day that it is anywhere on earth at an instant: 14 hours ahead of UTC."""
    return span((datetime.fromisoformat(instant) + timedelta(hours=14)).date().isoformat())


def end_of(point: str) -> str:
    """The instant up to which a question by a day, or by an instant in whole seconds, reaches."""
    return point.replace("Z", ".000000Z") if "T" in point else last(point)
