"""The memory recorder: for tests and for trying things out. It keeps every promise but the one about the disk."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from ledger.entries import Entry, type_of
from ledger.log import Answered, Secret
from ledger.store.answers import SALT_BYTES, sent_with
from ledger.store.recorder import Batch, LedgerRecorder, Row, check_head, check_stream, row_of
from ledger.store.views import PrivateDatabase


class MemoryRecorder(POPOApplicationRecorder, LedgerRecorder):
    """The library's recorder of plain objects, with a vault, the checks of a ledger and a `database` for views."""

    def __init__(self) -> None:
        super().__init__()
        self.database = PrivateDatabase()
        self._vault: dict[str, tuple[bytes, bytes]] = {}
        self._answers: dict[bytes, Answered] = {}
        self._salt = os.urandom(SALT_BYTES)

    def load(self, entries: Iterable[Entry], secrets: Iterable[Secret]) -> None:
        """Take entries as they were stored elsewhere, in order from position 1, and what they commit to, unasked."""
        for entry in entries:
            stored = Notification(entry.stream, entry.version, type_of(entry.data), entry.data, id=entry.position)
            self._stored_events_index[entry.stream][entry.version] = len(self._stored_events)
            self._stored_events.append(stored)
        self._vault.update((secret.commitment, (secret.salt, secret.data)) for secret in secrets)

    def copy(self) -> "MemoryRecorder":
        """A recorder that holds the same and goes on by itself, under a salt of its own, with the views as they are."""
        copied = MemoryRecorder()
        with self._database_lock:
            copied._stored_events = self._stored_events.copy()
            copied._stored_events_index.update((s, index.copy()) for s, index in self._stored_events_index.items())
            copied._vault = self._vault.copy()
            self.database.copy_to(copied.database)
        return copied

    def _assert_uniqueness(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        batch: Batch = kwargs["batch"]
        head = len(self._stored_events)
        check_head(head, head, batch.after)
        for stream, expected in batch.expected.items():
            check_stream(stream, len(self._stored_events_index.get(stream, ())), expected)
        super()._assert_uniqueness(stored_events)

    def _update_table(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        batch: Batch = kwargs["batch"]
        super()._update_table(stored_events)
        for secret in batch.secrets:
            self._vault.setdefault(secret.commitment, (secret.salt, secret.data))
        self._answers.update((answer.key, answer) for answer in batch.answers)
        for erasure in batch.erasures:
            for commitment in erasure.commitments:
                self._vault.pop(commitment, None)
            for key, answer in self._answers.items():
                if sent_with(answer.parts, erasure.subject):
                    self._answers[key] = replace(answer, salt=b"")

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The events of one stream, as the library defines it."""
        with self._database_lock:
            if str(originator_id) not in self._stored_events_index:  # looking there would put it there
                return []
            return super().select_events(originator_id, gt=gt, lte=lte, desc=desc, limit=limit)

    def rows(self, stream: str) -> list[Row]:
        """As LedgerRecorder.rows."""
        return list(map(row_of, self.select_events(stream)))

    def rows_after(self, position: int, limit: int, until: int | None) -> list[Row]:
        """As LedgerRecorder.rows_after."""
        return list(map(row_of, self.select_notifications(position, limit, until, inclusive_of_start=False)))

    def rows_at(self, positions: Sequence[int]) -> list[Row]:
        """As LedgerRecorder.rows_at."""
        with self._database_lock:
            kept = range(1, len(self._stored_events) + 1)
            return [row_of(self._stored_events[position - 1]) for position in sorted(positions) if position in kept]

    def select_begun(self, streams: Sequence[str]) -> set[str]:
        """As LedgerRecorder.select_begun."""
        with self._database_lock:
            return {stream for stream in streams if stream in self._stored_events_index}

    def select_secret(self, commitment: str) -> tuple[bytes, bytes] | None:
        """As LedgerRecorder.select_secret."""
        with self._database_lock:
            return self._vault.get(commitment)

    def holds(self, commitment: str) -> bool:
        """As LedgerRecorder.holds."""
        return self.select_secret(commitment) is not None

    def erasing(self) -> tuple[int, ...]:
        """As LedgerRecorder.erasing: there is no file."""
        return ()

    def overwrite(self, patient: bool) -> bool:
        """As LedgerRecorder.overwrite: there is no file."""
        return True

    def check(self) -> None:
        """As LedgerRecorder.check: there is no database to look at."""

    def select_answer(self, key: bytes) -> Answered | None:
        """As LedgerRecorder.select_answer."""
        with self._database_lock:
            return self._answers.get(key)

    @property
    def salt(self) -> bytes:
        """As LedgerRecorder.salt."""
        return self._salt

    def close(self) -> None:
        """Forget the views. Idempotent."""
        self.database.close()
