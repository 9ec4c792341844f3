"""Checks: what whoever sends records may record, and what of the ledger there is for them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from ledger.errors import Refusal
from ledger.records import AnyRecord
from ledger.states import Everything, Sight


class Check(Sight, Protocol):
    """Asked of each record before it is decided, and of each thing that it is decided on."""

    def __call__(self, record: AnyRecord) -> None:
        """Raises a Refusal for a record that they may not record."""
        ...


class Unchecked(Everything):
    """Refuses none: whoever opens a ledger in their own process may record anything."""

    def __call__(self, record: AnyRecord) -> None:
        """It may be recorded."""


unchecked = Unchecked()


def checking(records: Sequence[AnyRecord], check: Check) -> Callable[[], None]:
    """Checks these records: raises a Refusal, with the `index` of the record where there are several."""

    def check_all() -> None:
        for index, record in enumerate(records):
            try:
                check(record)
            except Refusal as refusal:
                refusal.index = index if len(records) > 1 else None
                raise

    return check_all
