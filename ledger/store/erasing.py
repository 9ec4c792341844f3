"""Erasing: what is forgotten goes from the vault with its salts, and is overwritten in every file of the ledger.

A row of the vault is emptied and stays. Were it deleted, SQLite would merge its page with the next, and whatever else
lies there would move and leave copies behind, which `secure_delete` overwrites neither then nor when it is forgotten
itself: so it was with 5 of 24,297 rows forgotten at random. An emptied row moves nothing.
"""

from collections.abc import Iterable
from sqlite3 import Connection

from eventsourcing.sqlite import SQLiteCursor

from ledger.log import Erasure
from ledger.store import answers
from ledger.store.connections import FileDatastore

PATIENCE_MS = 3_000
"""How long whoever asked for it waits for readers, whose snapshots keep the journal as it is."""

_USUAL = "PRAGMA busy_timeout = 5000"


def erase(c: SQLiteCursor, erasures: Iterable[Erasure], at: int, ledger_salt: bytes) -> None:
    """Empty what these name, in the transaction that appends the event at a position."""
    for erasure in erasures:
        c.executemany(
            "UPDATE vault SET salt = x'', data = x'' WHERE commitment = ? AND length(salt) > 0",
            ((commitment,) for commitment in erasure.commitments),
        )
        answers.erase(c, erasure.subject, ledger_salt)
        c.execute("INSERT OR IGNORE INTO erasing VALUES (?)", (at,))


def outstanding(connection: Connection) -> tuple[int, ...]:
    """The positions of what was forgotten and may yet lie in a file. Ledgers of older formats forgot nothing."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'erasing'").fetchone() is None:
        return ()
    return tuple(position for (position,) in connection.execute("SELECT position FROM erasing ORDER BY position"))


def overwrite(datastore: FileDatastore, patient: bool) -> bool:
    """Have it overwritten in the file and the journal cut to nothing; False where a reader, or a writer, is in the way.

    Only who is `patient` waits for readers, and only for so long.
    """
    with datastore.connected(False) as connection:
        waiting = outstanding(connection)
    if not waiting:
        return True
    with datastore.apart(patient) as connection:
        if connection is None:
            return False
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS if patient else 0}")
        try:
            ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.execute(_USUAL)
    if busy:
        return False
    with datastore.connected(True) as connection:
        connection.execute("DELETE FROM erasing WHERE position <= ?", (waiting[-1],))
    return True
