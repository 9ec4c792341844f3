import pytest

from tests.ledger.story import Calendar


@pytest.fixture
def calendar() -> Calendar:
    """A clock that stands after all that is said in the story told here."""
    return Calendar("2024-03-03")
