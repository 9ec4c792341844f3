"""A ledger's file: how it is told from any other, created, and connected to."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import sleep
from urllib.parse import quote

from ledger.errors import DamagedLedger, NewerLedger, NotALedger, StorageFailure
from ledger.store import formats
from ledger.store.failures import refusing
from ledger.store.views import Connection

APPLICATION_ID = int.from_bytes(b"ClLg")
"""Says in bytes 68 to 71 of an SQLite file whose it is (SQLite file format, section 1.3)."""

FORMAT = 4
"""The `user_version` that this program writes. One that is higher was written by a newer program."""

PRAGMAS = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("fullfsync", "ON"),
    ("foreign_keys", "ON"),
    ("secure_delete", "ON"),
    ("temp_store", "MEMORY"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("journal_size_limit", 64 * 1024 * 1024),
    ("cache_size", -16 * 1024),
)
"""Set on every connection, in this order. The cache, 16 MiB of each, holds the upper pages of a large ledger. A
statement that empties a row of the vault keeps what was there until it ends: in memory, not in a temporary file."""

_BUSY_SECONDS = 5.0
_SYNCHRONOUS_FULL = 2
_HEADER = 100
_LOOKS = 20
_BETWEEN_LOOKS = 0.05
SQLITE = sqlite3.sqlite_version
"""The version of the library that reads and writes the file."""

_STRICT = " STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""

# `events_follow` also stops INSERT OR REPLACE, which would take a row away without asking `events_delete`.
SCHEMA = (
    f"""CREATE TABLE events (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        stream TEXT NOT NULL,
        version INTEGER NOT NULL,
        type TEXT NOT NULL,
        state BLOB NOT NULL,
        UNIQUE (stream, version)
    ){_STRICT}""",
    f"CREATE TABLE vault (commitment TEXT NOT NULL PRIMARY KEY, salt BLOB NOT NULL, data BLOB NOT NULL){_STRICT}",
    """CREATE TRIGGER events_follow BEFORE INSERT ON events
        WHEN NEW.position <> 1 + (SELECT coalesce(max(position), 0) FROM events)
          OR NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM events WHERE stream = NEW.stream)
        BEGIN SELECT RAISE(ABORT, 'events follow one another without a gap'); END""",
    """CREATE TRIGGER events_update BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER events_delete BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """CREATE TRIGGER vault_update BEFORE UPDATE ON vault
        BEGIN SELECT RAISE(ABORT, 'the vault forgets, but never changes'); END""",
    f"PRAGMA application_id = {APPLICATION_ID}",
)


def identify(path: Path, *, writing: bool = True) -> None:
    """Refuse, without touching it, whatever is not a ledger that can be opened: NotALedger says what it is instead.

    Without `writing` it need only be read, as by `connect_still`.
    """
    if path.is_dir():
        raise NotALedger(f"{path} is a directory: name the ledger's file in it")
    if not path.exists():
        raise NotALedger(f"there is no ledger at {path}: make one with `claim-ledger init`, or name another")
    if not path.is_file():
        raise NotALedger(f"{path} is not a regular file")
    if not os.access(path, os.R_OK):
        raise NotALedger(f"{path} may not be read by this user: allow it, or name another ledger")
    if writing and (not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)):
        raise NotALedger(f"{path} or its directory may not be written to by this user: allow both, or use a copy")
    _identify_header(path)
    if writing:
        _check_names(path)


def _identify_header(path: Path) -> None:
    """Read by SQLite alone: to close a file releases all locks that this process has on it, and who else has it open
    here would go on without (fcntl(2); SQLite, How To Corrupt, section 2.2)."""
    size = path.stat().st_size
    if not size:
        raise NotALedger(f"{path} is empty: remove it and make a ledger with `claim-ledger init`, or name another")
    try:
        application, found = _ids(path) if size >= _HEADER else (None, 0)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_NOTADB:
            raise
        application, found = None, 0
    if application is None:
        raise NotALedger(f"{path} is not a claim ledger, nor any SQLite database: name the ledger's file")
    if application != APPLICATION_ID:
        raise NotALedger(f"{path} is an SQLite database of another program: name the ledger's file")
    if found < 1:
        raise DamagedLedger(f"{path} says that its format is {found}, and there is none such: restore it from a copy")
    _check_format(path, found)


def _ids(path: Path) -> tuple[int, int]:
    with closing(connect_still(path)) as connection:
        # Where a checkpoint was cut short the first page may tell of more pages than there are yet: the journal has
        # them, and is not looked at here. SQLite lets that pass where a schema may be repaired.
        connection.execute("PRAGMA writable_schema = ON")
        ((application,),) = connection.execute("PRAGMA application_id")
        ((version,),) = connection.execute("PRAGMA user_version")
    return application, version


def _check_names(path: Path) -> None:
    """SQLite keeps a journal beside each name of a file: what is written under one is lost under another."""
    for _ in range(_LOOKS):  # whoever makes it has two names for it for a moment
        if (names := path.stat().st_nlink) == 1:
            return
        sleep(_BETWEEN_LOOKS)
    raise StorageFailure(
        f"{path} has {names} names (hard links), and what is written under one would be lost under another: "
        "keep one name, and make copies instead of links"
    )


def _check_format(path: Path, found: int) -> None:
    if found > FORMAT:
        raise NewerLedger(
            f"{path} is a ledger of format {found}, this program knows up to {FORMAT}: upgrade the program"
        )


def connect(path: Path) -> Connection:
    """A connection to an existing file, in autocommit mode, usable from any one thread at a time.

    Raises NewerLedger, or StorageFailure where the database will not sync to disk before each commit returns.
    """
    address = f"file:{quote(str(path.absolute()))}?mode=rw"
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    try:
        _check_format(path, format_of(connection))
        for name, value in PRAGMAS:
            connection.execute(f"PRAGMA {name} = {value}")
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
        if journal != "wal" or synchronous != _SYNCHRONOUS_FULL:
            raise StorageFailure(
                f"{path}: journal_mode is {journal} and synchronous {synchronous}; wal and {_SYNCHRONOUS_FULL} (FULL) "
                "are needed, or what was acknowledged could be lost: put the ledger on a local disk"
            )
    except BaseException:
        connection.close()
        raise
    return connection


def connect_still(path: Path) -> sqlite3.Connection:
    """A connection that reads a file which nobody writes to and no journal lies beside, and touches nothing."""
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?immutable=1", uri=True, isolation_level=None)


def create(path: Path) -> None:
    """Make an empty ledger at a path where nothing is, whole or not at all, for its owner alone: it has the vault."""
    with refusing(str(path)), suppress(FileExistsError), drafted(path) as draft:
        _write_schema(draft)


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """An empty file beside a path, for its owner alone, which has the path's name at the end, synced, or is gone.

    Raises FileExistsError where something has that name by then: it stays. Raises StorageFailure without a folder.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StorageFailure(
            f"{path} cannot be made, as there is no folder {folder}: make it, or name a file elsewhere"
        )
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
    os.close(descriptor)
    draft = Path(name)
    try:
        yield draft
        _sync(draft)
        # A link, unlike a rename, fails where another process was quicker: its file stays.
        os.link(draft, path)
        try:
            _sync(folder)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(name + suffix).unlink(missing_ok=True)


def _write_schema(path: Path) -> None:
    connection = connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            connection.execute(statement)
        formats.make(connection, 1, FORMAT)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring a ledger of an older format up to this one, in the transaction that the connection is in."""
    formats.make(connection, format_of(connection), FORMAT)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def format_of(connection: sqlite3.Connection) -> int:
    """The format of a ledger, from 1 to FORMAT."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
