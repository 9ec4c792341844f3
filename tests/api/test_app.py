"""The application as a whole."""

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import LedgerApi
from ledger import open_ledger
from ledger.access.keyring import Keyring
from ledger.service import Ledger
from ledger.views import Page, SourceView
from tests.api.conftest import client_of


def test_the_ledger_stays_its_callers_to_close(ledger: Ledger, keyring: Keyring, admin: dict[str, str]) -> None:
    with client_of(ledger, keyring, admin) as client:
        assert client.get("/readyz").json()["ready"]
    assert ledger.moment(None).position == 1


def test_what_was_recorded_over_http_is_there_after_a_restart(
    tmp_path: Path, keyring: Keyring, admin: dict[str, str]
) -> None:
    for status in (201, 200):
        with open_ledger(str(tmp_path / "claims.ledger"), create=True) as ledger:
            client = client_of(ledger, keyring, admin)
            source = {"id": "harbour-post", "name": "The Harbour Post", "kind": "outlet", "class": "press"}
            assert client.post("/v1/sources", json=source).status_code == status


def test_the_methods_of_a_path_are_told(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, LedgerApi)
    assert app.methods_at("/v1/claims") == ["GET", "POST"]
    assert app.methods_at("/v1/nothing") == []


def test_no_ledger_is_asked_on_the_event_loop(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow read holds up nothing else: two are under way at once, or neither would end."""
    both = threading.Barrier(2, timeout=20)

    def sources(**_: int) -> Page[SourceView]:
        both.wait()
        return Page[SourceView](items=(), next=None)

    monkeypatch.setattr(ledger, "sources", sources)
    found: list[int] = []
    with client:
        asking = [threading.Thread(target=lambda: found.append(client.get("/v1/sources").status_code)) for _ in "ab"]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
    assert found == [200, 200]
