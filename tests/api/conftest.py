"""A ledger behind real HTTP handling, empty or with a story begun on it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api import examples
from api.app import create_app
from ledger import open_ledger
from ledger.service import Ledger

LOCAL = "http://localhost"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.begin(by="test")
        yield ledger


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(create_app(ledger), base_url=LOCAL, raise_server_exceptions=False)


@pytest.fixture
def told(client: TestClient) -> TestClient:
    """The client, once two sources, a document, a deal and a proposition are on record."""
    begun = (
        ("sources", examples.SOURCE),
        ("sources", examples.OTHER_SOURCE),
        ("documents", examples.DOCUMENT),
        ("deals", examples.DEAL),
        (f"deals/{examples.DEAL_ID}/propositions", examples.PROPOSITION),
    )
    for path, record in begun:
        assert client.post(f"/v1/{path}", json=record).status_code == 201
    return client


@pytest.fixture
def claim(told: TestClient) -> str:
    """The id of a claim on record."""
    receipt = told.post("/v1/claims", json=examples.CLAIM)
    assert receipt.status_code == 201
    return str(receipt.json()["claim"])
