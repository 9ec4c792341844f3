"""What a specification can get wrong, and what it can find wrong: both are told in words, without a traceback."""

from collections.abc import Sequence


class Miswritten(Exception):
    """A specification that cannot be read as it is: a cell, a column, a step out of place. The message says which."""


class Unmet(AssertionError):
    """An expectation that the ledger does not meet."""


def unmet(subject: str, expected: str, found: str, because: Sequence[str] = ()) -> Unmet:
    """An expectation beside what was found, and below them whatever makes the difference."""
    return Unmet(
        "\n".join([subject, f"  expected: {expected}", f"  found:    {found}", *(f"  {line}" for line in because)])
    )


def nearest(names: Sequence[str]) -> str:
    """Names as they are listed in a message."""
    return ", ".join(f'"{name}"' for name in names) or "none"
