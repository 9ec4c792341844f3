import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from ledger.errors import DamagedLedger
from ledger.projections.extents import NOTHING, Extent, bearing_since, extents
from ledger.projections.tables import make_tables

KNOWN, NOW = Extent(2, 9, 6), Extent(4, 26, 10)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An index in which the entries at 3, 6, 7 and 10 bear on a deal; the digest of the one at 10 is none."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        make_tables(db, 1)
        bearing = [(3, b"c"), (6, b"f"), (7, b"g"), (10, b"")]
        db.executemany("INSERT INTO view_bearing_1 VALUES ('deal:arms', ?, ?)", bearing)
        db.execute("INSERT INTO view_subject_1 VALUES ('deal:arms', 4, 26, 10)")
        yield db


def test_how_far_many_subjects_have_come(db: sqlite3.Connection) -> None:
    others = [f"source:{n}" for n in range(1_001)]

    assert extents(db, 1, ["deal:arms", *others]) == {"deal:arms": NOW} | dict.fromkeys(others, NOTHING)


def test_what_is_new_leads_from_what_is_known_to_now(db: sqlite3.Connection) -> None:
    assert bearing_since(db, 1, "deal:arms", KNOWN, NOW) == {7: b"g", 10: b""}
    assert bearing_since(db, 1, "deal:arms", NOW, NOW) == {}


def test_where_something_older_came_to_bear_on_it_it_is_all_of_it(db: sqlite3.Connection) -> None:
    assert bearing_since(db, 1, "deal:arms", Extent(1, 6, 6), NOW) == {3: b"c", 6: b"f", 7: b"g", 10: b""}


@pytest.mark.parametrize("known", [NOTHING, KNOWN])
@pytest.mark.parametrize(
    "change",
    ["DELETE FROM view_bearing_1 WHERE position = 7", "UPDATE view_bearing_1 SET position = 8 WHERE position = 7"],
)
def test_what_was_lost_or_moved_is_missed(db: sqlite3.Connection, known: Extent, change: str) -> None:
    db.execute(change)

    with pytest.raises(DamagedLedger, match="lost what bears on deal:arms"):
        bearing_since(db, 1, "deal:arms", known, NOW)


def test_a_row_found_under_another_name_than_it_has_is_refused() -> None:
    class Misled(sqlite3.Connection):
        """A database whose index of names leads to a row of another name."""

        def execute(self, *_: object) -> Any:
            return iter([("rource:a", 1, 3, 3)])

    with closing(sqlite3.connect(":memory:", factory=Misled)) as db, pytest.raises(DamagedLedger, match="another name"):
        extents(db, 1, ["source:a"])
