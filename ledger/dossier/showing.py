"""Showing: what is told as it can safely stand in a page, what a page may do, and positions as they are cited."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What does not show, or turns the text about. The joiners are not among it: scripts are written with them."""
_BLANKS = re.compile("[ \t\r\n]+")


def visible(text: str) -> str:
    """The text on one line, with escapes for what would not show or would turn it about: `\\u202e`."""
    return _UNSEEN.sub(lambda found: _escape(found[0]), _BLANKS.sub(" ", text))


def escaped(document: str) -> str:
    """The same JSON, with escapes in its strings for what `visible` escapes."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] < "\x7f" else json.dumps(found[0])[1:-1], document)


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


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
