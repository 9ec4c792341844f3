"""A ledger of one deal, and one of the same and another."""

from collections.abc import Iterator

import pytest

from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.access.two_deals import elsewhere
from tests.ledger.story import ANALYST, Calendar, everything


@pytest.fixture
def alone(calendar: Calendar) -> Iterator[Ledger]:
    """A ledger of the one deal."""
    with open_ledger(":memory:", clock=calendar) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        yield ledger


@pytest.fixture
def both(calendar: Calendar) -> Iterator[Ledger]:
    """A ledger of both deals: the same, and among it all that is of the other."""
    with open_ledger(":memory:", clock=calendar) as ledger:
        told = everything()
        half = len(told) // 2
        ledger.record_all(told[:half], by=ANALYST)
        ledger.record_all(elsewhere(), by=ANALYST)
        ledger.record_all(told[half:], by=ANALYST)
        yield ledger
