"""Private: a database beside a ledger, no part of it, for its owner alone."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import NotALedger, StorageFailure

_BUSY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Private:
    """What such a database is told from others by, and how it is made: it `holds` the keys, say, of a ledger.

    `schema` sets neither number: they are set with it. One whose format is higher was written by a newer program.
    """

    holds: str
    application_id: int
    format: int
    schema: Sequence[str]
    pragmas: Sequence[str]

    def connect(self, path: Path | None) -> sqlite3.Connection:
        """The database at a path, made where there is none, readable by its owner alone; in memory where that is None.

        In autocommit mode, for any one thread at a time. Raises NotALedger where something else lies there,
        StorageFailure where it cannot be kept there, and what SQLite raises.
        """
        if path is not None:
            self._keep_private(path)
        db = sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._make(db, path)
        except BaseException:
            db.close()
            raise
        return db

    def _keep_private(self, path: Path) -> None:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # from the start
        except FileExistsError:
            with suppress(OSError):  # another's file, whose owner has to see to it
                if path.stat().st_mode & 0o077:
                    path.chmod(0o600)
        except OSError as error:
            raise StorageFailure(f"the {self.holds} cannot be kept in {path}: {error.strerror}") from error

    def _make(self, db: sqlite3.Connection, path: Path | None) -> None:
        for pragma in (*self.pragmas, "secure_delete = ON", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {pragma}")
        with closing(db.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            ((found,),) = cursor.execute("PRAGMA application_id")
            ((tables,),) = cursor.execute("SELECT count(*) FROM sqlite_schema")
            if found == 0 and tables == 0:
                numbers = f"PRAGMA application_id = {self.application_id}", f"PRAGMA user_version = {self.format}"
                for statement in (*self.schema, *numbers):
                    cursor.execute(statement)
            elif found != self.application_id:
                raise NotALedger(f"{path} holds no {self.holds} of a ledger: move it away")
            ((version,),) = cursor.execute("PRAGMA user_version")
            if version > self.format:
                raise NotALedger(f"{path} was written by a newer program: upgrade this one")
            cursor.execute("COMMIT")
