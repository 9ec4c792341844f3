"""Where the views live: tables beside the log, in the same database, and how they are reached."""

import sqlite3
from contextlib import AbstractContextManager
from typing import Protocol

INDEX = "index-1"
"""The name and version of the index; another version is built anew from the log."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS view_position (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS view_claim (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deal TEXT, proposition TEXT,
    stance TEXT NOT NULL, mode TEXT NOT NULL, origin TEXT, status TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS view_claim_filed ON view_claim (deal, proposition, position);
CREATE TABLE IF NOT EXISTS view_claim_source (
    source TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS view_thing (
    kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS view_bearing (
    subject TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (subject, position)) WITHOUT ROWID;
"""
"""`view_bearing` says which entries bear on a deal (`deal:x`), a source (`source:x`) or everything (`policy`)."""

TABLES = ("view_position", "view_claim", "view_claim_source", "view_thing", "view_bearing")


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
