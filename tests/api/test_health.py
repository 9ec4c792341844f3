"""Health over HTTP."""

from fastapi.testclient import TestClient

from ledger.errors import StorageFailure
from ledger.log import Moment
from ledger.service import Ledger
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
    ledger._log = BrokenHead(ledger)  # type: ignore[assignment]
    said = problem(client.get("/readyz"), 503, "unavailable")
    assert "the disk does not answer" in said["detail"]
    problem(client.get("/v1/events?recorded_until=1"), 503, "storage-failure")
    assert client.get("/healthz").status_code == 200
