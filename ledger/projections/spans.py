"""Spans: when a date can lie, in seconds to compare, and in blocks of days to be found by.

A span is found by the fewest blocks that hold it. Eight blocks of one size are one of the next, so that two spans can
only overlap where a block of one is or lies in a block of the other. What is found so is then compared to the second.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ledger.bounds import bounds

_BEGINNING = datetime.min.replace(tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_SMALLEST = 64 * 24 * 60 * 60
"""Seconds of the smallest blocks: 64 days."""

_LARGEST = 6
"""The size of the block that holds every span."""

_LAST = _SMALLEST * 8**_LARGEST - 1


class Span(NamedTuple):
    """The first and the last second, from the year 1 on, that a date can mean; an open end is beyond all others."""

    first: int
    last: int


@lru_cache(maxsize=8_192)
def span(date: str) -> Span:
    """The span of a date in EDTF. Raises ValueError as `bounds` does."""
    meant = bounds(date)
    return Span(
        second(meant.earliest) if meant.earliest is not None else 0,
        second(meant.latest) if meant.latest is not None else _LAST,
    )


def second(at: datetime) -> int:
    """The second that an instant lies in, as spans count them."""
    return (at - _BEGINNING) // _SECOND


@lru_cache(maxsize=8_192)
def marks(clock: str, date: str) -> str:
    """What the claims of a date are found by: its own blocks (`=`), and each block that these lie in (`<`)."""
    own = _blocks(span(date))
    inside = dict.fromkeys(wider for block in own for wider in (block, *_wider(block)))
    return " ".join([*(f"{clock}={_name(block)}" for block in own), *(f"{clock}<{_name(block)}" for block in inside)])


def sought(clock: str, date: str) -> list[str]:
    """Any one of which a claim has whose date overlaps this one: it lies in one of its blocks, or holds one."""
    own = _blocks(span(date))
    holding = dict.fromkeys(wider for block in own for wider in _wider(block))
    return [*(f"{clock}<{_name(block)}" for block in own), *(f"{clock}={_name(block)}" for block in holding)]


_Block = tuple[int, int]
"""The size of a block and its number among those of its size."""


def _blocks(whole: Span) -> list[_Block]:
    """From both ends, blocks of a size until they end where one of the next size does."""
    found: list[_Block] = []
    size, first, last = 0, whole.first // _SMALLEST, whole.last // _SMALLEST
    while first <= last:
        while first % 8 and first <= last:
            found.append((size, first))
            first += 1
        while (last + 1) % 8 and first <= last:
            found.append((size, last))
            last -= 1
        size, first, last = size + 1, first // 8, (last + 1) // 8 - 1
    return found


def _wider(block: _Block) -> Iterator[_Block]:
    size, number = block
    for wider in range(size + 1, _LARGEST + 1):
        number //= 8
        yield wider, number


def _name(block: _Block) -> str:
    return f"{block[0]}.{block[1]}"
