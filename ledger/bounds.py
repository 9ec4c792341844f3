"""Bounds: which instants an imprecise date can mean.

Reads EDTF (Library of Congress, 4 February 2019; the profile of ISO 8601-2:2019) for the years 0001 to 9999: dates,
date-times, seasons, unspecified digits (X), significant digits (S), qualified dates, intervals and sets. The edtf
package is the tests' oracle and not used here: it takes milliseconds, prints, raises TypeErrors, takes 29 February of
any year, and invents ends for open intervals.

Conventions where the standard leaves a choice:

- A day is a day of UTC, and a time without an offset is UTC.
- `~` and `?` each widen both ends by one unit of the part they stand at, `%` by two: `2023-08~` is July to September
  2023, `2023~-08` a year either way. With X digits in the year the unit is the decade, century, ... left open.
- Seasons 21 to 28 are meteorological and northern, 29 to 32 southern. A season that spans the turn of the year may be
  the one at either end of it.
- `..` and an empty end of an interval are both unbounded. A set spans from its first to its last member.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import product

LONGEST = 64
"""The most characters that a date may have."""

_MARK = "([?~%]?)"
_PART = re.compile(f"{_MARK}([0-9X]{{4}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}(:[0-9]{2})?)?")
_SIGNIFICANT = re.compile(r"([0-9]{4})S([1-4])")
_FAR_YEAR = re.compile(r"-[0-9X]{4}.*|Y-?[0-9]+([ES][0-9]+)*|0000.*")
_WIDTH = {"": 0, "?": 1, "~": 1, "%": 2}
_TURN = (0, 15)  # December of the year before to February of the year after
_SEASONS = {
    **dict.fromkeys((21, 25, 31), (3, 3)),
    **dict.fromkeys((22, 26, 32), (6, 3)),
    **dict.fromkeys((23, 27, 29), (9, 3)),
    **dict.fromkeys((24, 28, 30), _TURN),
    **{33 + n: (1 + 3 * n, 3) for n in range(4)},
    **{37 + n: (1 + 4 * n, 4) for n in range(3)},
    **{40 + n: (1 + 6 * n, 6) for n in range(2)},
}
"""First month and number of months of each season, quarter, quadrimester and half-year, by its code."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest instants (UTC, inclusive, to the microsecond) that a date can mean; None is unbounded."""

    earliest: datetime | None
    latest: datetime | None


