"""Vocabulary: what a full-text table holds, held against one that was built anew.

It is looked at in a copy: SQLite checks the build of a full-text table only where it may write.
"""

import sqlite3
from collections.abc import Iterator
from itertools import zip_longest

from ledger.projections.tables import INSTANCES, NO_GENERATION, SHADOWS, TERMS, make_tables

_Instance = tuple[str, int, int]


def differing_claim(
    held: sqlite3.Connection, number: int, anew: sqlite3.Connection, built: int
) -> tuple[int, str] | None:
    """The position of a claim that is listed under other terms in one of two generations, and which; None if none is.

    Where the full-text table that is held cannot be read, the position is 0. `anew` is written to.
    """
    try:
        if _settings(held, number) != _settings(anew, built):
            return 0, f"{TERMS} is not set up as it was made"
        _copy(held, number, anew)
        for found, expected in zip_longest(_instances(anew, NO_GENERATION), _instances(anew, built)):
            if found != expected:
                return _told(found, expected)
    except sqlite3.DatabaseError as error:
        return 0, f"{TERMS} cannot be read ({error})"
    return None


def _settings(db: sqlite3.Connection, number: int) -> tuple[list[str], list[tuple[str, object]]]:
    """What a table was made with, less its number, and what SQLite keeps of that."""
    table = f"{TERMS}_{number}"
    made = [
        str(sql).replace(table, TERMS)
        for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
    ]
    return made, db.execute(f"SELECT {SHADOWS['config']} FROM {table}_config").fetchall()


def _copy(held: sqlite3.Connection, number: int, anew: sqlite3.Connection) -> None:
    make_tables(anew, NO_GENERATION)
    table = f"{TERMS}_{NO_GENERATION}"
    anew.execute("BEGIN")
    for shadow, columns in SHADOWS.items():
        anew.execute(f"DELETE FROM {table}_{shadow}")
        anew.executemany(
            f"INSERT INTO {table}_{shadow} VALUES ({', '.join('?' * len(columns.split(', ')))})",
            held.execute(f"SELECT {columns} FROM {TERMS}_{number}_{shadow}"),
        )
    anew.execute("COMMIT")
    anew.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def _instances(db: sqlite3.Connection, number: int) -> Iterator[_Instance]:
    """Each term with the claim's position and its place in it, in the order of all three."""
    yield from db.execute(f"SELECT term, doc, offset FROM {INSTANCES}_{number}")


def _told(found: _Instance | None, expected: _Instance | None) -> tuple[int, str]:
    if expected is None or (found is not None and found < expected):
        assert found is not None
        return found[1], f"{TERMS} lists the claim under {found[0]!r}; built anew it does not"
    return expected[1], f"{TERMS} does not list the claim under {expected[0]!r}; built anew it does"
