"""Values of valued propositions: what was answered to how many, which or when.

| written | means |
|---|---|
| `1000`, `-2.5` | exactly so many |
| `>1000` `>=1000` `<1000` `<=1000` | more, at least, fewer, at most |
| `~1000` | about so many: 10 % either way, a convention of this ledger |
| `900/1100` | between the two, both included |
| `{rifles,shells}` `{rifles,...}` | these and no others; these and perhaps others |
| `2023-08`, `2023~`, `2023-08/..` | a date in EDTF with a month, a day or a mark of EDTF |
| anything else | a text |

A bare `2023` is a number; set beside a date it is read as the year.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ledger.bounds import LONGEST, bounds

ABOUT = Decimal("0.1")
"""How far `~n` reaches to either side, as a share of n."""

DIGITS = 24
"""The most digits that a number may have: arithmetic on it stays exact."""

_LONGEST = 500
_NUMBER = r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_SINGLE = re.compile(rf"(>=|<=|>|<|~)? ?({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER}) ?/ ?({_NUMBER})")
_NUMERIC = re.compile(r"[<>=~≤≥≈±].*|[\s0-9.,'_/+-]*[0-9][\s0-9.,'_/+-]*(?:[eE][+-]?[0-9]+)?", re.DOTALL)
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Number:
    """Any number from `low` to `high`; None is unbounded, `open` leaves the ends themselves out."""

    canonical: str
    low: Decimal | None
    high: Decimal | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval in EDTF."""

    canonical: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text, its case and spacing folded."""

    canonical: str


Item = Number | When | Words
"""One answer."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Several answers, sorted by their canonical form; `open` where there may be more."""

    canonical: str
    items: tuple[Item, ...]
    open: bool


Answer = Number | When | Words | Listing
"""What a value means."""


@lru_cache(maxsize=65_536)
def parse(text: str) -> Answer:
    """What a value as written means. The text alone decides.

    Raises ValueError, with a message for people, where it is blank, over 500 characters, holds control characters, or
    looks like a number, range or list that it is not.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"a value has at most {_LONGEST} characters, not {len(text)}")
    if _UNSEEN.search(text) or any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text):
        raise ValueError(f"{text!r} holds control characters: a value is one line of plain text")
    bare = text.strip()
    if not bare:
        raise ValueError("a value is not blank: leave it out where there is none")
    return _listing(bare) if bare[0] == "{" else _item(bare)


def canonical_value(text: str) -> str:
    """The form under which equal answers are grouped: itself a value, with itself as its form.

    `1000.0` and `+1000` become `1000`; texts are folded (Unicode caseless matching, single spaces); lists are sorted
    and without repeats, and a closed list of one is that one. Raises ValueError as `parse` does.
    """
    return parse(text).canonical


def _check(text: str) -> str:
    try:
        parse(text)
    except ValueError as reason:
        raise PydanticCustomError("bad_value", "{reason}", {"reason": str(reason)}) from None
    return text


ValueText = Annotated[
    str,
    AfterValidator(_check),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": _LONGEST,
            "description": "a number, a range, a list, a date in EDTF or a text",
            "examples": ["1000", ">1000", "~1000", "900/1100", "{rifles,...}", "2023-08", "artillery shells"],
        }
    ),
]
"""A value as written: 1 to 500 characters, no control characters, readable by `parse`."""


def _item(bare: str) -> Item:
    single, span = _SINGLE.fullmatch(bare), _RANGE.fullmatch(bare)
    if single:
        return _number(single[1] or "", _decimal(single[2]))
    if span:
        return _between(_decimal(span[1]), _decimal(span[2]), bare)
    if _is_date(bare):
        return When(bare)
    if _NUMERIC.fullmatch(bare):
        raise ValueError(
            f"{bare!r} is neither a number nor a date: write 1000, >1000, >=1000, <1000, <=1000, ~1000 or 900/1100 "
            "without separators, exponents, leading zeros or units, or a date such as 2023-08-31"
        )
    return Words(_folded(bare))


def _number(relation: str, n: Decimal) -> Number:
    canonical = relation + _plain(n)
    match relation:
        case ">" | ">=":
            return Number(canonical, n, None, open=relation == ">")
        case "<" | "<=":
            return Number(canonical, None, n, open=relation == "<")
        case "~":
            return Number(canonical, n - abs(n) * ABOUT, n + abs(n) * ABOUT)
        case _:
            return Number(canonical, n, n)


def _between(low: Decimal, high: Decimal, bare: str) -> Number:
    if low > high:
        raise ValueError(f"{bare!r} ends below its beginning: write the smaller number first")
    return Number(_plain(low) if low == high else f"{_plain(low)}/{_plain(high)}", low, high)


def _decimal(digits: str) -> Decimal:
    if sum(c.isdigit() for c in digits) > DIGITS:
        raise ValueError(f"a number has at most {DIGITS} digits: {digits!r} has more")
    return Decimal(digits)


def _plain(n: Decimal) -> str:
    return format(n.normalize(), "f") if n else "0"


def _is_date(bare: str) -> bool:
    if len(bare) > LONGEST:
        return False
    try:
        bounds(bare)
    except ValueError:
        return False
    return True


def _folded(bare: str) -> str:
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", bare).casefold())
    return " ".join(folded.split())


def _listing(bare: str) -> Listing:
    parts = [part.strip() for part in bare[1:-1].split(",")]
    is_open = len(parts) > 1 and parts[-1] == "..."
    written = parts[:-1] if is_open else parts
    if bare[-1] != "}" or "..." in written or any(not part or set(part) & set("{}") for part in written):
        raise ValueError(f"{bare!r} is no list: write {{a,b}}, or {{a,b,...}} where there may be more")
    items = sorted({_item(part) for part in written}, key=lambda item: item.canonical)
    canonical = ",".join(item.canonical for item in items)
    if is_open or len(items) > 1:
        canonical = "{" + canonical + (",...}" if is_open else "}")
    return Listing(canonical, tuple(items), is_open)
