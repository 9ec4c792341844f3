from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.story import ANALYST, Calendar, beginning


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture(params=["memory", "sqlite"])
def empty(request: pytest.FixtureRequest, tmp_path: Path, calendar: Calendar) -> Iterator[Ledger]:
    """An empty ledger, once on each store."""
    address = ":memory:" if request.param == "memory" else str(tmp_path / "claims.ledger")
    with open_ledger(address, create=True, clock=calendar) as ledger:
        yield ledger


@pytest.fixture
def ledger(calendar: Calendar) -> Iterator[Ledger]:
    """A ledger in memory on which the story has begun."""
    with open_ledger(":memory:", clock=calendar) as ledger:
        ledger.record_all(beginning(), by=ANALYST)
        yield ledger


@pytest.fixture
def file(tmp_path: Path, calendar: Calendar) -> Path:
    """The file of a ledger on which the story has begun."""
    path = tmp_path / "story.ledger"
    with open_ledger(str(path), create=True, clock=calendar) as ledger:
        ledger.record_all(beginning(), by=ANALYST)
    return path
