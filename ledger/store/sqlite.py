"""The SQLite recorder: one table of events, one vault, one file."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from sqlite3 import IntegrityError
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor

from ledger.log import Answered
from ledger.store import answers, erasing
from ledger.store.connections import FileDatastore
from ledger.store.recorder import Batch, LedgerRecorder, Row, check_assigned, check_head, check_stream
from ledger.store.verification import check_database

_COLUMNS = "SELECT stream, version, type, state, position FROM events"
_HEAD = """SELECT coalesce(max(position), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0)
    FROM events"""
_INSERT = "INSERT INTO events (position, stream, version, type, state) VALUES "
_ROW = "(?, ?, ?, ?, ?)"
_LAST = 2**63 - 1


class FileRecorder(SQLiteApplicationRecorder, LedgerRecorder):
    """The library's recorder over our own table, with positions, secrets and checks in one transaction."""

    datastore: FileDatastore

    def __init__(self, path: Path) -> None:
        super().__init__(FileDatastore(path), events_table_name="events")

    def construct_create_table_statements(self) -> list[str]:
        """None: the tables were made with the file."""
        return []

    def _insert_events(self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        batch: Batch = kwargs["batch"]
        c.execute(_HEAD)
        found, assigned = c.fetchone()
        check_head(found, assigned, batch.after)
        # The trigger events_follow sees to it that each position and each version is the one after the last.
        try:
            for rows in _parts(stored_events):
                c.execute(_INSERT + ", ".join([_ROW] * len(rows)), list(chain.from_iterable(map(_row, rows))))
        except IntegrityError:
            _check_streams(c, batch, batch.expected)
            raise
        _check_streams(c, batch, batch.expected.keys() - {stored.originator_id for stored in stored_events})
        c.executemany(
            "INSERT INTO vault (commitment, salt, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((s.commitment, s.salt, s.data) for s in batch.secrets),
        )
        if batch.answers:
            answers.keep(c, batch.answers, self.salt)
        if batch.erasures:
            erasing.erase(c, batch.erasures, batch.after + max(1, len(stored_events)), self.salt)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[Notification]:
        """The events of one stream, as the library defines it."""
        order = "DESC" if desc else "ASC"
        rows = self._select(
            f"{_COLUMNS} WHERE stream = ? AND version > ? AND version <= ? ORDER BY version {order} LIMIT ?",
            (originator_id, gt or 0, _LAST if lte is None else lte, -1 if limit is None else limit),
        )
        return [row.notification() for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """The events of all streams in order of position, as the library defines it."""
        after = 0 if start is None else start - inclusive_of_start
        wanted = f"AND type IN ({','.join('?' * len(topics))}) " if topics else ""
        rows = self._select(
            f"{_COLUMNS} WHERE position > ? AND position <= ? {wanted}ORDER BY position LIMIT ?",
            (after, _LAST if stop is None else stop, *topics, limit),
        )
        return [row.notification() for row in rows]

    def rows(self, stream: str) -> list[Row]:
        """As LedgerRecorder.rows."""
        return self._select(f"{_COLUMNS} WHERE stream = ? ORDER BY version", (stream,))

    def rows_after(self, position: int, limit: int, until: int | None) -> list[Row]:
        """As LedgerRecorder.rows_after."""
        last = _LAST if until is None else until
        return self._select(
            f"{_COLUMNS} WHERE position > ? AND position <= ? ORDER BY position LIMIT ?", (position, last, limit)
        )

    def rows_at(self, positions: Sequence[int]) -> list[Row]:
        """As LedgerRecorder.rows_at."""
        marks = ",".join("?" * len(positions))
        return self._select(f"{_COLUMNS} WHERE position IN ({marks}) ORDER BY position", positions)

    def select_begun(self, streams: Sequence[str]) -> set[str]:
        """As LedgerRecorder.select_begun."""
        marks = ",".join("?" * len(streams))
        found = self.datastore.rows(f"SELECT stream FROM events WHERE version = 1 AND stream IN ({marks})", streams)
        return {stream for (stream,) in found}

    def max_notification_id(self) -> int:
        """The last position, 0 where there is none. Raises DamagedLedger where later ones were removed."""
        ((found, assigned),) = self.datastore.rows(_HEAD, ())
        check_assigned(found, assigned)
        return int(found)

    def select_secret(self, commitment: str) -> tuple[bytes, bytes] | None:
        """As LedgerRecorder.select_secret."""
        rows = self.datastore.rows("SELECT salt, data FROM vault WHERE commitment = ?", (commitment,))
        return rows[0] if rows and rows[0][0] != b"" else None

    def holds(self, commitment: str) -> bool:
        """As LedgerRecorder.holds."""
        found = "SELECT 1 FROM vault WHERE commitment = ? AND length(salt) > 0"
        return bool(self.datastore.rows(found, (commitment,)))

    def erasing(self) -> tuple[int, ...]:
        """As LedgerRecorder.erasing."""
        with self.datastore.connected(False) as connection:
            return erasing.outstanding(connection)

    def overwrite(self, patient: bool) -> bool:
        """As LedgerRecorder.overwrite."""
        return erasing.overwrite(self.datastore, patient)

    def check(self) -> None:
        """As LedgerRecorder.check."""
        with self.datastore.connected(False) as connection:
            check_database(connection)
        self.max_notification_id()

    def select_answer(self, key: bytes) -> Answered | None:
        """As LedgerRecorder.select_answer."""
        with self.datastore.connected(False) as connection:
            return answers.find(connection, self.salt, key)

    @cached_property
    def salt(self) -> bytes:
        """As LedgerRecorder.salt."""
        with self.datastore.connected(False) as connection:
            return answers.salt_of(connection)

    def close(self) -> None:
        """Close every connection. Idempotent."""
        self.datastore.close()

    def _select(self, statement: str, params: Sequence[object]) -> list[Row]:
        return list(map(Row._make, self.datastore.rows(statement, params)))


def _check_streams(c: SQLiteCursor, batch: Batch, streams: Iterable[str]) -> None:
    """Hold these streams, as they were before the batch, to what it expects."""
    for stream in streams:
        c.execute(
            "SELECT coalesce(max(version), 0) FROM events WHERE stream = ? AND position <= ?", (stream, batch.after)
        )
        check_stream(stream, c.fetchone()[0], batch.expected[stream])


def _parts(stored_events: Sequence[StoredEvent]) -> Iterator[Sequence[StoredEvent]]:
    """In parts of 64, 32, 16, ...: one statement for each, so that other threads run between few rows, and few
    statements are there to be kept prepared."""
    start = 0
    while left := len(stored_events) - start:
        size = min(64, 1 << left.bit_length() - 1)
        yield stored_events[start : start + size]
        start += size


def _row(stored: StoredEvent) -> tuple[int, str, int, str, bytes]:
    assert isinstance(stored, Notification)
    return stored.id, str(stored.originator_id), stored.originator_version, stored.topic, stored.state
