"""The composition root: which store, which clock."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from ledger.access.keyring import Keyring, keyring_of
from ledger.entries import Entry
from ledger.log import Clock, Secret
from ledger.service import Ledger
from ledger.store import MemoryRecorder, open_log, open_memory
from ledger.store.backup import Progress, backup, restore
from ledger.store.file import FORMAT, SQLITE, identify
from ledger.store.verification import Copy

__all__ = [
    "FORMAT",
    "SQLITE",
    "Copy",
    "Past",
    "back_up_ledger",
    "identify",
    "open_keyring",
    "open_ledger",
    "past",
    "restore_ledger",
    "utc_now",
]


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def open_ledger(address: str, *, create: bool = False, clock: Clock = utc_now) -> Ledger:
    """Open the ledger at a path, or a fresh one in memory at `:memory:`.

    With `create` a ledger that does not exist is made, empty; it adopts policy 1 with its first record or `begin`.
    Raises NotALedger, NewerLedger, Unavailable.
    """
    log = open_log(address, clock, create=create)
    return Ledger(log, log.views, clock, log.notary)


class Past:
    """A ledger as it was recorded up to some entry, in memory, of which any number of copies can be opened.

    The entries of a copy are those that were recorded, to the byte; it goes on by itself, and signs for itself.
    """

    def __init__(self, recorder: MemoryRecorder) -> None:
        self._recorder = recorder

    def opened(self, clock: Clock) -> Ledger:
        """A copy of its own, on a clock, to be given up when the main thread is interrupted."""
        log = open_memory(clock, self._recorder.copy())
        return Ledger(log, log.views, clock, log.notary, fleeting=True)

    def close(self) -> None:
        """Forget it. Its copies stay. Idempotent."""
        self._recorder.close()


def past(entries: Iterable[Entry], secrets: Iterable[Secret]) -> Past:
    """The past that these entries are, from position 1 on, with what they commit to; its index is built here.

    Whether they are a log is for whoever read them to say.
    """
    recorder = MemoryRecorder()
    recorder.load(entries, secrets)
    log = open_memory(utc_now, recorder)
    Ledger(log, log.views, utc_now, log.notary).follow()
    return Past(recorder)


def open_keyring(address: str, *, clock: Clock = utc_now) -> Keyring:
    """Open the keyring of the ledger at a path, made at its first opening; a fresh one in memory at `:memory:`.

    Raises NotALedger where there is no ledger, or something else has the keyring's name, and StorageFailure.
    """
    path = keyring_of(address)
    if path is not None:
        identify(Path(address), writing=False)
    return Keyring(path, clock)


def back_up_ledger(address: str, destination: Path, *, progress: Progress) -> Copy:
    """Copy the ledger at a path to a new file while others write to it; the copy is verified. Raises as `backup`."""
    return backup(Path(address), destination, progress)


def restore_ledger(copy: Path, address: str, *, progress: Progress, digest: str | None = None) -> Copy:
    """Make a ledger at a path where none is from a copy, verified, of this digest if given. Raises as `restore`."""
    return restore(copy, Path(address), progress, digest)
