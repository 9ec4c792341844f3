"""Unseen: the characters that do not show, or that turn the text about them around, made visible.

They are those that Unicode 16 has as control or format characters, as line and paragraph separators, or as ignorable by
default; but for what scripts are written with: the two joiners, Mongolian's separators, the signs that enclose numbers,
and the two selectors that tell an emoji from a letter. The list is our own, so that a page is the same under every
Python.
"""

import json
import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Such a character; tabs and line feeds are none."""

_BLANKS = re.compile("[ \t\r\n]+")


def visible(text: str) -> str:
    """The text on one line, with escapes for what would not show or would turn it about: `\\u202e`."""
    return UNSEEN.sub(lambda found: _escape(found[0]), _BLANKS.sub(" ", text))


def visible_lines(text: str) -> str:
    """The text with its lines and blanks as they are, and escapes as `visible` has them."""
    return UNSEEN.sub(lambda found: _escape(found[0]), text.replace("\r\n", "\n"))


def escaped(document: str) -> str:
    """The same JSON, with escapes in its strings for what `visible` escapes."""
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], document)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
