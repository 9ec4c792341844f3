"""Imprecise dates: EDTF, kept as written and compared by their bounds.

What is *certain* holds for everything that the dates can mean, what is *possible* for some of it. Dates are passed as
written; each function raises ValueError where one is no EDTF.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ledger.bounds import LONGEST, Bounds, bounds


def _check(text: str) -> str:
    try:
        bounds(text)
    except ValueError as reason:
        raise PydanticCustomError("bad_date", "{reason}", {"reason": str(reason)}) from None
    return text


Edtf = Annotated[
    str,
    AfterValidator(_check),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 4,
            "maxLength": LONGEST,
            "description": "a date in EDTF",
            "examples": ["2023-08-31", "2023-08", "2023-08~", "2023-08-01/2023-08-15", "2023-08/.."],
        }
    ),
]
"""A date as written, in EDTF (Library of Congress, 2019; ISO 8601-2), at most 64 characters, years 0001 to 9999."""


def certainly_before(a: str, b: str) -> bool:
    """Whether everything that `a` can mean lies before everything that `b` can mean."""
    latest, earliest = bounds(a).latest, bounds(b).earliest
    return latest is not None and earliest is not None and latest < earliest


AHEAD = timedelta(hours=14)
"""How long before its day of UTC a day begins, at most: it is there first in the Line Islands."""


def latest_day(at: str) -> date:
    """The latest day that it is at an instant anywhere on earth, within the years 0001 to 9999."""
    last = datetime.max.replace(tzinfo=UTC)
    return (min(datetime.fromisoformat(at), last - AHEAD) + AHEAD).date()


def certainly_after(text: str, day: date) -> bool:
    """Whether everything that a date can mean lies after a day."""
    earliest = bounds(text).earliest
    return earliest is not None and earliest.date() > day


def contradicts(a: str, b: str) -> bool:
    """Whether no instant is common to `a` and `b`: they cannot date the same thing."""
    return certainly_before(a, b) or certainly_before(b, a)


def possibly_overlap(a: str, b: str) -> bool:
    """Whether some instant is common to `a` and `b`: they may date the same thing."""
    return not contradicts(a, b)


def chronology(text: str | None) -> tuple[bool, datetime, datetime]:
    """A key that sorts dates for a timeline: by earliest, then by latest instant; undated (None) comes last.

    An open beginning sorts before, an open end after everything.
    """
    span = bounds(text) if text is not None else Bounds(None, None)
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    return text is None, span.earliest or first, span.latest or last
