"""Slips: names that differ by so little that one is, most likely, the other miswritten.

What tells things apart on purpose is a digit, a single letter or a whole word: "Minister A" and "Minister B",
"outlet 1" and "outlet 2", "the first ship" and "the second ship" are well.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SHORT, LONG = 4, 9
"""How many letters a word has at least in which one letter, or two, may be a slip."""


@lru_cache(maxsize=10_000)
def is_slip(one: str, other: str) -> bool:
    """Whether two different names differ only in case, spaces or punctuation, or in a letter or two of long words."""
    if one == other:
        return False
    here, there = _words(one), _words(other)
    if "".join(here) == "".join(there):
        return True
    if len(here) != len(there):
        return False
    differing = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
    return len(differing) <= 2 and all(_is_near(*pair) for pair in differing)


def meant(name: str, known: Iterable[str]) -> str | None:
    """The first of the known names of which this one may be a slip."""
    return next((other for other in known if is_slip(name, other)), None)


def _words(text: str) -> list[str]:
    """The words of a name, in lower case and without their accents and punctuation; never none."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w\s]|_", "", re.sub(r"[-\u2010-\u2015/]", " ", plain)).split() or [text]


def _is_near(one: str, other: str) -> bool:
    """Whether two words begin alike and are one letter apart or, if they are long, two."""
    shorter = min(len(one), len(other))
    if shorter < SHORT or one[0] != other[0] or any(map(str.isdigit, one + other)):
        return False
    return _distance(one, other, most := 2 if shorter >= LONG else 1) <= most


def _distance(one: str, other: str, most: int) -> int:
    """How many letters have to be put in, left out, changed or swapped with the next; more than `most`, if it is more.

    The optimal string alignment distance.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, here in enumerate(one, start=1):
        above, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (here != there)))
            if i > 1 and j > 1 and here == other[j - 2] and there == one[i - 2]:
                row[j] = min(row[j], above[j - 2] + 1)
    return row[-1]
