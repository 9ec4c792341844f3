import re
import sqlite3

from ledger.projections.tables import SCHEMA, TABLES


def test_the_tables_are_those_of_the_schema() -> None:
    with sqlite3.connect(":memory:") as db:
        for statement in [*SCHEMA.split(";"), *SCHEMA.split(";")]:  # making them twice is making them once
            db.execute(statement)
        made = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    db.close()

    assert made == set(TABLES)


def test_no_table_of_a_view_can_be_taken_for_one_of_the_log() -> None:
    assert all(re.fullmatch(r"view_[a-z_]+", table) for table in TABLES)
