import sqlite3
from pathlib import Path

import pytest

from ledger.errors import StorageFailure
from ledger.store import StoredLog
from ledger.store.connections import FileConnection
from tests.ledger.store.conftest import Breaking, Open, append


@pytest.fixture
def log(opened: Open) -> StoredLog:
    return opened(create=True)


@pytest.mark.parametrize("instead", ["nothing", "directory", "another ledger"])
def test_what_would_go_into_a_file_that_lost_its_name_is_not_acknowledged(
    path: Path, log: StoredLog, instead: str
) -> None:
    moved = path.with_name("moved.ledger")
    path.rename(moved)
    if instead == "directory":
        path.mkdir()
    elif instead == "another ledger":
        path.write_bytes(moved.read_bytes())

    for ask in (lambda: append(log, 0), log.head, lambda: log.read(limit=10)):
        with pytest.raises(StorageFailure, match="moved, removed or replaced"):
            ask()
    if instead == "nothing":
        moved.rename(path)
        assert append(log, 0)[0].position == 1


def test_a_connection_that_cannot_even_roll_back_is_not_used_again(breaking: tuple[type[Breaking], StoredLog]) -> None:
    fault, log = breaking
    fault.statement = "ROLLBACK"
    with pytest.raises(StorageFailure), log.views.updating() as db:
        db.execute("SELECT * FROM nothing")
    fault.statement = None

    assert append(log, 0)[0].position == 1


def test_were_it_used_again_nothing_could_be_appended(
    breaking: tuple[type[Breaking], StoredLog], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    fault, log = breaking
    monkeypatch.setattr(FileConnection, "close", lambda self: None)
    fault.statement = "ROLLBACK"
    with pytest.raises(StorageFailure), log.views.updating() as db:
        db.execute("SELECT * FROM nothing")
    fault.statement = None

    with pytest.raises(StorageFailure, match="within a transaction"):
        append(log, 0)


def test_a_log_that_is_closed_lets_whoever_reads_or_writes_end_first(log: StoredLog) -> None:
    append(log, 0)
    with log.views.reading() as reading:
        log.close()
        assert reading.execute("SELECT count(*) FROM events").fetchone() == (1,)

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        reading.execute("SELECT 1")
    with pytest.raises(StorageFailure, match="was closed"):
        log.head()
