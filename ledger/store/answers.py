"""Answers under idempotency keys, as they lie in a ledger's file."""

import os
from collections.abc import Iterable
from hashlib import sha256
from sqlite3 import Connection
from typing import Any

from ledger.errors import DamagedLedger
from ledger.log import Answered

SALT_BYTES = 32

SCHEMA = {
    2: (
        "CREATE TABLE salt (one INTEGER PRIMARY KEY CHECK (one = 1), salt BLOB NOT NULL)",
        "CREATE TABLE answers (key BLOB NOT NULL PRIMARY KEY, salt BLOB NOT NULL, payload BLOB NOT NULL, "
        "parts BLOB NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TRIGGER answers_delete BEFORE DELETE ON answers "
        "BEGIN SELECT RAISE(ABORT, 'answers are never deleted'); END",
        "CREATE TRIGGER salt_delete BEFORE DELETE ON salt BEGIN SELECT RAISE(ABORT, 'the salt is never deleted'); END",
    ),
    3: (
        "CREATE TABLE answered (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL)",
        "CREATE TRIGGER answers_insert AFTER INSERT ON answers BEGIN UPDATE answered SET count = count + 1; END",
        "CREATE TRIGGER answered_delete BEFORE DELETE ON answered "
        "BEGIN SELECT RAISE(ABORT, 'the count of the answers is never deleted'); END",
    ),
}
"""What each format of the ledger added: its salt, and the answers, each with a digest over all of it and that salt;
then how many answers there are, so that one that is lost is missed."""

TABLES = ("answers", "answered", "salt")

INSERT = "INSERT INTO answers (key, salt, payload, parts, seal) VALUES (?, ?, ?, ?, ?)"
_SELECT = "SELECT key, salt, payload, parts, seal FROM answers"


def make(connection: Connection, since: int, until: int) -> None:
    """Make what the formats after one and up to another added, in the transaction that the connection is in."""
    for added in range(since + 1, until + 1):
        for statement in SCHEMA[added]:
            connection.execute(statement)
        if added == 2:
            connection.execute("INSERT INTO salt VALUES (1, ?)", (os.urandom(SALT_BYTES),))
        else:
            connection.execute("INSERT INTO answered SELECT 1, count(*) FROM answers")


def salt_of(connection: Connection) -> bytes:
    """The ledger's salt. Raises DamagedLedger."""
    row = connection.execute("SELECT salt FROM salt").fetchone()
    if row is None or not isinstance(row[0], bytes) or len(row[0]) != SALT_BYTES:
        raise DamagedLedger(f"the ledger's salt is not {SALT_BYTES} bytes: restore the ledger from a copy")
    return row[0]


def rows(answers: Iterable[Answered], salt: bytes) -> list[tuple[bytes, ...]]:
    """What `INSERT` takes, of a ledger that has this salt."""
    return [(a.key, a.salt, a.payload, a.parts, _seal(salt, a.key, a.salt, a.payload, a.parts)) for a in answers]


def find(connection: Connection, salt: bytes, key: bytes) -> Answered | None:
    """The answer under the digest of a key, or None. Raises DamagedLedger where it is not as it was written."""
    row = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
    return None if row is None else _checked(salt, row)


def check(connection: Connection, found: int) -> None:
    """Raises DamagedLedger where an answer, in a ledger of the format found, is not as it was written, or was lost."""
    if found < 2:
        return
    salt = salt_of(connection)
    count = sum(bool(_checked(salt, row)) for row in connection.execute(_SELECT))
    if found >= 3 and (kept := connection.execute("SELECT count FROM answered").fetchone()) != (count,):
        said = "no number" if kept is None else kept[0]
        raise DamagedLedger(
            f"the ledger holds {count} answers under idempotency keys, but counted {said}: restore it from a copy"
        )


def _checked(ledger_salt: bytes, row: tuple[Any, ...]) -> Answered:
    key, salt, payload, parts, seal = row
    if not all(isinstance(cell, bytes) for cell in row) or seal != _seal(ledger_salt, key, salt, payload, parts):
        raise DamagedLedger("an answer kept under an idempotency key is not as it was written")
    return Answered(key, salt, payload, parts)


def _seal(*cells: bytes) -> bytes:
    return sha256(b"".join(len(cell).to_bytes(8) + cell for cell in cells)).digest()
