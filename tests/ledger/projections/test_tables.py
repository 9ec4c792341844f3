import re
import sqlite3
from contextlib import closing
from unicodedata import unidata_version

from ledger.projections.tables import EDITION, GENERATIONS, TABLES, VERSION, make_tables, names, version_under


def test_the_tables_of_a_generation_are_those_of_the_schema_with_its_number() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        for number in (7, 8):
            make_tables(db, number)
        made = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    assert made == names(7) | names(8)


def test_the_order_of_a_table_tells_its_rows_apart() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        make_tables(db, 1)
        for table, order in TABLES.items():
            columns = {name: key for _, name, _, _, _, key in db.execute(f"PRAGMA table_info({table}_1)")}
            assert order.split(", ")[0] == "position"
            assert {name for name, key in columns.items() if key} <= set(order.split(", "))


def test_making_the_table_of_generations_twice_is_making_it_once() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(GENERATIONS)
        db.execute("INSERT INTO view_generation (version) VALUES (1)")
        db.execute(GENERATIONS)

        assert db.execute("SELECT state, position FROM view_generation").fetchall() == [("building", 0)]


def test_no_table_of_a_view_can_be_taken_for_one_of_the_log() -> None:
    assert all(re.fullmatch(r"view_[a-z_]+", table) for table in TABLES)


def test_an_index_that_was_made_under_another_unicode_is_of_another_version() -> None:
    versions = {version_under(unicode) for unicode in ("13.0.0", "14.0.0", "15.0.0", "15.1.0", "16.0.0")}

    assert len(versions) == 5
    assert version_under(unidata_version) == VERSION
    assert all(EDITION * 10**6 <= version < (EDITION + 1) * 10**6 for version in versions)
