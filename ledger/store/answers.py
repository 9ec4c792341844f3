"""Answers under idempotency keys, as they lie in a ledger's file.

The salts of what was sent lie in a table of their own, whose rows come one after the other: among keys, which come in
no order, SQLite moves them as pages fill, and leaves copies that outlast an erasure.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from sqlite3 import Connection
from typing import Any

from eventsourcing.sqlite import SQLiteCursor

from ledger.errors import DamagedLedger
from ledger.log import Answered

SALT_BYTES = 32
APART = 4
"""The format from which on the salts lie apart."""

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
    4: (
        "CREATE TABLE payload_salts (number INTEGER PRIMARY KEY, salt BLOB NOT NULL, seal BLOB NOT NULL)",
        "CREATE TABLE answers_4 (key BLOB NOT NULL PRIMARY KEY, number INTEGER NOT NULL, payload BLOB NOT NULL, "
        "parts BLOB NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID",
    ),
}
"""What each format of the ledger added: its salt, and the answers, each with a digest over all of it and that salt;
then how many answers there are, so that one that is lost is missed; then the salts of what was sent, apart."""

_MOVED = (
    "DROP TABLE answers",
    "ALTER TABLE answers_4 RENAME TO answers",
    "CREATE TRIGGER answers_delete BEFORE DELETE ON answers "
    "BEGIN SELECT RAISE(ABORT, 'answers are never deleted'); END",
    "CREATE TRIGGER answers_insert AFTER INSERT ON answers BEGIN UPDATE answered SET count = count + 1; END",
    "CREATE TRIGGER payload_salts_delete BEFORE DELETE ON payload_salts "
    "BEGIN SELECT RAISE(ABORT, 'salts are emptied, and never deleted'); END",
)
"""The end of format 4, once every answer has its salt in the other table."""

TABLES = ("answers", "answered", "salt", "payload_salts")

_INSERT = "INSERT INTO {} (key, number, payload, parts, seal) VALUES (?, ?, ?, ?, ?)"
_SALT = "INSERT INTO payload_salts (number, salt, seal) VALUES (?, ?, ?)"
_OLDER = "SELECT key, salt, payload, parts, seal FROM answers"
_SELECT = """SELECT a.key, a.number, a.payload, a.parts, a.seal, s.salt, s.seal
    FROM answers a LEFT JOIN payload_salts s ON s.number = a.number"""
_SENT_WITH = """SELECT s.number FROM payload_salts s JOIN answers a ON a.number = s.number
    WHERE length(s.salt) > 0 AND (a.parts = ?1 OR instr(a.parts, ?2) > 0) AND instr(a.parts, ?3) = 0"""
_NOT_WHOLE, _ABOUT, _FORGETTING = b"[]", b'"stream":"%b"', b'"kind":"forgetting"'


def make(connection: Connection, added: int) -> None:
    """Make what a format added, in the transaction that the connection is in."""
    for statement in SCHEMA.get(added, ()):
        connection.execute(statement)
    if added == 2:
        connection.execute("INSERT INTO salt VALUES (1, ?)", (os.urandom(SALT_BYTES),))
    elif added == 3:
        connection.execute("INSERT INTO answered SELECT 1, count(*) FROM answers")
    elif added == APART:
        salt = salt_of(connection)
        for number, row in enumerate(connection.execute(_OLDER), 1):
            _write(connection, "answers_4", number, _checked_older(salt, row), salt)
        for statement in _MOVED:
            connection.execute(statement)


def salt_of(connection: Connection) -> bytes:
    """The ledger's salt. Raises DamagedLedger."""
    row = connection.execute("SELECT salt FROM salt").fetchone()
    if row is None or not isinstance(row[0], bytes) or len(row[0]) != SALT_BYTES:
        raise DamagedLedger(f"the ledger's salt is not {SALT_BYTES} bytes: restore the ledger from a copy")
    return row[0]


