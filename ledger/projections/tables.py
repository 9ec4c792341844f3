"""Where the views live: tables beside the log, in the same database, and how they are reached."""

import sqlite3
from contextlib import AbstractContextManager
from typing import Protocol

VERSION = 3
"""The version of these tables; an index of another version is built anew from the log."""

GENERATIONS = """CREATE TABLE IF NOT EXISTS view_generation (
    number INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'building' CHECK (state IN ('building', 'used', 'retired')))"""
"""Each generation of the index: its number ends the names of its tables, its position is the last entry in them."""

SCHEMA = """
CREATE TABLE view_entry_{number} (position INTEGER PRIMARY KEY, digest BLOB NOT NULL);
CREATE TABLE view_claim_{number} (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deal TEXT, proposition TEXT,
    stance TEXT NOT NULL, mode TEXT NOT NULL, origin TEXT, status TEXT NOT NULL);
CREATE INDEX view_claim_filed_{number} ON view_claim_{number} (deal, proposition, position);
CREATE TABLE view_claim_source_{number} (
    source TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE view_thing_{number} (
    kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, position)) WITHOUT ROWID;
CREATE TABLE view_bearing_{number} (
    subject TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (subject, position)) WITHOUT ROWID;
CREATE TABLE view_subject_{number} (
    subject TEXT PRIMARY KEY, entries INTEGER NOT NULL, total INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID
"""
"""`view_bearing` says which entries bear on a deal (`deal:x`), a source (`source:x`) or everything (`policy`).

`view_subject` says how many they are and what their positions add up to, so that one that is lost is missed; its own
position is the last that was added. `view_entry` keeps the RFC 6962 leaf hash that each entry had when it was indexed.
"""

TABLES = {
    "view_entry": "position",
    "view_claim": "position",
    "view_claim_source": "position, source",
    "view_thing": "position, kind",
    "view_bearing": "position, subject",
    "view_subject": "position, subject",
}
"""The tables of a generation without its number, and what tells their rows apart, position first."""


class ViewStore(Protocol):
    """Tables that projections keep beside the log. Rows are tuples. Any thread may call it.

    Within `reading` or `updating` a thread may read the log, and read views again; to append, become the writer or
    update inside it is a RuntimeError, because it could never end. Inside `Log.writing` both may be used.
    """

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """One unchanging snapshot of the views. Writing in it is a StorageFailure."""
        ...

    def updating(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction, the only one at a time: committed at the end, undone where an exception leaves it.

        `executescript` commits by itself: it has no place in here.
        """
        ...


def make_tables(db: sqlite3.Connection, number: int) -> None:
    """Make the empty tables of a generation."""
    for statement in SCHEMA.format(number=number).split(";"):
        db.execute(statement)
