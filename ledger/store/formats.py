"""Formats: what each format of a ledger's file added to the one before it."""

from sqlite3 import Connection

from ledger.store import answers

FORGETTING = (
    "DROP TRIGGER vault_update",
    "CREATE TRIGGER vault_update BEFORE UPDATE ON vault "
    "WHEN NEW.commitment <> OLD.commitment OR length(NEW.salt) > 0 OR length(NEW.data) > 0 "
    "BEGIN SELECT RAISE(ABORT, 'the vault forgets, but never changes'); END",
    "CREATE TRIGGER vault_delete BEFORE DELETE ON vault "
    "BEGIN SELECT RAISE(ABORT, 'what the vault forgets is emptied, and stays'); END",
    "CREATE TABLE erasing (position INTEGER PRIMARY KEY)",
)
"""Of format 4. `erasing` has the position of each event whose forgotten bytes may yet lie in a file."""

TABLES = (*answers.TABLES, "erasing")
"""The tables that were added."""


def make(connection: Connection, since: int, until: int) -> None:
    """Make what the formats after one and up to another added, in the transaction that the connection is in."""
    for added in range(since + 1, until + 1):
        answers.make(connection, added)
        if added == 4:
            for statement in FORGETTING:
                connection.execute(statement)
