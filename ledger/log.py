"""The log's port: what an event store must promise, said as docstrings that its adapters are tested against."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ledger.entries import Entry
from ledger.events import Fact


class Clock(Protocol):
    """Tells the time, in UTC."""

    def __call__(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Moment:
    """A place on the recorded clock: a position, and when it was recorded. Position 0 is before everything."""

    position: int
    recorded_at: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Facts to append to one stream, which had `expected` events when they were decided; `by` is who records them.

    `by` is a principal of 1 to 500 characters. `bodies` are the facts' canonical JSON, where it was worked out already.
    """

    stream: str
    expected: int
    facts: tuple[Fact, ...]
    by: str
    bodies: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """Bytes for the vault and the salt that their commitment was made under."""

    commitment: str
    salt: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to what came under an idempotency key: digests of key and payload, and what was taken.

    `salt` is the payload's, empty once it was forgotten. `parts` is JSON.
    """

    key: bytes
    salt: bytes
    payload: bytes
    parts: bytes


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes from the vault, with its salts; and the stream under whose ids it may have been sent."""

    subject: str
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Storage:
    """How a log is kept: the format and modes of its database, who is its writer, and the bytes that it takes.

    `writer` is the process id of the process that holds the writer's lock, None where nobody does. `sizes` are in
    bytes, by file; empty where the log is in memory.
    """

    format: int
    journal_mode: str
    synchronous: str
    writer: int | None
    sizes: dict[str, int]


class Log(Protocol):
    """An append-only sequence of entries with a vault beside it.

    Positions are 1, 2, 3, ... without a gap, never reused, in the order of appending. Any method may be called from
    any thread. A method that finds the store broken raises StorageFailure; one that finds stored bytes that are not
    what was written raises DamagedLedger. Neither guesses.
    """

    def append(
        self,
        changes: Sequence[Change],
        *,
        secrets: Sequence[Secret] = (),
        answers: Sequence[Answered] = (),
        erasures: Sequence[Erasure] = (),
        recorded_at: str | None = None,
    ) -> list[Entry]:
        """Append the facts of all changes, in order, the secrets and the answers: all of them or none.

        What `erasures` name goes from the vault with its salts in the same breath, and with it the salts of answers to
        what it may have been sent with; `overwrite` then sees to the bytes on disk.

        When it returns, all of it is synced to disk. Each entry's `recorded_at` is max(clock, last);
        a `recorded_at` given (historic import) replaces the clock and may not lie before the last.

        Raises Overtaken if a stream has not the expected number of events, TooLarge if an entry is over ENTRY_LIMIT
        bytes, Rejected if a principal has no or too many characters, NotEmpty if the recorded_at given lies before the
        last, StorageFailure if the store failed.
        """
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the ledger's single writer: load, decide and append inside see no other append between.

        Re-entrant within a thread. Raises InUse if another process holds it.
        """
        ...

    def stream(self, stream: str) -> list[Entry]:
        """All entries of one stream in order; empty where there is none."""
        ...

    def begun(self, streams: Sequence[str]) -> set[str]:
        """Those of these streams that hold an entry: one question for many streams."""
        ...

    def read(self, after: int = 0, *, limit: int, until: int | None = None) -> list[Entry]:
        """At most `limit` entries with `after` < position (<= `until`), in order of position."""
        ...

    def at(self, positions: Sequence[int]) -> Iterator[Entry]:
        """The entries at these positions, in rising order of position. Unknown positions are passed over."""
        ...

    def head(self) -> Moment:
        """The last position and when it was recorded; position 0 where the log is empty."""
        ...

    def moment(self, position: int) -> Moment:
        """The moment of a position from 0 to the head. Raises BadCursor beyond it."""
        ...

    def last_at(self, instant: str) -> Moment:
        """The last moment recorded at or before an instant (RFC 3339 UTC with microseconds); position 0 if none."""
        ...

    def reveal(self, commitment: str) -> bytes | None:
        """The vault's bytes under a commitment, or None where there are none (forgotten, or never held).

        Raises DamagedLedger if what lies there does not open the commitment.
        """
        ...

    def holds(self, commitment: str) -> bool:
        """Whether the vault holds bytes under a commitment, without reading them."""
        ...

    def erasing(self) -> tuple[int, ...]:
        """The positions at which something was forgotten whose bytes may yet lie in a file of the ledger."""
        ...

    def overwrite(self, *, patient: bool = False) -> bool:
        """Have what was forgotten overwritten in every file of the ledger; whether nothing of it is left there.

        It is not while somebody reads what was there before. Only who is `patient` waits for that, some seconds.
        """
        ...

    def salt(self) -> bytes:
        """The 32 random bytes that this ledger's digests of idempotency keys are made under. Raises DamagedLedger.

        For the writer, as `answered` is: a ledger of an older format has neither before it is first written to.
        """
        ...

    def answered(self, key: bytes) -> Answered | None:
        """What was answered under the digest of an idempotency key, or None. Raises DamagedLedger."""
        ...

    def storage(self) -> Storage:
        """How the log is kept, as it is now. Changes nothing."""
        ...

    def check(self) -> None:
        """Raise DamagedLedger where what holds the log does not hold together, or is not as it was made.

        It looks beneath the entries, at all of it, and takes as long as reading them does.
        """
        ...

    def close(self) -> None:
        """Let go of files and locks. Idempotent."""
        ...
