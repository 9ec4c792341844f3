"""Ways in which a ledger's file can be damaged, each done to a file that nobody has open."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path


@contextmanager
def untriggered(db: sqlite3.Connection) -> Iterator[None]:
    """Without the triggers that refuse it: they are there again afterwards, where their table is."""
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, made in triggers:
        with suppress(sqlite3.OperationalError):  # the damage is that there is no such table
            db.execute(made)


def sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            with untriggered(db):
                for statement in statements:
                    db.execute(statement)
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("PRAGMA journal_mode = WAL")

    return run


def page_of(path: Path, name: str) -> tuple[int, int]:
    """Where the first page of a table or index begins and ends."""
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    return (page - 1) * size, page * size


def byte_of_a_page(path: Path) -> None:
    begin, _ = page_of(path, "events")
    whole = path.read_bytes()
    path.write_bytes(whole[:begin] + b"\xff" + whole[begin + 1 :])


def key_of_an_index(path: Path) -> None:
    begin, end = page_of(path, "sqlite_autoindex_events_1")
    whole = path.read_bytes()
    assert b"source:c" in whole[begin:end]
    path.write_bytes(whole[:begin] + whole[begin:end].replace(b"source:c", b"source:C") + whole[end:])


DAMAGES = {
    "the last event removed": sql("DELETE FROM events WHERE position = 12"),
    "an event in between removed": sql("DELETE FROM events WHERE position = 5"),
    "an event altered": sql("UPDATE events SET state = CAST(replace(state, 'source:c', 'source:x') AS BLOB)"),
    "an event that is no entry": sql("UPDATE events SET state = x'7b7d' WHERE position = 4"),
    "a version that does not follow": sql(
        "UPDATE events SET version = 7, state = CAST(replace(state, '\"version\":1}', '\"version\":7}') AS BLOB)"
        " WHERE position = 4"
    ),
    "two events exchanged": sql(
        "UPDATE events SET position = 99 WHERE position = 3",
        "UPDATE events SET position = 3 WHERE position = 4",
        "UPDATE events SET position = 4 WHERE position = 99",
        "UPDATE sqlite_sequence SET seq = 12",
    ),
    "a secret altered": sql("UPDATE vault SET data = x'00'"),
    "a byte of a page": byte_of_a_page,
    "a key of an index": key_of_an_index,
    "an earlier time": sql(
        'UPDATE events SET state = CAST(replace(state, \'"recorded_at":"2023\', \'"recorded_at":"2022\') AS BLOB)'
        " WHERE position = 9"
    ),
    "the end cut off": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "the log gone": sql("DROP TABLE events"),
}
