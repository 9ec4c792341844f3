"""Wording: a text as the words by which it is found, so that what is written alike in any script is the same word."""

import re
from collections.abc import Callable
from unicodedata import category, combining, decimal, normalize

_ASCII_WORD = re.compile("[a-z0-9]+")
_ALIKE = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe", "\u0640": None}
"""Letters that Unicode does not decompose, and the Arabic tatweel, which only lengthens a word."""
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # ideographic iteration mark, closing mark and zero
    (0x3040, 0x312F),  # kana, bopomofo
    (0x31A0, 0x31FF),  # their extensions
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7A3),  # Hangul: its particles are joined to the word
    (0xF900, 0xFAFF),  # Han, for compatibility
    (0x20000, 0x3FFFF),  # Han, further planes
)
"""Code points of scripts whose words do not stand apart: each character is a word, and a word in them a phrase."""


class _Table(dict[int, int | str | None]):
    """What str.translate makes of each character, found out by a function when it first occurs."""

    def __init__(self, of: Callable[[str], int | str | None]) -> None:
        self._of = of

    def __missing__(self, code: int) -> int | str | None:
        self[code] = found = self._of(chr(code))
        return found


def _without_marks(character: str) -> int | str | None:
    """None for what may as well be left out: accents, vowel points, joiners and direction marks, ayn and hamza."""
    if character in _ALIKE:
        return _ALIKE[character]
    mark, digit = combining(character), decimal(character, None)
    if 10 <= mark <= 36 or mark >= 200 or category(character) == "Cf" or "\u02b9" <= character <= "\u02bf":
        return None
    return ord(character) if digit is None else str(digit)


def _set_apart(character: str) -> int | str | None:
    """A space for whatever is no letter, mark or digit; in unspaced scripts one at each side of a character."""
    code = ord(character)
    if any(first <= code <= last for first, last in _UNSPACED):
        return f" {character} " if category(character)[0] in "LMN" else " "
    return code if category(character)[0] in "LMN" or category(character) in ("Co", "Cn") else " "


_bare, _apart = _Table(_without_marks), _Table(_set_apart)


def words_of(text: str) -> str:
    """The words of a text, in order, with a space between: without case, accents and punctuation.

    Compatibility forms and digits of other scripts are unified, letters are caseless (Unicode 3.13, D146). What is
    left out is left out of both a text and what is looked for in it. In scripts that write no spaces, and in Hangul,
    each character is a word. Empty where there is no word.
    """
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.lower()))
    caseless = normalize("NFKD", normalize("NFKD", text).casefold())
    return " ".join(normalize("NFC", caseless.translate(_bare)).translate(_apart).split())
