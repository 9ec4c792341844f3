"""Copies of a ledger: made while others write to it, held against what they were made from, and put back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import Rejected
from ledger.store import file
from ledger.store.failures import refusing
from ledger.store.verification import Contents, Copy, contents, verify

PAGES_AT_ONCE = 1_000
"""How many pages a step copies: 4 MB, between which the progress is said and an interrupt is heard."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how much of how much is."""


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    connection: sqlite3.Connection
    holds: Contents


def backup(ledger: Path, destination: Path, progress: Progress) -> Copy:
    """Copy a ledger, as it is at one moment, to a new file; other processes may write to it meanwhile.

    The copy is whole, verified and synced before it has its name. Raises Rejected where something has that name
    already, NotALedger, NewerLedger or DamagedLedger where no ledger can be read, StorageFailure.
    """
    _refuse_existing(destination)
    ledger = ledger.resolve()
    with refusing(str(ledger)):
        file.identify(ledger)
        connection = file.connect(ledger)
    with _snapshot(ledger, connection) as source:
        return _copy(source, destination, progress)


def restore(copy: Path, ledger: Path, progress: Progress, digest: str | None = None) -> Copy:
    """Make a ledger at a path where none is from a copy, which stays as it is. Raises as `backup` does.

    Raises Rejected also where the copy's digest is not the one given, and where a journal lies beside the new
    ledger's name: SQLite would take what an earlier ledger left there for its own.
    """
    _refuse_existing(ledger)
    for suffix in ("-wal", "-journal"):
        _refuse_existing(ledger.with_name(ledger.name + suffix))
    copy = copy.resolve()
    with refusing(str(copy)):
        # Where no journal lies beside it, nobody writes to it, and it may lie where nobody can.
        still = not copy.with_name(copy.name + "-wal").exists()
        file.identify(copy, writing=not still)
        connection = file.connect_still(copy) if still else file.connect(copy)
    with _snapshot(copy, connection) as source:
        return _copy(source, ledger, progress, digest)


def _refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Rejected(f"{path} is there already, and nothing is overwritten: name a new file, or move it away")


@contextmanager
def _snapshot(path: Path, connection: sqlite3.Connection) -> Iterator[_Source]:
    """The source as it is now, and stays to this connection: otherwise each append would have the copy begin anew."""
    with closing(connection):
        with refusing(str(path)):
            connection.execute("BEGIN")
            holds = contents(connection)
        yield _Source(path, connection, holds)


def _copy(source: _Source, destination: Path, progress: Progress, digest: str | None = None) -> Copy:
    destination = destination.absolute()
    with refusing(str(destination)):
        try:
            with file.drafted(destination) as draft:
                _copy_pages(source.connection, draft, progress)
                with refusing(str(source.path)):
                    copy = _verified(source, draft, progress)
                _check_digest(copy, digest)
        except FileExistsError:
            _refuse_existing(destination)
            raise
    return copy


def _copy_pages(source: sqlite3.Connection, draft: Path, progress: Progress) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as target:
        # The draft is synced whole when it is done, and thrown away if it never is.
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA journal_mode = MEMORY")
        source.backup(
            target,
            pages=PAGES_AT_ONCE,
            progress=lambda _, remaining, total: progress("Copying", total - remaining, total),
        )


def _verified(source: _Source, draft: Path, progress: Progress) -> Copy:
    file.identify(draft, writing=False)
    with closing(file.connect_still(draft)) as connection:
        return verify(
            connection, source.holds, str(source.path), lambda done, total: progress("Verifying", done, total)
        )


def _check_digest(copy: Copy, expected: str | None) -> None:
    if expected is not None and copy.digest != expected:
        raise Rejected(
            f"the copy goes to position {copy.position} and its digest is {copy.digest}, not {expected}: "
            "it is another copy, or was changed since",
            "digest",
        )
