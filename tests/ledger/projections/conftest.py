from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ledger.figures import Figures
from ledger.log import Log
from ledger.projections.follower import Follower
from ledger.projections.generations import in_use
from ledger.projections.index import Index
from ledger.projections.tables import INSTANCES, TABLES, ViewStore
from ledger.service import Ledger
from ledger.store import StoredLog, open_log
from tests.ledger.story import Calendar

SHOWN = (*TABLES, INSTANCES)
"""What the rows of are compared: every table, and what is in the full-text table."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A ledger with its log, and a follower and an index over the same views."""

    ledger: Ledger
    log: StoredLog
    follower: Follower
    index: Index

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of the index in use, by table, without the number of its generation."""
        with self.log.views.reading() as db:
            used = in_use(db)
            if used is None:
                return {table: [] for table in SHOWN}
            return {table: sorted(db.execute(f"SELECT * FROM {table}_{used.number}"), key=repr) for table in SHOWN}


def following(log: Log, views: ViewStore) -> Follower:
    """A follower of which nobody reads the figures."""
    return Follower(log, views, Figures(lambda: "2031-10-12T00:00:00.000000Z"))


@pytest.fixture(params=["memory", "sqlite"])
def followed(request: pytest.FixtureRequest, tmp_path: Path, calendar: Calendar) -> Iterator[Followed]:
    """An empty ledger, once on each store, that nothing has followed yet."""
    address = ":memory:" if request.param == "memory" else str(tmp_path / "claims.ledger")
    log = open_log(address, calendar, create=True)
    with Ledger(log, log.views, calendar, log.notary) as ledger:
        yield Followed(ledger, log, following(log, log.views), Index(log, log.views))
