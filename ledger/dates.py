"""Imprecise dates: EDTF, kept as written and compared by their bounds."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest instants (UTC, inclusive) that a date can mean; None is unbounded."""

    earliest: datetime | None
    latest: datetime | None


@lru_cache(maxsize=65_536)
def bounds(text: str) -> Bounds:
    """The bounds of an EDTF date. Raises ValueError where it is none."""
    raise AssertionError(text)


def _check(text: str) -> str:
    return text


Edtf = Annotated[str, StringConstraints(min_length=4, max_length=64), AfterValidator(_check)]
"""A date as written, in EDTF (Library of Congress, 2019; ISO 8601-2), at most 64 characters."""
