"""The keyring: the keys of a ledger, in a database of their own beside it.

They are no part of the ledger: a copy of it gives nobody access, and restoring one brings no revoked key back. What was
done with a key is never overwritten either: each key is what its rows come to.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from hmac import compare_digest
from pathlib import Path
from threading import Lock, RLock
from time import monotonic
from typing import Self

import orjson
from pydantic import ValidationError

from ledger.access.keys import ID_BYTES, SECRET_BYTES, Key, Made, digest_of, narrowed, parse, text_of, unknown
from ledger.access.roles import KeyRole
from ledger.clocks import instant
from ledger.errors import Conflict, NotFound, Rejected, StorageFailure
from ledger.log import Clock
from ledger.parsing import faults
from ledger.private import Private

APPLICATION_ID = int.from_bytes(b"ClKy")
FORMAT = 1
SUFFIX = "-keys"
"""What the keyring of a ledger has after the ledger's name."""

_SCHEMA = (
    """CREATE TABLE changes (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, at TEXT NOT NULL,
        by TEXT NOT NULL, what TEXT NOT NULL, digest BLOB, state TEXT NOT NULL)""",
    """CREATE TRIGGER changes_update BEFORE UPDATE ON changes
        BEGIN SELECT RAISE(ABORT, 'what was done with a key is never changed'); END""",
    """CREATE TRIGGER changes_delete BEFORE DELETE ON changes
        BEGIN SELECT RAISE(ABORT, 'what was done with a key is never deleted'); END""",
    "CREATE TABLE uses (key TEXT PRIMARY KEY, at TEXT NOT NULL)",
)
_KEYS = Private("keys", APPLICATION_ID, FORMAT, _SCHEMA, ("journal_mode = WAL", "synchronous = FULL"))
SOON = 0.1
"""Seconds in which requests are let in by what is known of their keys, without a look at what other processes did."""

_MINUTE = len("2023-08-31T09:00")


