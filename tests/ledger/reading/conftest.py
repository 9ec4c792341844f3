import pytest

from ledger.service import Ledger
from tests.ledger.story import (
    Calendar,
    claim,
    recorded,
)


@pytest.fixture
def told(ledger: Ledger, calendar: Calendar) -> Ledger:
    """Three claims: recorded on the 2nd, the 3rd and the 5th of January, said on the 1st, the 3rd and in January."""
    for day, origin, said in (
        ("02", "agency-a", "2024-01-01"),
        ("03", "agency-b", "2024-01-03"),
        ("05", None, "2024-01"),
    ):
        calendar.on(f"2024-01-{day}")
        recorded(ledger, claim(origin, on=said, text=f"recorded on the {day}"))
    calendar.on("2024-01-07")
    return ledger
