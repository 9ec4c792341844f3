"""Generations of the index: one is in use, another may be built beside it, and what is no longer used is discarded."""

import sqlite3
from dataclasses import dataclass

from ledger.projections.tables import GENERATIONS, TABLES, VERSION, ViewStore, make_tables

ROWS_AT_ONCE = 20_000
"""Rows discarded in one transaction, so that nobody waits long for it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One edition of the index: its number, and the position of the last entry in it."""

    number: int
    position: int


class Superseded(Exception):
    """The generation is neither in use nor being built any more."""


def in_use(db: sqlite3.Connection) -> Generation | None:
    """The generation that answers; None where there is none of this version of the tables."""
    return _newest(db, "used")


def in_building(db: sqlite3.Connection) -> Generation | None:
    """The generation that is being built, or whose building was interrupted."""
    return _newest(db, "building")


def position(db: sqlite3.Connection, number: int) -> int:
    """How far a generation has come. Raises Superseded."""
    row = db.execute(
        "SELECT position FROM view_generation WHERE number = ? AND state <> 'retired'", (number,)
    ).fetchone()
    if row is None:
        raise Superseded
    found: int = row[0]
    return found


def move(db: sqlite3.Connection, number: int, to: int) -> None:
    """Say how far a generation has come."""
    db.execute("UPDATE view_generation SET position = ? WHERE number = ?", (to, number))


def begin(db: sqlite3.Connection) -> int:
    """Make the empty tables of a new generation, and return its number, which no other had."""
    db.execute(GENERATIONS)
    number = db.execute("INSERT INTO view_generation (version) VALUES (?)", (VERSION,)).lastrowid
    assert number is not None
    make_tables(db, number)
    return number


def abandon(db: sqlite3.Connection) -> None:
    """Retire whatever is being built."""
    db.execute(GENERATIONS)
    db.execute("UPDATE view_generation SET state = 'retired' WHERE state = 'building'")


def switch(db: sqlite3.Connection, number: int, head: int) -> bool:
    """Put a generation in use and retire the one that was; False, and nothing done, where it lies behind that.

    Whoever read from the old one never finds less in the new one. One that says to be beyond the log's head is damaged.
    """
    used = in_use(db)
    if used is not None and used.number != number and position(db, number) < min(used.position, head):
        return False
    db.execute("UPDATE view_generation SET state = 'retired' WHERE state = 'used' AND number <> ?", (number,))
    db.execute("UPDATE view_generation SET state = 'used' WHERE number = ?", (number,))
    return True


def discard(views: ViewStore) -> None:
    """Drop the tables of retired generations, and of versions that knew no generations. May be interrupted."""
    while _discard_some(views):
        pass
    with views.updating() as db:
        numbers = [number for (number,) in db.execute("SELECT number FROM view_generation")]
        kept = {f"{table}_{number}" for table in TABLES for number in numbers} | {"view_generation"}
        found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'view\\_%' ESCAPE '\\'")
        for (table,) in found.fetchall():
            if table not in kept:
                db.execute(f'DROP TABLE "{table}"')


def _discard_some(views: ViewStore) -> bool:
    with views.updating() as db:
        row = db.execute("SELECT number FROM view_generation WHERE state = 'retired' LIMIT 1").fetchone()
        if row is None:
            return False
        known = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        tables = {f"{table}_{row[0]}": key for table, key in TABLES.items() if f"{table}_{row[0]}" in known}
        for table, key in tables.items():
            some = f"SELECT {key} FROM {table} LIMIT {ROWS_AT_ONCE}"
            if db.execute(f"DELETE FROM {table} WHERE ({key}) IN ({some})").rowcount:
                return True
        for table in tables:
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM view_generation WHERE number = ?", row)
        return True


def _newest(db: sqlite3.Connection, state: str) -> Generation | None:
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'view_generation'").fetchone() is None:
        return None
    row = db.execute(
        "SELECT number, position FROM view_generation WHERE state = ? AND version = ? ORDER BY number DESC LIMIT 1",
        (state, VERSION),
    ).fetchone()
    return Generation(*row) if row is not None else None
