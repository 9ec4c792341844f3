"""Health over HTTP."""

import sqlite3
from pathlib import Path

from fastapi.testclient import TestClient

from ledger import open_ledger
from ledger.access.keyring import Keyring
from ledger.errors import StorageFailure
from ledger.log import Moment
from ledger.service import Ledger
from tests.api import examples
from tests.api.conftest import client_of
from tests.api.refused import problem


class BrokenHead:
    """A fault: the store fails as soon as it is asked for its head."""

    def __init__(self, ledger: Ledger) -> None:
        self.log = ledger._log

    def head(self) -> Moment:
        raise StorageFailure("the disk does not answer")

    def __getattr__(self, name: str) -> object:
        return getattr(self.log, name)


def test_the_process_lives(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"alive": True}


def test_a_ledger_that_answers_is_ready(told: TestClient) -> None:
    ready = told.get("/readyz").json()
    assert (ready["ready"], ready["error"]) == (True, None)
    assert ready["head"] - ready["index"] == ready["lag"]


def test_a_ledger_whose_store_failed_is_not_ready(client: TestClient, ledger: Ledger) -> None:
    ledger._log = ledger._checkup._log = BrokenHead(ledger)  # type: ignore[assignment]
    said = problem(client.get("/readyz"), 503, "unavailable")
    assert "the disk does not answer" in said["detail"]
    problem(client.get("/v1/events?recorded_until=1"), 503, "storage-failure")
    assert client.get("/healthz").status_code == 200


def test_a_store_that_takes_nothing_is_not_ready_until_it_does_again(
    tmp_path: Path, keyring: Keyring, admin: dict[str, str]
) -> None:
    path = tmp_path / "claims.ledger"
    with open_ledger(str(path), create=True) as ledger:
        client = client_of(ledger, keyring, admin)
        assert client.get("/readyz").status_code == 200
        with ledger._log.views.updating() as db:  # type: ignore[attr-defined]
            db.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        failed = problem(client.post("/v1/sources", json=examples.SOURCE), 503, "storage-failure")
        unready = problem(client.get("/readyz"), 503, "unavailable")
        other.execute("ROLLBACK")
        ready = client.get("/readyz")
        other.close()

        assert "locked" in failed["detail"] and "locked" in unready["detail"]
        assert str(tmp_path) not in f"{failed} {unready}"
        assert (ready.status_code, ready.json()["head"]) == (200, 0)