def keep(c: SQLiteCursor, answers: Iterable[Answered], salt: bytes) -> None:
    """Keep answers in a ledger that has this salt, in the transaction that the cursor is in."""
    c.execute("SELECT coalesce(max(number), 0) FROM payload_salts")
    ((last,),) = c.fetchall()
    for number, answer in enumerate(answers, last + 1):
        _write(c, "answers", number, answer, salt)


def erase(c: SQLiteCursor, subject: str, salt: bytes) -> None:
    """Empty the salts of whatever a text of this stream may have been sent with: see `sent_with`."""
    c.execute(_SENT_WITH, (_NOT_WHOLE, _ABOUT % subject.encode(), _FORGETTING))
    for (number,) in c.fetchall():
        c.execute(
            "UPDATE payload_salts SET salt = x'', seal = ? WHERE number = ?", (_seal(salt, _bytes(number), b""), number)
        )


def sent_with(parts: bytes, subject: str) -> bool:
    """Whether what was answered with these parts may have been sent with a text of a stream.

    Of a batch that is not whole nobody knows what was in it, so it may. What had text forgotten was sent with none.
    """
    return (parts == _NOT_WHOLE or _ABOUT % subject.encode() in parts) and _FORGETTING not in parts


def find(connection: Connection, salt: bytes, key: bytes) -> Answered | None:
    """The answer under the digest of a key, or None. Raises DamagedLedger where it is not as it was written."""
    row = connection.execute(f"{_SELECT} WHERE a.key = ?", (key,)).fetchone()
    return None if row is None else _checked(salt, row)


def check(connection: Connection, found: int) -> None:
    """Raises DamagedLedger where an answer, in a ledger of the format found, is not as it was written, or was lost."""
    if found < 2:
        return
    salt = salt_of(connection)
    if found < APART:
        count = sum(bool(_checked_older(salt, row)) for row in connection.execute(_OLDER))
    else:
        count = sum(bool(_checked(salt, row)) for row in connection.execute(_SELECT))
    if found >= 3 and (kept := connection.execute("SELECT count FROM answered").fetchone()) != (count,):
        said = "no number" if kept is None else kept[0]
        raise DamagedLedger(
            f"the ledger holds {count} answers under idempotency keys, but counted {said}: restore it from a copy"
        )


def _write(c: Connection | SQLiteCursor, table: str, number: int, answer: Answered, salt: bytes) -> None:
    key, payload, parts, at = answer.key, answer.payload, answer.parts, _bytes(number)
    c.execute(_INSERT.format(table), (key, number, payload, parts, _seal(salt, key, at, payload, parts)))
    c.execute(_SALT, (number, answer.salt, _seal(salt, at, answer.salt)))


def _checked(ledger_salt: bytes, row: tuple[Any, ...]) -> Answered:
    key, number, payload, parts, seal, salt, sealed = row
    whole = isinstance(number, int) and all(isinstance(cell, bytes) for cell in (key, payload, parts, salt))
    if (
        not whole
        or seal != _seal(ledger_salt, key, _bytes(number), payload, parts)
        or sealed != _seal(ledger_salt, _bytes(number), salt)
    ):
        raise DamagedLedger(_ALTERED)
    return Answered(key, salt, payload, parts)


def _checked_older(ledger_salt: bytes, row: tuple[Any, ...]) -> Answered:
    """Of a format in which the salts lay among the answers."""
    key, salt, payload, parts, seal = row
    if not all(isinstance(cell, bytes) for cell in row) or seal != _seal(ledger_salt, key, salt, payload, parts):
        raise DamagedLedger(_ALTERED)
    return Answered(key, salt, payload, parts)


_ALTERED = "an answer kept under an idempotency key is not as it was written"


def _bytes(number: int) -> bytes:
    return number.to_bytes(8, signed=True)


def _seal(*cells: bytes) -> bytes:
    return sha256(b"".join(len(cell).to_bytes(8) + cell for cell in cells)).digest()
