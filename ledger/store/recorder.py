"""What the log asks of a recorder beyond what the eventsourcing library asks of one."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent

from ledger.errors import DamagedLedger, Overtaken
from ledger.log import Answered, Erasure, Secret


@dataclass(frozen=True, slots=True)
class Batch:
    """What must hold when events are inserted, and what goes in with them."""

    after: int
    """The head that the events' positions were counted from."""
    expected: Mapping[str, int]
    """How many events each stream had."""
    secrets: Sequence[Secret]
    answers: Sequence[Answered] = ()
    erasures: Sequence[Erasure] = ()


class Row(NamedTuple):
    """A stored event, and the position that it stands at."""

    stream: str
    version: int
    type: str
    state: bytes
    position: int

    def notification(self) -> Notification:
        """The same, as the library has it."""
        return Notification(self.stream, self.version, self.type, self.state, id=self.position)


class LedgerRecorder(ApplicationRecorder):
    """A recorder whose `insert_events(stored, batch=Batch(...))` inserts events and secrets, and erases: all or none.

    It raises Overtaken and DamagedLedger as `check_head` and `check_stream` do, inside its one transaction.
    What the library selects are Notifications, made of the rows that the log reads.
    """

    @abstractmethod
    def rows(self, stream: str) -> Sequence[Row]:
        """The events of one stream, in order."""

    @abstractmethod
    def rows_after(self, position: int, limit: int, until: int | None) -> Sequence[Row]:
        """At most `limit` events after a position, up to another, in order."""

    @abstractmethod
    def rows_at(self, positions: Sequence[int]) -> Sequence[Row]:
        """The events at these positions, in order of position; those that are not there are passed over."""

    @abstractmethod
    def select_begun(self, streams: Sequence[str]) -> set[str]:
        """Those of these streams that have events."""

    @abstractmethod
    def select_secret(self, commitment: str) -> tuple[bytes, bytes] | None:
        """The salt and the data under a commitment, or None."""

    @abstractmethod
    def holds(self, commitment: str) -> bool:
        """Whether there is a secret under a commitment."""

    @abstractmethod
    def erasing(self) -> tuple[int, ...]:
        """As Log.erasing."""

    @abstractmethod
    def overwrite(self, patient: bool) -> bool:
        """As Log.overwrite."""

    @abstractmethod
    def check(self) -> None:
        """Raise DamagedLedger where the database does not hold together, or is not as it was made, or an answer is."""

    @abstractmethod
    def select_answer(self, key: bytes) -> Answered | None:
        """The answer under the digest of a key, or None. Raises DamagedLedger where it is not as it was written."""

    @property
    @abstractmethod
    def salt(self) -> bytes:
        """The salt of the ledger."""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything. Idempotent."""


def row_of(stored: StoredEvent) -> Row:
    """A stored event that has its position with it, as a row."""
    assert isinstance(stored, Notification)
    return Row(str(stored.originator_id), stored.originator_version, stored.topic, stored.state, stored.id)


def check_head(found: int, assigned: int, expected: int) -> None:
    """Refuse to append unless the last position, and the last one ever assigned, are what the positions rest on."""
    check_assigned(found, assigned)
    if found != expected:
        raise Overtaken(f"the ledger went on from position {expected} to {found}: load again and decide again")


def check_assigned(found: int, assigned: int) -> None:
    """Refuse a log whose last position is not the last one ever assigned."""
    if found != assigned:
        raise DamagedLedger(
            f"the last event is at position {found}, but position {assigned} was assigned: events were removed. "
            "Restore the ledger from a copy"
        )


def check_stream(stream: str, found: int, expected: int) -> None:
    """Refuse to append to a stream that has not the expected number of events."""
    if found != expected:
        raise Overtaken(f"{stream} has {found} events, {expected} were expected: load again and decide again")
