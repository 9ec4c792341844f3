import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.canonical import commitment
from ledger.entries import Entry
from ledger.log import Change, Secret
from ledger.store import StoredLog, open_memory, open_sqlite
from ledger.store.views import Connection
from tests.ledger.examples import graded


class Watch:
    """A clock that shows what it was set to, and a second more each time it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2023, 8, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        shown = self.time
        self.time += timedelta(seconds=1)
        return shown


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.ledger"


Open = Callable[..., StoredLog]


@pytest.fixture
def opened(path: Path, watch: Watch) -> Iterator[Open]:
    """Opens the file, as often as asked, and closes all in the end."""
    logs: list[StoredLog] = []

    def open_it(create: bool = False) -> StoredLog:
        logs.append(open_sqlite(path, clock=watch, create=create))
        return logs[-1]

    yield open_it
    for log in logs:
        log.close()


@pytest.fixture
def filled(path: Path, opened: Open) -> Path:
    """A ledger of twelve entries and one secret."""
    secret = Secret(commitment(b"salt", b"what was said"), b"salt", b"what was said")
    with closing(opened(create=True)) as log:
        for name in "abcdefghijkl":
            log.append([Change(f"source:{name}", 0, (graded(name),), "analyst")], secrets=[secret])
    return path


@pytest.fixture(params=["sqlite", "memory"])
def log(request: pytest.FixtureRequest, watch: Watch) -> Iterator[StoredLog]:
    """An empty log, once on each store."""
    if request.param == "sqlite":
        yield request.getfixturevalue("opened")(create=True)
    else:
        memory = open_memory(watch)
        yield memory
        memory.close()


def append(log: StoredLog, expected: int, count: int = 1) -> list[Entry]:
    facts = tuple(graded("a") for _ in range(count))
    return log.append([Change("source:a", expected, facts, "analyst")])


class Breaking(Connection):
    """A fault: a statement fails before it is run, or after."""

    statement: str | None = None
    run = False

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        breaking = type(self)
        if sql != breaking.statement:
            return super().execute(sql, *parameters)
        if breaking.run:
            super().execute(sql, *parameters)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise error


@pytest.fixture
def breaking(
    monkeypatch: pytest.MonkeyPatch, log: StoredLog, opened: Open
) -> Iterator[tuple[type[Breaking], StoredLog]]:
    """A log on connections on which statements can be made to fail."""
    log.close()
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda *args, **kwargs: connect(*args, **(kwargs | {"factory": Breaking})))
    yield Breaking, opened()
    Breaking.statement, Breaking.run = None, False
