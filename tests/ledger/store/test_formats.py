"""A format adds to the one before it, and a ledger of every one is brought up to the last (see test_answers)."""

import sqlite3
from contextlib import closing

import pytest

from ledger.store import file, formats


def tables(until: int) -> set[str]:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in file.SCHEMA:
            made.execute(statement)
        formats.make(made, 1, until)
        return {name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_the_last_format_has_every_table() -> None:
    assert set(formats.TABLES) <= tables(file.FORMAT)


@pytest.mark.parametrize(
    ("until", "added"), [(2, {"answers", "salt"}), (3, {"answered"}), (4, {"payload_salts", "erasing"})]
)
def test_a_format_adds_tables(until: int, added: set[str]) -> None:
    assert tables(until) - tables(until - 1) == added


def test_the_vault_forgets_and_does_nothing_else() -> None:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in file.SCHEMA:
            made.execute(statement)
        formats.make(made, 1, file.FORMAT)
        made.execute("INSERT INTO vault VALUES ('c', x'01', x'02')")
        for refused in ("DELETE FROM vault", "UPDATE vault SET data = x'03'", "UPDATE vault SET commitment = 'd'"):
            with pytest.raises(sqlite3.IntegrityError):
                made.execute(refused)

        made.execute("UPDATE vault SET salt = x'', data = x''")

        assert made.execute("SELECT * FROM vault").fetchall() == [("c", b"", b"")]
