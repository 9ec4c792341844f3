"""Plain sqlite3 with the ledger's durability, storing and reading the very bytes that the ledger stored."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

Row = tuple[str, int, str, bytes]
"""Stream, version, type and canonical bytes of an entry."""


def connect(path: Path) -> sqlite3.Connection:
    """A database with one table of events, shaped as the ledger's is; synced at each commit, as the ledger's is."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(
        "CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, "
        "version INTEGER NOT NULL, type TEXT NOT NULL, state BLOB NOT NULL, UNIQUE (stream, version))"
    )
    return db


def insert(db: sqlite3.Connection, rows: Sequence[Row], batch: int) -> None:
    """Insert rows with one commit for each `batch` of them."""
    for start in range(0, len(rows), batch):
        db.execute("BEGIN IMMEDIATE")
        db.executemany(
            "INSERT INTO events (stream, version, type, state) VALUES (?, ?, ?, ?)", rows[start : start + batch]
        )
        db.execute("COMMIT")


def stored(ledger: Path, last: int) -> list[Row]:
    """The last so many rows that a ledger stored, in order."""
    with closing(sqlite3.connect(ledger)) as db:
        newest = db.execute("SELECT stream, version, type, state FROM events ORDER BY position DESC LIMIT ?", (last,))
        return newest.fetchall()[::-1]


def load(ledger: Path) -> list[Any]:
    """Select and json.loads: every row of a ledger."""
    with closing(sqlite3.connect(ledger)) as db:
        return [json.loads(state) for (state,) in db.execute("SELECT state FROM events ORDER BY position")]
