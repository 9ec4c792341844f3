"""A ledger behind real HTTP handling, empty or with a story begun on it."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi.testclient import TestClient

from api.app import create_app
from ledger import open_ledger
from ledger.access.keyring import Keyring
from ledger.access.keys import Made
from ledger.access.roles import KeyRole
from ledger.opening import open_keyring
from ledger.service import Ledger
from tests.api import examples

LOCAL = "http://localhost"


def shown(made: Made) -> dict[str, str]:
    """The header that shows a key."""
    return {"Authorization": f"Bearer {made.text}"}


class Client(TestClient):
    """A client whose requests are handled on one event loop: left to itself it starts one, and a thread, for each."""

    loop: ClassVar[BlockingPortal]

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.portal = self.loop


@pytest.fixture(scope="session", autouse=True)
def _loop() -> Iterator[None]:
    with start_blocking_portal() as Client.loop:
        yield


def client_of(ledger: Ledger, keyring: Keyring, headers: dict[str, str], **how: Any) -> TestClient:
    """A client of the application that serves a ledger, which sends these headers with every request."""
    app = create_app(ledger, keyring, **how)
    return Client(app, base_url=LOCAL, headers=headers, raise_server_exceptions=False)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.begin(by="test")
        yield ledger


@pytest.fixture
def keyring() -> Iterator[Keyring]:
    with open_keyring(":memory:") as keyring:
        yield keyring


@pytest.fixture
def admin(keyring: Keyring) -> dict[str, str]:
    """The header that shows a key for everything."""
    return shown(keyring.create("ana", KeyRole.ADMIN, None, by="test"))


@pytest.fixture
def client(ledger: Ledger, keyring: Keyring, admin: dict[str, str]) -> TestClient:
    """Holds a key for everything."""
    return client_of(ledger, keyring, admin)


@pytest.fixture
def told(client: TestClient) -> TestClient:
    """The client, once two sources, a document, a deal and a proposition are on record."""
    for path, record in examples.STORY[:-1]:
        assert client.post(f"/v1/{path}", json=record).status_code == 201
    return client


@pytest.fixture
def claim(told: TestClient) -> str:
    """The id of a claim on record."""
    receipt = told.post("/v1/claims", json=examples.CLAIM)
    assert receipt.status_code == 201
    return str(receipt.json()["claim"])
