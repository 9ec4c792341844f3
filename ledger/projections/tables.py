"""Where the views live: tables beside the log, in the same database, and how they are reached."""

import sqlite3
from contextlib import AbstractContextManager
from functools import reduce
from typing import Protocol
from unicodedata import unidata_version

EDITION = 8
"""Changes with these tables, with the terms and with what is a word."""


def version_under(unicode: str) -> int:
    """The version of an index that is made under a version of Unicode (`15.0.0`): 7150000 is edition 7 under 15.0.0."""
    return reduce(lambda version, part: 100 * version + int(part), unicode.split("."), EDITION)


VERSION = version_under(unidata_version)
"""The version of the index; one of another version is built anew from the log.

What is a word hangs on Python's own tables of Unicode, and what is taken out of the full-text table must be what was
put in.
"""

GENERATIONS = """CREATE TABLE IF NOT EXISTS view_generation (
    number INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'building' CHECK (state IN ('building', 'used', 'retired')))"""
"""Each generation of the index: its number ends the names of its tables, its position is the last entry in them."""

SCHEMA = """
CREATE TABLE view_entry_{number} (position INTEGER PRIMARY KEY, digest BLOB NOT NULL);
CREATE TABLE view_node_{number} (
    height INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (height, position))
    WITHOUT ROWID;
CREATE TABLE view_claim_{number} (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deal TEXT,
    period_first INTEGER, period_last INTEGER, asserted_first INTEGER, asserted_last INTEGER);
CREATE TABLE view_proposition_{number} (
    position INTEGER PRIMARY KEY, deal TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, period TEXT,
    UNIQUE (deal, id));
CREATE VIRTUAL TABLE view_instance_{number} USING fts5vocab (view_term_{number}, instance);
CREATE TABLE view_thing_{number} (
    kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, position)) WITHOUT ROWID;
CREATE TABLE view_bearing_{number} (
    subject TEXT NOT NULL, position INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (subject, position))
    WITHOUT ROWID;
CREATE TABLE view_subject_{number} (
    subject TEXT PRIMARY KEY, entries INTEGER NOT NULL, total INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID
"""
"""`view_bearing` says which entries bear on a deal (`deal:x`), a source (`source:x`) or everything (`policy`).

`view_subject` says how many they are and what their positions add up to, so that one that is lost is missed; its own
position is the last that was added. `view_entry` keeps the RFC 6962 leaf hash that each entry had when it was indexed;
`view_node` keeps, at every fourth height, the whole nodes of the tree above those, each under the last position that
it is over.
`view_bearing` has it again, so that what bears on a subject is found, with its digests, in one place.
`view_term` holds of each claim, under its position, the terms that it is found by (ledger.projections.terms): they are
words already, so that nothing is left to its tokenizer but to split them at spaces. `view_instance` shows what is in
it, and holds nothing.
"""

FULL_TEXT = """CREATE VIRTUAL TABLE view_term_{number} USING fts5 (
    terms, content = '', columnsize = 0, tokenize = "ascii tokenchars '-._:=<'")"""
"""The full-text table of a generation (SQLite FTS5, 4.4.2)."""

NO_GENERATION = 0
"""No generation has this number: tables with it are for a moment."""

TABLES = {
    "view_entry": "position",
    "view_node": "position, height",
    "view_claim": "position",
    "view_proposition": "position",
    "view_thing": "position, kind",
    "view_bearing": "position, subject",
    "view_subject": "position, subject",
}
"""The tables of a generation without its number, and what tells their rows apart, position first."""

TERMS = "view_term"
"""The full-text table of a generation, without its number."""

INSTANCES = "view_instance"
"""What shows the (term, doc, col, offset) of each term in it, in this order; `doc` is the claim's position."""

SHADOWS = {"data": "id, block", "idx": "segid, term, pgno", "config": "k, v"}
"""The tables that SQLite keeps it in, by what their names end with, and their columns (SQLite FTS5, section 9)."""


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


def names(number: int) -> set[str]:
    """Every table of a generation, those included in which SQLite keeps the full-text table."""
    shadows = {f"{TERMS}_{number}_{shadow}" for shadow in SHADOWS}
    return {f"{table}_{number}" for table in (*TABLES, TERMS, INSTANCES)} | shadows


def make_tables(db: sqlite3.Connection, number: int) -> None:
    """Make the empty tables of a generation."""
    db.execute(FULL_TEXT.format(number=number))
    for statement in SCHEMA.format(number=number).split(";"):
        db.execute(statement)
