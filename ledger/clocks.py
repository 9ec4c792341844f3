"""The two clocks that a question is asked on: what was recorded by then, and what had been said by then."""

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache

from ledger.errors import BadCursor, BadDate

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_LONGEST = 64


def instant(at: datetime) -> str:
    """An aware datetime as an Instant: RFC 3339, UTC, exactly six digits of fraction, `Z`. Sorts as text.

    Raises ValueError for a naive one: a clock says its offset from UTC.
    """
    if at.utcoffset() is None:
        raise ValueError(f"a clock told {at}, which does not say its offset from UTC")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def day_end(text: str) -> datetime | None:
    """The instant that `by 2023-08-31` or `by 2023-08-31T10:00:00+03:00` means, in UTC; None where it is neither.

    A day YYYY-MM-DD ends with its last microsecond, UTC. Of an RFC 3339 instant digits past the microsecond are cut.
    """
    try:
        if _DAY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        if len(text) <= _LONGEST and _RFC3339.fullmatch(text):
            return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    return None


def recorded_cursor(text: str, field: str = "recorded_as_of") -> int | str:
    """A place on the recorded clock: a position (0 and up) where the text is all digits, else an Instant.

    A day means its last microsecond, UTC. Raises BadCursor, naming `field`, for anything else. Whether the place lies
    beyond the head is for the log to say.
    """
    if len(text) <= _LONGEST and re.fullmatch(r"[0-9]{1,18}", text):
        return int(text)
    at = day_end(text)
    if at is None:
        raise BadCursor(
            f"{_shown(text)} is no place on the recorded clock: write a position such as 41, "
            "a day such as 2023-08-31 or an instant such as 2023-08-31T10:00:00Z",
            field,
        )
    return instant(at)


@lru_cache(maxsize=1_024)
def asserted_end(text: str, field: str = "asserted_as_of") -> datetime:
    """The last instant, UTC, that a day or RFC 3339 instant on the asserted clock includes.

    Raises BadDate, naming `field`, for anything else: this clock has no positions and takes no imprecise date.
    """
    at = day_end(text)
    if at is None:
        raise BadDate(
            f"{_shown(text)} is no point on the asserted clock: write a day such as 2023-08-31 "
            "or an instant such as 2023-08-31T10:00:00Z",
            field,
        )
    return at


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")