@lru_cache(maxsize=65_536)
def bounds(text: str) -> Bounds:
    """The bounds of an EDTF date of at most 64 characters; the earliest is never after the latest.

    Raises ValueError, with a message for people, where the text is no such date, lies outside the years 0001 to 9999,
    or is an interval that ends before it begins.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a date has at most {LONGEST} characters, not {len(text)}")
    if text[:1] + text[-1:] in ("{}", "[]"):
        return _set(text)
    begin, slash, end = text.partition("/")
    return _span(begin, end, text) if slash else _single(text, text)


def _set(text: str) -> Bounds:
    members = [member.strip(" ") for member in text[1:-1].split(",")]
    spans = []
    for index, member in enumerate(members):
        begin, dots, end = member.partition("..")
        if dots and ((not begin and index > 0) or (not end and index < len(members) - 1)):
            raise ValueError(f"{text!r} is open in its middle: only the first member may begin, the last end with ..")
        spans.append(_span(begin, end, text) if dots else _single(member, text))
    earliest = [span.earliest for span in spans if span.earliest is not None]
    latest = [span.latest for span in spans if span.latest is not None]
    every = len(spans)
    return Bounds(min(earliest) if len(earliest) == every else None, max(latest) if len(latest) == every else None)


def _span(begin: str, end: str, whole: str) -> Bounds:
    if not begin and not end:
        raise _not_a_date(whole)
    earliest = None if begin in ("", "..") else _single(begin, whole).earliest
    latest = None if end in ("", "..") else _single(end, whole).latest
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f"{whole!r} ends before it begins: write the earlier date first")
    return Bounds(earliest, latest)


def _single(text: str, whole: str) -> Bounds:
    if _TIME.fullmatch(text):
        return _second(text, whole)
    significant = _SIGNIFICANT.fullmatch(text)
    if significant:
        digits = int(significant[2])
        text = significant[1][:digits] + "X" * (4 - digits)
    match = _PART.fullmatch(text)
    if _FAR_YEAR.fullmatch(text):
        raise ValueError(f"{whole!r} lies outside the years 0001 to 9999")
    if not match:
        raise _not_a_date(whole)
    year, month, day = match[2], match[5], match[8]
    code = int(month) if month and day is None and month.isdigit() else 0
    if code in _SEASONS:
        first, last = _season(year, *_SEASONS[code], whole)
    else:
        first, last = _days(year, month or "XX", day or "XX", whole)
    months, days = _widening(match, _SEASONS.get(code, (0, 1))[1])
    first = _moved(first, -months, -days)
    last = _moved(last, months, days)
    return Bounds(datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC))


def _second(text: str, whole: str) -> Bounds:
    try:
        begin = datetime.fromisoformat(text)
        begin = begin.replace(tzinfo=UTC) if begin.tzinfo is None else begin.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _not_a_date(whole) from None
    return Bounds(begin, begin.replace(microsecond=999_999))


def _days(year: str, month: str, day: str, whole: str) -> tuple[date, date]:
    """The first and the last day that the digits fit; exact, so that 20XX-02-29 begins and ends in leap years."""
    years, months, days = _fitting(year, 1, 9999), _fitting(month, 1, 12), _fitting(day, 1, 31)
    first = next((d for y in years for m in months for d in _existing(y, m, days)), None)
    if first is None:
        raise ValueError(f"{whole!r} is not a date: the calendar has no such day")
    last = next(d for y in reversed(years) for m in reversed(months) for d in reversed(_existing(y, m, days)))
    return first, last


def _fitting(digits: str, low: int, high: int) -> list[int]:
    if "X" not in digits:
        return [int(digits)] if low <= int(digits) <= high else []
    if digits == "XX":
        return list(range(low, high + 1))
    choices = product(*("0123456789" if digit == "X" else digit for digit in digits))
    return [number for number in map(int, map("".join, choices)) if low <= number <= high]


def _existing(year: int, month: int, days: list[int]) -> list[date]:
    length = monthrange(year, month)[1]
    return [date(year, month, day) for day in days if day <= length]


def _season(year: str, start: int, length: int, whole: str) -> tuple[date, date]:
    years = _fitting(year, 1, 9999)
    if not years:
        raise _not_a_date(whole)
    first = _moved(date(years[0], 1, 1), start - 1, 0)
    last = _moved(date(years[-1], 1, 31), start + length - 2, 0)
    return first, last


def _widening(match: re.Match[str], season: int) -> tuple[int, int]:
    """How many months and days the marks move either end outwards."""
    at_year, at_month, at_day = (_WIDTH[match[n] or ""] + _WIDTH[match[n + 2] or ""] for n in (1, 4, 7))
    return at_year * 12 * 10 ** match[2].count("X") + at_month * season, at_day


def _moved(day: date, months: int, days: int) -> date:
    """The day so many months and days on, within the years 0001 to 9999; the last day of a month stays the last."""
    if not months and not days:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    length = monthrange(year, month + 1)[1]
    stays_last = months > 0 and day.day == monthrange(day.year, day.month)[1]
    moved = date(year, month + 1, length if stays_last else min(day.day, length))
    return date.fromordinal(min(max(moved.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _not_a_date(text: str) -> ValueError:
    return ValueError(f"{text!r} is not a date in EDTF: write 2023-08-31, 2023-08, 2023-08~ or 2023-08-01/2023-08-15")
