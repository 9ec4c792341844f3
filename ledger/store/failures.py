"""Failures of the store, said as refusals."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from eventsourcing.domain import EventSourcingError
from eventsourcing.persistence import ConnectionPoolClosedError, ConnectionUnavailableError

from ledger.errors import DamagedLedger, StorageFailure, Unavailable

_CAUSES = {
    sqlite3.SQLITE_FULL: "there is no room left for it: make room on the disk",
    sqlite3.SQLITE_BUSY: "another process kept the database locked: try again, or stop that process",
    sqlite3.SQLITE_READONLY: "the file or its directory may not be written to",
    sqlite3.SQLITE_CANTOPEN: "the file, or the -wal and -shm files beside it, cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write",
}

UNCERTAIN = "whether it was stored is not known, and the same again is stored at most once"
"""What is to be said of a commit that failed."""


@contextmanager
def refusing(ledger: str = "the ledger") -> Iterator[None]:
    """Turn errors of SQLite, the library and the system into StorageFailure, or DamagedLedger where bytes are bad.

    Where the ledger lies is said only if it is named here: whoever opens it may know, whoever asks over HTTP not.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _refusal(ledger, error) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its message, and Python's binding cannot read that.
        raise DamagedLedger(f"{ledger} is damaged ({error.reason} in a text): restore it from a copy") from error
    except ConnectionPoolClosedError as error:
        raise StorageFailure(f"{ledger} was closed: open it again") from error
    except ConnectionUnavailableError as error:
        raise StorageFailure(f"{ledger} is read by too many at once: try again") from error
    except OSError as error:
        raise StorageFailure(f"{ledger}: {error.strerror or str(error) or type(error).__name__}") from error
    except EventSourcingError as error:
        raise StorageFailure(f"{ledger}: {error or type(error).__name__}") from error


def _refusal(ledger: str, error: sqlite3.Error) -> Unavailable:
    # The low byte is the primary code. Errors of Python's own binding carry none.
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if extended == sqlite3.SQLITE_CORRUPT_VTAB:
        # The one virtual table is that of the index's terms.
        return DamagedLedger(
            f"{ledger}'s index is damaged ({error}): `claim-ledger rebuild` builds it anew from the log"
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "decode to UTF-8" in str(error):
        return DamagedLedger(f"{ledger} is damaged ({error}): restore it from a copy")
    cause = _CAUSES.get(code)
    said = [f"{cause} ({error})" if cause else str(error), *getattr(error, "__notes__", ())]
    return StorageFailure(f"{ledger}: {'; '.join(said)}")
