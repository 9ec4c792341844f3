"""Keys over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ledger.access.keyring import Keyring
from tests.api import examples
from tests.api.refused import problem


@pytest.fixture
def made(client: TestClient) -> dict[str, Any]:
    """A key just made."""
    answered = client.post("/v1/keys", json=examples.KEY)
    assert answered.status_code == 201
    said: dict[str, Any] = answered.json()
    assert answered.headers["location"] == f"/v1/keys/{said['id']}"
    assert answered.headers["cache-control"] == "no-store"
    return said


def shown(made: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {made['key']}"}


def test_a_key_is_made_and_its_text_shown_once(client: TestClient, made: dict[str, Any]) -> None:
    assert (made["principal"], made["role"], made["deals"], made["created_by"]) == (
        "ana", "reporter", [examples.DEAL_ID], "ana",
    )  # fmt: skip
    one, listed = client.get(f"/v1/keys/{made['id']}"), client.get("/v1/keys")

    assert one.json() == {name: value for name, value in made.items() if name != "key"}
    assert one.json() in listed.json()["items"]
    assert made["key"] not in one.text + listed.text


def test_its_last_use_is_shown(client: TestClient, made: dict[str, Any]) -> None:
    client.get("/v1/deals", headers=shown(made))
    assert client.get(f"/v1/keys/{made['id']}").json()["last_used_at"] is not None


def test_a_key_is_narrowed_and_never_widened(client: TestClient, made: dict[str, Any]) -> None:
    address = f"/v1/keys/{made['id']}/narrowings"
    assert client.post(address, json=examples.NARROWING).json()["role"] == "reader"

    problem(client.post("/v1/sources", json=examples.SOURCE, headers=shown(made)), 403, "forbidden")
    problem(client.post(address, json={"role": "analyst"}), 422, "rejected", "role")
    problem(client.post(address, json={"deals": ["another"]}), 422, "rejected", "deals")


def test_a_revoked_key_opens_nothing(client: TestClient, made: dict[str, Any]) -> None:
    address = f"/v1/keys/{made['id']}"
    first, again = (client.post(f"{address}/revocation") for _ in "ab")

    assert first.json() == again.json() == client.get(address).json()
    problem(client.get("/v1/deals", headers=shown(made)), 401, "unauthenticated")
    problem(client.post(f"{address}/narrowings", json=examples.NARROWING), 409, "conflict")


@pytest.mark.parametrize(
    ("body", "slug", "field"),
    [
        ({"principal": "ana", "role": "reporter"}, "invalid-record", "deals"),
        ({"principal": "", "role": "reporter", "deals": None}, "invalid-record", "principal"),
        ({"principal": "ana", "role": "root", "deals": None}, "invalid-record", "role"),
        ({"principal": "ana", "role": "reader", "deals": ["No Deal"]}, "invalid-record", "deals.0"),
        ({"principal": "ana", "role": "reader", "deals": None, "id": "1"}, "invalid-record", "id"),
    ],
)
def test_a_key_that_cannot_be_is_refused(
    client: TestClient, keyring: Keyring, body: dict[str, Any], slug: str, field: str
) -> None:
    before = keyring.keys()
    problem(client.post("/v1/keys", json=body), 422, slug, field)
    assert len(keyring.keys()) == len(before)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"role":"reader","role":"admin"}', b"{}"])
def test_a_narrowing_that_cannot_be_is_refused(client: TestClient, made: dict[str, Any], body: bytes) -> None:
    sent = client.post(f"/v1/keys/{made['id']}/narrowings", content=body, headers={"content-type": "application/json"})
    assert sent.status_code == 422 and sent.json()["type"] == "/problems/invalid-record"
    assert client.get(f"/v1/keys/{made['id']}").json()["role"] == "reporter"


@pytest.mark.parametrize("address", ["/v1/keys/0123456789", "/v1/keys/nonsense"])
def test_a_key_that_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    problem(client.get(address), 404, "not-found")
    problem(client.post(f"{address}/revocation"), 404, "not-found")
    problem(client.post(f"{address}/narrowings", json=examples.NARROWING), 404, "not-found")
