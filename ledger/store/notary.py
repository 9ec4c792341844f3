"""The notary: a ledger's signers and the checkpoints that they signed, in a database of their own beside it.

They are no part of the ledger: who has a copy of it cannot sign for it. And as what was signed lies here, a ledger that
is put back from an older copy is found to hold less than was signed.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from ledger.audit.checkpoints import Checkpoint
from ledger.audit.notes import Note, is_name
from ledger.audit.signers import SEED, Kind, Signer, Verifier
from ledger.audit.signing import Held, Signed
from ledger.errors import BadSigner, Conflict, DamagedLedger, NotFound, Rejected
from ledger.private import Private
from ledger.store.failures import refusing

APPLICATION_ID = int.from_bytes(b"ClNt")
FORMAT = 1
SUFFIX = "-signers"
"""What the notary's file has after the ledger's name."""

LONGEST_ORIGIN = 200
Found = TypeVar("Found")

_SCHEMA = (
    """CREATE TABLE signers (number INTEGER PRIMARY KEY AUTOINCREMENT, verifier TEXT NOT NULL UNIQUE,
        made_at TEXT NOT NULL, secret TEXT, retired_at TEXT, CHECK ((secret IS NULL) = (retired_at IS NOT NULL)))""",
    """CREATE TRIGGER signers_update BEFORE UPDATE ON signers
        WHEN NEW.number <> OLD.number OR NEW.verifier <> OLD.verifier OR NEW.made_at <> OLD.made_at
          OR OLD.secret IS NULL OR NEW.secret IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'signers are retired, and otherwise never changed'); END""",
    """CREATE TRIGGER signers_delete BEFORE DELETE ON signers
        BEGIN SELECT RAISE(ABORT, 'signers are never deleted'); END""",
    "CREATE TABLE checkpoints (number INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, note BLOB NOT NULL)",
    "CREATE INDEX checkpoints_size ON checkpoints (size)",
    """CREATE TRIGGER checkpoints_update BEFORE UPDATE ON checkpoints
        BEGIN SELECT RAISE(ABORT, 'what was signed is never changed'); END""",
    """CREATE TRIGGER checkpoints_delete BEFORE DELETE ON checkpoints
        BEGIN SELECT RAISE(ABORT, 'what was signed is never deleted'); END""",
)
# EXTRA syncs the folder, too, when the journal goes: what was signed is kept before anybody is told of it.
_SIGNERS = Private("signers", APPLICATION_ID, FORMAT, _SCHEMA, ("journal_mode = DELETE", "synchronous = EXTRA"))


def notary_of(path: Path) -> Path:
    """Where the signers of the ledger in a file lie."""
    return path.with_name(path.name + SUFFIX)


class FileNotary:
    """A ledger.audit.signing.Notary in a file, made when the first signer is; `path` None keeps it in memory.

    `now` tells the instant. Any thread may call it, and any number of processes may have it open.
    """

    def __init__(self, path: Path | None, now: Callable[[], str]) -> None:
        self._path = path
        self._now = now
        self._lock = RLock()
        self._db: sqlite3.Connection | None = None

    @contextmanager
    def writing(self) -> Iterator["SqlBook"]:
        """As Notary.writing."""
        with self._transaction() as book:
            if not book.held():
                book.make(Signer(origin_by_default(), Kind.SIGNS, secrets.token_bytes(SEED)))
            yield book

    def held(self) -> list[Held]:
        """As Notary.held."""
        with self._lock:
            if self._db is None and (self._path is None or not self._path.exists()):
                return []
            with self._transaction() as book:
                return book.held()

    def begin(self, origin: str | None = None) -> Held | None:
        """As Notary.begin."""
        name = origin_by_default() if origin is None else origin
        if not is_name(name) or len(name) > LONGEST_ORIGIN:
            raise BadSigner(
                f"{name[:80]!r} can be no origin: expected are 1 to {LONGEST_ORIGIN} characters without spaces and +, "
                "such as example.org/claims",
                "origin",
            )
        with self._transaction() as book:
            return None if book.held() else book.make(Signer(name, Kind.SIGNS, secrets.token_bytes(SEED)))

    def rotate(self) -> Held:
        """As Notary.rotate."""
        with self.writing() as book:
            return book.make(Signer(book.signers()[0].name, Kind.SIGNS, secrets.token_bytes(SEED)))

    def retire(self, key_id: str) -> Held:
        """As Notary.retire."""
        with self._transaction() as book:
            return book.retire(key_id)

    def close(self) -> None:
        """As Notary.close."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    @contextmanager
    def _transaction(self) -> Iterator["SqlBook"]:
        """One transaction, all or nothing."""
        with self._lock, refusing("what holds the signers"):
            db = self._db = self._db or _SIGNERS.connect(self._path)
            db.execute("BEGIN IMMEDIATE")
            try:
                yield SqlBook(db, self._now())
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise


