import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import DamagedLedger
from ledger.filters import ClaimFilter
from ledger.opening import open_ledger
from ledger.projections import generations
from ledger.projections.generations import (
    Generation,
    Superseded,
    abandon,
    begin,
    discard,
    in_building,
    in_use,
    move,
    position,
    switch,
)
from ledger.projections.tables import VERSION, names
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import Calendar, claim, recorded

HEAD = 1_000


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield connection


def test_where_nothing_was_built_nothing_is_in_use(db: sqlite3.Connection) -> None:
    assert (in_use(db), in_building(db)) == (None, None)


def test_a_generation_is_built_then_used_then_retired(db: sqlite3.Connection) -> None:
    first = begin(db)
    move(db, first, 5)
    assert (in_use(db), in_building(db)) == (None, Generation(first, 5))

    assert switch(db, first, HEAD)
    assert (in_use(db), in_building(db)) == (Generation(first, 5), None)

    second = begin(db)
    move(db, second, 6)
    assert switch(db, second, HEAD)
    assert in_use(db) == Generation(second, 6)
    with pytest.raises(Superseded):
        position(db, first)


def test_one_that_lies_behind_is_not_switched_to(db: sqlite3.Connection) -> None:
    first, second = begin(db), begin(db)
    move(db, first, 5)
    move(db, second, 4)
    assert switch(db, first, HEAD)

    assert not switch(db, second, HEAD)

    assert (in_use(db), in_building(db)) == (Generation(first, 5), Generation(second, 4))


def test_one_that_says_to_be_beyond_the_log_is_replaced(db: sqlite3.Connection) -> None:
    first, second = begin(db), begin(db)
    move(db, first, 5)
    move(db, second, 4)
    assert switch(db, first, HEAD)

    assert switch(db, second, 4)

    assert in_use(db) == Generation(second, 4)


def test_what_was_abandoned_is_superseded_and_its_number_is_not_used_again(db: sqlite3.Connection) -> None:
    first = begin(db)
    abandon(db)

    with pytest.raises(Superseded):
        position(db, first)
    assert begin(db) > first


def test_one_of_another_version_is_not_in_use(db: sqlite3.Connection) -> None:
    switch(db, begin(db), HEAD)
    db.execute("UPDATE view_generation SET version = ?", (VERSION + 1,))

    assert in_use(db) is None


def test_what_is_retired_is_discarded_a_few_rows_at_a_time(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "ROWS_AT_ONCE", 2)
    views = followed.log.views
    with views.updating() as db:
        old, new = begin(db), begin(db)
        db.executemany(f"INSERT INTO view_entry_{old} VALUES (?, x'00')", [(n,) for n in range(1, 8)])
        db.executemany(f"INSERT INTO view_thing_{old} VALUES ('deal', ?, 'x')", [(n,) for n in range(1, 8)])
        db.executemany(f"INSERT INTO view_term_{old} (rowid, terms) VALUES (?, 'crane')", [(n,) for n in range(1, 8)])
        switch(db, old, HEAD)
        switch(db, new, HEAD)

    discard(views)

    with views.reading() as db:
        found = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        numbers = db.execute("SELECT number FROM view_generation").fetchall()
    assert {name for name in found if name.startswith("view")} == names(new) | {"view_generation"}
    assert numbers == [(new,)]


DAMAGED = {
    "every page": "UPDATE view_term_{n}_data SET block = x'ff'",
    "no page is left": "DELETE FROM view_term_{n}_data",
    "its settings": "UPDATE view_term_{n}_config SET v = 9",
}


def test_one_of_a_version_that_had_no_full_text_is_discarded(followed: Followed) -> None:
    followed.follower.follow()
    with followed.log.views.updating() as db:
        db.execute("INSERT INTO view_generation (number, version, state) VALUES (7, ?, 'retired')", (VERSION - 1,))
        for table in ("view_entry_7", "view_claim_source_7"):
            db.execute(f"CREATE TABLE {table} (position INTEGER, source TEXT)")

    discard(followed.log.views)

    with followed.log.views.reading() as db:
        assert db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'view%7'").fetchall() == []
        assert db.execute("SELECT number FROM view_generation WHERE number = 7").fetchone() is None


@pytest.mark.parametrize("harm", DAMAGED.values(), ids=DAMAGED)
def test_a_full_text_table_that_cannot_be_read_is_replaced_by_a_rebuild(
    file: Path, calendar: Calendar, harm: str
) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        recorded(ledger, claim(text="as printed"))
        (found,) = ledger.claims(ClaimFilter(text="printed")).items
    with closing(sqlite3.connect(file)) as db, db:
        ((old,),) = db.execute("SELECT number FROM view_generation")
        db.execute(harm.format(n=old))

    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.rebuild()
        assert ledger.claims(ClaimFilter(text="printed")).items == (found,)
        assert ledger.examination().fault is None
    with closing(sqlite3.connect(file)) as db:
        left = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'view%'")}
        assert left == names(old + 1) | {"view_generation"}


def test_a_damaged_full_text_table_is_refused_with_what_to_do(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        recorded(ledger, claim(text="as printed"))
        ledger.claims()
    with closing(sqlite3.connect(file)) as db, db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        db.execute(DAMAGED["every page"].format(n=number) + " WHERE id > 10")

    with open_ledger(str(file), clock=calendar) as ledger, pytest.raises(DamagedLedger, match="claim-ledger rebuild"):
        ledger.claims(ClaimFilter(text="printed"))


class Late(sqlite3.Connection):
    """A connection on which another makes the first generation just after it was asked for in vain."""

    other: sqlite3.Connection

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        try:
            return super().execute(sql, *parameters)
        except sqlite3.OperationalError:
            switch(self.other, begin(self.other), 0)
            raise


def test_a_generation_that_another_makes_meanwhile_is_found(tmp_path: Path) -> None:
    path = tmp_path / "views"
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        closing(sqlite3.connect(path, isolation_level=None, factory=Late)) as db,
    ):
        db.other = other
        assert in_use(db) == Generation(1, 0)
