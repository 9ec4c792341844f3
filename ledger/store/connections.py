"""Connections to a ledger's file: pooled, one of them writing at a time, and only while the file keeps its name."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from eventsourcing.persistence import ConnectionPoolClosedError
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteCursor, SQLiteDatastore

from ledger.errors import StorageFailure
from ledger.store.file import connect
from ledger.store.views import Connection, transaction


class FileConnection(SQLiteConnection):
    """The library's connection, with SQLite's own inside it."""

    def __init__(self, raw: Connection) -> None:
        super().__init__(raw, max_age=None)
        self.raw = raw


class FileConnections(SQLiteConnectionPool):
    """The library's pool, of connections made our way. None is closed while a thread uses it: that may crash Python."""

    def close(self) -> None:
        """Close those that nobody uses; whoever uses one yet closes it. Idempotent."""
        with self._put_condition:
            self._closed = True
            while self._pool:
                self._pool.popleft().close()

    def put_connection(self, conn: SQLiteConnection) -> None:
        """Take one back, to be used again, or closed where the pool was closed meanwhile."""
        try:
            super().put_connection(conn)
        except ConnectionPoolClosedError:
            conn.close()

    def _create_connection(self) -> SQLiteConnection:
        return FileConnection(connect(Path(self.db_name)))


class FileDatastore(SQLiteDatastore):
    """The library's datastore, whose writing transactions are IMMEDIATE and wait for one another on a lock of ours.

    The pool's own lock for writers is not used: who waits for it keeps all readers waiting too, and a projection
    reads the log while it writes its views.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), originator_id_type="text")
        self._path = path
        self._file = _identity(path)
        self.pool = FileConnections(db_name=str(path), pool_size=8, max_overflow=56)
        self._turn = Lock()

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """One transaction, committed at the end if `commit`, and its cursor."""
        with self.connected(commit) as connection, closing(connection.cursor()) as cursor:
            yield SQLiteCursor(cursor)

    @contextmanager
    def connected(self, write: bool) -> Iterator[Connection]:
        """One transaction and its connection."""
        if write:
            with self._turn, self._begun(write=True) as connection:
                yield connection
        else:
            with self._begun(write=False) as connection:
                yield connection

    @contextmanager
    def apart(self, patient: bool) -> Iterator[Connection | None]:
        """A connection outside any transaction while nobody here writes; None where somebody does, unless `patient`."""
        if not self._turn.acquire(blocking=patient):
            yield None
            return
        try:
            with self._taken() as connection:
                connection.keep_from_writing(False)
                yield connection
        finally:
            self._turn.release()

    def rows(self, statement: str, params: Sequence[object]) -> list[Any]:
        """All rows of one SELECT, which is a transaction by itself."""
        with self._taken() as connection:
            return connection.execute(statement, params).fetchall()

    @contextmanager
    def _begun(self, *, write: bool) -> Iterator[Connection]:
        with self._taken() as pooled, transaction(pooled, write) as connection:
            yield connection

    @contextmanager
    def _taken(self) -> Iterator[Connection]:
        """A connection from the pool."""
        self._check_file()
        pooled = self.pool.get_connection()
        assert isinstance(pooled, FileConnection)
        try:
            yield pooled.raw
        finally:
            if pooled.raw.in_transaction:  # not even the rollback succeeded
                pooled.close()
            self.pool.put_connection(pooled)

    def _check_file(self) -> None:
        """What goes into a file that has lost its name would be gone with the process."""
        if _identity(self._path) != self._file:
            raise StorageFailure(
                "the ledger's file was moved, removed or replaced while it was open: put it back, or stop and open anew"
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