class Keyring:
    """The keys of one ledger. Any thread may call any method; several processes may have it open at once.

    A key that this process revokes is of no use from then on, one that another does after `SOON` seconds. Keys are
    looked up without waiting for whoever writes, here or in another process. `path` None keeps them in memory.
    """

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self._clock = clock
        self._lock = RLock()
        self._db = _connected(path)
        self._reads = self._db if path is None else _reading(path)
        self._writes: AbstractContextManager[object] = self._lock if path is None else Lock()
        self._known: dict[str, tuple[bytes, Key]] = {}
        self._seen, self._look_at = -1, 0.0
        self._uses: dict[str, str] = {}

    def create(self, principal: str, role: KeyRole, deals: Sequence[str] | None, *, by: str) -> Made:
        """Make a key for a principal, on these deals or on all; `by` is who makes it. Its text is told this once.

        Raises Rejected where a value cannot be.
        """
        key, secret = self._new(principal, role, deals, by)
        with self._writing():
            self._write(key, "created", by, digest_of(secret))
        return Made(key, text_of(key.id, secret))

    def begin(self, principal: str, *, by: str) -> Made | None:
        """Make the first key, an admin's on all deals; None where there ever was one, here or in another process."""
        key, secret = self._new(principal, KeyRole.ADMIN, None, by)
        with self._writing():
            if self._known:
                return None
            self._write(key, "created", by, digest_of(secret))
        return Made(key, text_of(key.id, secret))

    def opens(self) -> bool:
        """Whether there is a key that is of use: one that was not revoked."""
        return any(key.revoked_at is None for key in self.keys())

    def keys(self) -> list[Key]:
        """All keys there ever were, in the order in which they were made."""
        with self._lock:
            self._load()
            return [self._used(key) for _, key in self._known.values()]

    def key(self, identity: str) -> Key:
        """The key of an id. Raises NotFound."""
        with self._lock:
            self._load()
            return self._used(self._found(identity))

    def narrow(self, identity: str, *, by: str, role: KeyRole | None = None, deals: Sequence[str] | None = None) -> Key:
        """Let a key do less from now on. Raises NotFound, Rejected, and Conflict where it was revoked."""
        with self._writing():
            before = self._standing(identity)
            after = _checked(**narrowed(before, role, deals).model_dump())
            if after != before:
                self._write(after, "narrowed", by)
        return self.key(identity)

    def revoke(self, identity: str, *, by: str) -> Key:
        """Let a key do nothing from now on. Raises NotFound; to revoke it again changes nothing."""
        with self._writing():
            before = self._found(identity)
            if before.revoked_at is None:
                self._write(before.model_copy(update={"revoked_at": self._now()}), "revoked", by)
        return self.key(identity)

    def find(self, text: str) -> Key:
        """The key that a text is of, and note that it was used. Raises Unauthenticated, whatever is wrong with it."""
        identity, digest = parse(text)
        with self._lock:
            key = self._good(identity, digest) if self._seen >= 0 and monotonic() < self._look_at else None
            if key is None:
                self._load()
                key = self._good(identity, digest)
            if key is None:
                raise unknown()
            self._uses[identity] = self._now()[:_MINUTE] + ":00.000000Z"
            return key

    def write_uses(self) -> None:
        """Write down when keys were last used: for now and then, not for each request."""
        with self._writes, _refusing():
            with self._lock:
                uses = dict(self._uses)
            if not uses:
                return
            self._db.executemany(
                "INSERT INTO uses VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = max(at, excluded.at)", uses.items()
            )
            with self._lock:
                self._uses = {key: at for key, at in self._uses.items() if uses.get(key) != at}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Idempotent."""
        try:
            self.write_uses()
        finally:
            with self._writes, self._lock:
                self._db.close()
                self._reads.close()

    def _now(self) -> str:
        return instant(self._clock())

    def _new(self, principal: str, role: KeyRole, deals: Sequence[str] | None, by: str) -> tuple[Key, bytes]:
        """A key that is not yet kept, and its secret."""
        key = _checked(
            id=secrets.token_hex(ID_BYTES), principal=principal, role=role,
            deals=None if deals is None else tuple(sorted(set(deals))),
            created_at=self._now(), created_by=by, revoked_at=None, last_used_at=None,
        )  # fmt: skip
        return key, secrets.token_bytes(SECRET_BYTES)

    def _used(self, key: Key) -> Key:
        rows = self._reads.execute("SELECT at FROM uses WHERE key = ?", (key.id,)).fetchall()
        known = [*(at for (at,) in rows), self._uses.get(key.id)]
        return key.model_copy(update={"last_used_at": max(filter(None, known), default=None)})

    def _found(self, identity: str) -> Key:
        if identity not in self._known:
            raise NotFound(f"there is no key {identity!r}: `claim-ledger keys list` shows them all")
        return self._known[identity][1]

    def _good(self, identity: str, digest: bytes) -> Key | None:
        kept, key = self._known.get(identity, (bytes(len(digest)), None))
        return key if compare_digest(kept, digest) and key is not None and key.revoked_at is None else None

    def _standing(self, identity: str) -> Key:
        key = self._found(identity)
        if key.revoked_at is not None:
            raise Conflict(f"key {identity} was revoked at {key.revoked_at}: make another")
        return key

    def _load(self) -> None:
        """Know every key as it is now. What other processes changed shows in data_version."""
        self._look_at = monotonic() + SOON
        with _refusing():
            ((version,),) = self._reads.execute("PRAGMA data_version")
            if version == self._seen:
                return
            rows = self._reads.execute("SELECT key, digest, state FROM changes ORDER BY number").fetchall()
        known: dict[str, tuple[bytes, Key]] = {}
        for identity, digest, state in rows:
            kept = digest if digest is not None else known[identity][0]
            known[identity] = (kept, Key.model_validate_json(state))
        self._known, self._seen = known, version

    def _write(self, key: Key, what: str, by: str, digest: bytes | None = None) -> None:
        state = orjson.dumps(key.model_dump(mode="json")).decode()
        self._db.execute(
            "INSERT INTO changes (key, at, by, what, digest, state) VALUES (?, ?, ?, ?, ?, ?)",
            (key.id, self._now(), by, what, digest, state),
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, all or nothing, on keys as they are now."""
        with self._writes, _refusing():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                with self._lock:
                    self._load()
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                with self._lock:
                    self._seen = -1


def keyring_of(address: str) -> Path | None:
    """Where the keyring of the ledger at an address lies; None for one in memory."""
    return None if address == ":memory:" else Path(address + SUFFIX)


def _connected(path: Path | None) -> sqlite3.Connection:
    with _refusing():
        return _KEYS.connect(path)


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that waits for nobody: an event loop looks keys up with it. In WAL mode no writer keeps it out."""
    with _refusing():
        return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)


def _checked(**fields: object) -> Key:
    try:
        return Key.model_validate(fields)
    except ValidationError as error:
        field, why = faults(error)[0]
        raise Rejected(why, field) from None


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageFailure(f"the keys cannot be read or kept: {error}") from error
