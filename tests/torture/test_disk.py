"""A disk that is full at a few sizes; and, with a safety switched off, that this is found."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ledger.checkup import Checkup
from ledger.views import Health
from torture import clients, disk, served, specimen
from torture.outage import Failing


def silent(text: str) -> None:
    pass


def acknowledge_what_failed() -> None:
    """The store takes what it cannot store for stored."""
    from ledger.store import connections
    from ledger.store.views import Connection

    @contextmanager
    def careless(connection: Connection, write: bool) -> Iterator[Connection]:
        connection.keep_from_writing(not write)
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            with suppress(sqlite3.OperationalError):
                yield connection
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    connections.transaction = careless  # type: ignore[attr-defined]


def always_be_ready() -> None:
    """Health does not look at what failed."""
    found = Checkup._found

    def ready(self: Checkup, error: str | None, failures: object) -> Health:
        return found(self, None, ())

    Checkup._found = ready  # type: ignore[method-assign]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    specimen.record(tmp_path / "base.ledger")
    return tmp_path


def test_nothing_is_acknowledged_that_a_full_disk_did_not_take() -> None:
    assert disk.run(silent, thorough=False) == []


def test_an_acknowledgement_of_what_failed_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (clients, served):
        monkeypatch.setattr(module, "PATIENCE", 3.0)  # one request more is never answered
    faults = disk.filled(folder, silent, (20_000,), acknowledge_what_failed)

    assert any("was acknowledged at position" in fault and "is not there" in fault for fault in faults)


def test_a_server_that_says_it_is_ready_while_its_disk_is_full_is_found(folder: Path) -> None:
    faults = disk.filled(folder, silent, (20_000,), always_be_ready)

    assert any("it says that it is ready" in fault for fault in faults)


def test_where_strace_is_missing_it_is_said_how_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(RuntimeError, match="apt install strace"):
        disk.tried_with(folder, Failing(disk.SYNCS, "EIO", 1, False, folder / "log"), disk.as_it_is)
