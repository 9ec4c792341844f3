"""A place for views of the log beside it: SQL in a read snapshot, or in a transaction of one's own."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import RLock, local

from ledger.store.failures import UNCERTAIN, refusing


class Connection(sqlite3.Connection):
    """SQLite's own, which can be kept from writing. Whoever tells SQLite so has it compile every statement anew, so it
    is only told what it does not know yet.
    """

    _kept_from_writing = False

    def keep_from_writing(self, kept: bool) -> None:
        """Have every statement that writes fail from now on, or none."""
        if kept is not self._kept_from_writing:
            self.execute(f"PRAGMA query_only = {int(kept)}")
            self._kept_from_writing = kept

    @contextmanager
    def only_reading(self) -> Iterator[None]:
        """Kept from writing meanwhile, and then as before."""
        before = self._kept_from_writing
        self.keep_from_writing(True)
        try:
            yield
        finally:
            self.keep_from_writing(before)


Transaction = Callable[[bool], AbstractContextManager[Connection]]
"""Begins a transaction: to write where the argument is true; else nothing can be written in it."""


class _Inside(local):
    depth = 0


class SqlViews:
    """The views of a ledger, in a database whose transactions are begun by `transaction`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._inside = _Inside()

    def refuse_inside(self, what: str) -> None:
        """Raise RuntimeError where this thread is inside `reading` or `updating`."""
        if self._inside.depth:
            raise RuntimeError(f"{what} inside reading() or updating(): it waits for what this thread itself holds")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """As tables.ViewStore.reading."""
        with refusing(), self._transaction(False) as connection, self._entered(), connection.only_reading():
            yield connection

    @contextmanager
    def updating(self) -> Iterator[sqlite3.Connection]:
        """As tables.ViewStore.updating."""
        self.refuse_inside("updating()")
        with refusing(), self._transaction(True) as connection, self._entered():
            yield connection

    @contextmanager
    def _entered(self) -> Iterator[None]:
        self._inside.depth += 1
        try:
            yield
        finally:
            self._inside.depth -= 1


@contextmanager
def transaction(connection: Connection, write: bool) -> Iterator[Connection]:
    """One transaction; to write it is IMMEDIATE, so that what is read in it stays true until it commits."""
    connection.keep_from_writing(not write)
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield connection
        if write:
            _commit(connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _commit(connection: sqlite3.Connection) -> None:
    """A commit whose sync fails may be found in the journal after a crash all the same."""
    try:
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        error.add_note(UNCERTAIN)
        raise


class PrivateDatabase:
    """An in-memory SQLite database that one thread at a time may use."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False, factory=Connection
        )
        self._lock = RLock()

    @contextmanager
    def transaction(self, write: bool) -> Iterator[Connection]:
        """One transaction; within another of the same thread, part of that."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
            else:
                with transaction(self._connection, write) as connection:
                    yield connection

    def copy_to(self, other: "PrivateDatabase") -> None:
        """Put all that it holds into another, in place of what that holds."""
        with self._lock:
            self._connection.backup(other._connection)

    def close(self) -> None:
        """Forget everything in it. Idempotent."""
        with self._lock:
            self._connection.close()
