"""Showing: what a page may do, and positions as they are cited."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256


def policy(style: str) -> str:
    """The Content-Security-Policy of a page that has this style, loads nothing and runs nothing."""
    return f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def cited(positions: Sequence[int]) -> str:
    """Positions, in order, as `46-48, 53`."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans(positions))


def spans(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of positions, which come in order."""
    first = last = positions[0]
    for position in positions[1:]:
        if position != last + 1:
            yield first, last
            first = position
        last = position
    yield first, last
