"""The peer: plain sqlite3 with the ledger's durability, storing and reading the very bytes that the ledger stored."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Row = tuple[str, int, str, bytes]


def connect(path: Path) -> sqlite3.Connection:
    """A database with one table of events; synced at each commit, as the ledger's is."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
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


def load(db: sqlite3.Connection, positions: Iterable[int] | None = None) -> list[Any]:
    """Select and json.loads: all rows, or those at these positions."""
    if positions is None:
        return [json.loads(state) for (state,) in db.execute("SELECT state FROM events ORDER BY position")]
    select = "SELECT state FROM events WHERE position = ?"
    return [json.loads(db.execute(select, (position,)).fetchone()[0]) for position in positions]
