"""The store: the log's port over SQLite and over memory. The only package that knows the eventsourcing library."""

from functools import partial
from pathlib import Path

from ledger.clocks import instant
from ledger.errors import Unavailable
from ledger.log import Clock
from ledger.store import erasing, file
from ledger.store.connections import FileDatastore
from ledger.store.failures import refusing
from ledger.store.log import StoredLog
from ledger.store.memory import MemoryRecorder
from ledger.store.notary import FileNotary, notary_of
from ledger.store.sqlite import FileRecorder
from ledger.store.views import SqlViews
from ledger.store.writer import Writer

__all__ = ["MemoryRecorder", "StoredLog", "open_log", "open_memory", "open_sqlite"]


def open_log(address: str, clock: Clock, create: bool = False) -> StoredLog:
    """Open the ledger at an address: `:memory:`, or the path of a file. Raises as `open_sqlite` does.

    A `postgresql:` address raises Unavailable: this version keeps ledgers in files.
    """
    if address == ":memory:":
        return open_memory(clock)
    if address.startswith(("postgresql:", "postgres:")):
        raise Unavailable("ledgers on PostgreSQL are not supported by this version: name a file", "ledger")
    return open_sqlite(Path(address), clock=clock, create=create)


def open_memory(clock: Clock, recorder: MemoryRecorder | None = None) -> StoredLog:
    """A ledger that is gone when it is closed: a new one, or what a recorder holds."""
    recorder, now = recorder or MemoryRecorder(), lambda: instant(clock())
    return StoredLog(recorder, clock, Writer(), SqlViews(recorder.database.transaction), FileNotary(None, now))


def open_sqlite(path: str | Path, *, clock: Clock, create: bool = False) -> StoredLog:
    """Open the ledger in a file, or make an empty one there if `create` and nothing is there.

    Raises NotALedger where there is none, or something else, which stays untouched; NewerLedger where a newer program
    wrote it; StorageFailure where it cannot be kept safely. One of an older format is read as it is; whoever writes to
    it brings it up to this one first.
    """
    path = Path(path).resolve()  # one file has one writer, whatever links lead to it
    with refusing(str(path)):
        if create and not path.exists():
            file.create(path)
        file.identify(path)
        recorder = FileRecorder(path)
        try:
            recorder.rows_at([])
        except BaseException:
            recorder.close()
            raise
    writer = Writer(path.with_name(path.name + ".writer"), partial(_prepare, recorder.datastore))
    return StoredLog(
        recorder,
        clock,
        writer,
        SqlViews(recorder.datastore.connected),
        FileNotary(notary_of(path), lambda: instant(clock())),
    )


def _prepare(datastore: FileDatastore) -> None:
    """Bring an older format up to this one, and overwrite what whoever wrote last had no time to."""
    with refusing():
        with datastore.connected(False) as connection:
            found = file.format_of(connection)
        if found < file.FORMAT:
            with datastore.connected(True) as connection:
                file.upgrade(connection)
        erasing.overwrite(datastore, patient=False)
