"""Generations of the index: one is in use, another may be built beside it, and what is no longer used is discarded."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ledger.errors import DamagedLedger
from ledger.projections.tables import (
    FULL_TEXT,
    GENERATIONS,
    NO_GENERATION,
    TABLES,
    TERMS,
    VERSION,
    ViewStore,
    make_tables,
    names,
)

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
        kept = {"view_generation"}.union(
            *(names(number) for (number,) in db.execute("SELECT number FROM view_generation"))
        )
        found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'view\\_%' ESCAPE '\\'")
        _drop(db, [table for (table,) in found if table not in kept])


def _discard_some(views: ViewStore) -> bool:
    with views.updating() as db:
        row = db.execute("SELECT number FROM view_generation WHERE state = 'retired' LIMIT 1").fetchone()
        if row is None:
            return False
        known = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table, key, at_once in _discarded(row[0]):
            some = f"SELECT {key} FROM {table} LIMIT {at_once}"
            if table in known and db.execute(f"DELETE FROM {table} WHERE ({key}) IN ({some})").rowcount:
                return True
        if f"{TERMS}_{row[0]}" in known:  # earlier versions had none
            _drop_full_text(db, row[0])
        _drop(db, [name for name in names(row[0]) if name in known])
        db.execute("DELETE FROM view_generation WHERE number = ?", row)
        return True


def _discarded(number: int) -> Iterator[tuple[str, str, int]]:
    """The tables of a generation that have rows, what tells these apart, and how many go at once."""
    for table, key in TABLES.items():
        yield f"{table}_{number}", key, ROWS_AT_ONCE
    yield f"{TERMS}_{number}_data", "id", max(1, ROWS_AT_ONCE // 20)  # its rows are pages of terms


def _drop_full_text(db: sqlite3.Connection, number: int) -> None:
    """Drop a full-text table, also a damaged one: as SQLite must read it for that, it is made an empty one before."""
    full_text, empty = f"{TERMS}_{number}", f"{TERMS}_{NO_GENERATION}"
    db.execute(FULL_TEXT.format(number=NO_GENERATION))
    for shadow in ("data", "config"):
        db.execute(f"DELETE FROM {full_text}_{shadow}")
        db.execute(f"INSERT INTO {full_text}_{shadow} SELECT * FROM {empty}_{shadow}")
    _drop(db, [full_text, empty])


def _drop(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Drop tables. A full-text table takes those with it in which it is kept."""
    for table in sorted(tables):
        db.execute(f'DROP TABLE IF EXISTS "{table}"')


def _newest(db: sqlite3.Connection, state: str) -> Generation | None:
    newest = "SELECT number, position FROM view_generation WHERE state = ? AND version = ? ORDER BY number DESC LIMIT 1"
    try:
        row = db.execute(newest, (state, VERSION)).fetchone()
    except sqlite3.OperationalError:
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'view_generation'").fetchone() is None:
            return None
        row = db.execute(newest, (state, VERSION)).fetchone()  # somebody made it just now
    if row is not None and not isinstance(row[1], int):
        raise DamagedLedger("the index does not say how far it has come: `claim-ledger rebuild` builds it anew")
    return Generation(*row) if row is not None else None
