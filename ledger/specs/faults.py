"""What a specification can get wrong, and what it can find wrong: both are told in words, without a traceback."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from ledger.errors import Forbidden, Unavailable

MOST_NAMES = 12


class Miswritten(Exception):
    """A specification that cannot be read as it is: a cell, a column, a step out of place. The message says which."""


class Records(Miswritten):
    """A specification that records, where the ledger is only read. Nothing was recorded."""


class NoLedger(Miswritten):
    """A ledger that is not there, or cannot be read: nothing is known of what is specified of it."""


class Unmet(AssertionError):
    """An expectation that the ledger does not meet."""


class NotYet(Unmet):
    """An expectation of what was not on record by then."""


def is_unasked(error: BaseException | None) -> bool:
    """Whether an error says that a ledger could not be asked, so that nothing was found out; not that it says no."""
    return isinstance(error, NoLedger | Unavailable | Forbidden)


def unmet(subject: str, expected: str, found: str, because: Sequence[str] = ()) -> Unmet:
    """An expectation beside what was found, and below them whatever makes the difference."""
    return Unmet(
        "\n".join([subject, f"  expected: {expected}", f"  found:    {found}", *(f"  {line}" for line in because)])
    )


def nearest(names: Sequence[str], wanted: str = "") -> str:
    """Names as they are listed in a message: all, or of many those most like the one that was wanted."""
    shown = list(names)
    if len(shown) > MOST_NAMES:
        shown = get_close_matches(wanted, shown, n=MOST_NAMES, cutoff=0.0) if wanted else shown[:MOST_NAMES]
    more = f" and {len(names) - len(shown):,} more" if len(names) > len(shown) else ""
    return (", ".join(f'"{name}"' for name in shown) or "none") + more


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """A question that names the one of the known words that was most likely meant; nothing where none is near."""
    words = {word.casefold(): word for word in known}
    near = get_close_matches(text.casefold(), words, n=1, cutoff=0.7)
    return f": did you mean {words[near[0]]}?" if near else ""