class SqlBook:
    """A ledger.audit.signing.Book in the transaction that a connection is in, as of an instant."""

    def __init__(self, db: sqlite3.Connection, now: str) -> None:
        self._db = db
        self._now = now

    def signers(self) -> list[Signer]:
        """As Book.signers."""
        rows = self._db.execute("SELECT secret FROM signers WHERE secret IS NOT NULL ORDER BY number")
        return [_read(Signer.parse, secret) for (secret,) in rows]

    def held(self) -> list[Held]:
        """As Notary.held."""
        rows = self._db.execute("SELECT verifier, made_at, retired_at FROM signers ORDER BY number")
        return [Held(_read(Verifier.parse, verifier), made, retired) for verifier, made, retired in rows]

    def signed(self, below: int | None = None) -> Signed | None:
        """As Book.signed."""
        where, bound = ("", ()) if below is None else ("WHERE size < ?", (below,))
        found = self._db.execute(f"SELECT note FROM checkpoints {where} ORDER BY number DESC LIMIT 1", bound).fetchone()
        if found is None:
            return None
        note = _read(Note.parse, found[0])
        return Signed(_read(Checkpoint.parse, note.text), note)

    def keep(self, signed: Signed) -> None:
        """As Book.keep."""
        row = (signed.checkpoint.size, signed.note.data)
        self._db.execute("INSERT INTO checkpoints (size, note) VALUES (?, ?)", row)

    def make(self, signer: Signer) -> Held:
        """Hold a signer."""
        row = (signer.verifier.text, self._now, signer.text)
        self._db.execute("INSERT INTO signers (verifier, made_at, secret) VALUES (?, ?, ?)", row)
        return Held(signer.verifier, self._now, None)

    def retire(self, key_id: str) -> Held:
        """Erase a signer. Raises NotFound, Conflict."""
        found = [held for held in self.held() if held.verifier.key_id.hex() == key_id]
        if not found:
            raise NotFound(f"there is no signer {key_id!r}: `claim-ledger checkpoint --verifiers` lists them all")
        if found[0].retired_at is not None:
            return found[0]
        if len(self.signers()) == 1:
            raise Conflict(f"{key_id} is the last signer: make another first, with `claim-ledger checkpoint --rotate`")
        self._db.execute(
            "UPDATE signers SET secret = NULL, retired_at = ? WHERE verifier = ?", (self._now, found[0].verifier.text)
        )
        return Held(found[0].verifier, found[0].made_at, self._now)


def origin_by_default() -> str:
    """An origin that no other log has."""
    return f"claim-ledger/{secrets.token_hex(8)}"


def _read(parse: Callable[[Any], Found], kept: object) -> Found:
    try:
        return parse(kept)
    except (Rejected, TypeError, AttributeError) as error:
        raise DamagedLedger(f"what is kept of signers and what they signed cannot be read: {error}") from None
