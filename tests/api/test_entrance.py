"""What every request goes through."""

import asyncio

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

from api.access import Access
from api.appending import Appending
from api.entrance import Entrance
from api.rates import Rates
from api.traffic import Attendance, Traffic
from ledger.access.keyring import Keyring
from ledger.logs import silent
from ledger.service import Ledger
from tests.api import examples
from tests.api.conftest import client_of
from tests.api.refused import problem


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/claims", 200), ("POST", "/v1/claims", 415), ("GET", "/v1/nothing", 404), ("GET", "/healthz", 200)],
)
def test_whatever_is_answered_has_an_id_and_is_not_left_to_guessing(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answered = client.request(method, path, headers={"X-Request-ID": "mine"})

    assert answered.status_code == status
    assert answered.headers.get_list("x-content-type-options") == ["nosniff"]
    assert answered.headers.get_list("x-request-id") == ["mine"]
    assert answered.headers.get_list("cache-control") == ["no-store"]


def test_a_foreign_host_is_turned_away_before_its_key_is_looked_at(
    ledger: Ledger, keyring: Keyring, told: TestClient, admin: dict[str, str]
) -> None:
    head = ledger.moment(None).position
    client = client_of(ledger, keyring, admin | {"host": "rebound.example"})
    client.headers["authorization"] = "Bearer none"

    problem(client.post("/v1/claims", json=examples.CLAIM), 421, "foreign-host")
    assert ledger.moment(None).position == head


def test_what_is_not_http_passes_unseen(ledger: Ledger, keyring: Keyring) -> None:
    traffic, seen = Traffic(), list[Scope]()

    async def app(scope: Scope, receive: object, send: object) -> None:
        seen.append(scope)

    async def nothing() -> Message:
        raise AssertionError("nobody asks")

    async def nobody(message: Message) -> None:
        raise AssertionError("nobody answers")

    entrance = Entrance(
        app,
        attendance=Attendance(traffic, silent()),
        access=Access(ledger, keyring, Rates("1/day", "1/day")),
        appending=Appending(),
        loopback=True,
    )
    asyncio.run(entrance({"type": "lifespan"}, nothing, nobody))

    assert (seen, traffic.seen()) == ([{"type": "lifespan"}], {})
