"""Under which names a server answers."""

import pytest
from fastapi.testclient import TestClient

from api.security import is_loopback
from ledger.access.keyring import Keyring
from ledger.service import Ledger
from tests.api.conftest import client_of
from tests.api.refused import problem


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_names_of_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "10.0.0.1", "localhost.example", "notlocalhost", "127.0.0.1.example"])
def test_names_of_others(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_a_server_on_loopback_answers_to_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


FOREIGN = [
    "rebound.example",
    "rebound.example:8000",
    "127.0.0.1.rebound.example",
    "",
    "[::1]rebound.example",
    "localhost:rebound.example",
    "localhost:80:80",
]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_server_on_loopback_turns_other_hosts_away(client: TestClient, host: str) -> None:
    problem(client.get("/healthz", headers={"host": host}), 421, "foreign-host")


def test_two_hosts_are_none(client: TestClient) -> None:
    problem(client.get("/healthz", headers=[("host", "localhost"), ("host", "rebound.example")]), 421, "foreign-host")


def test_a_server_elsewhere_answers_to_any_host(ledger: Ledger, keyring: Keyring) -> None:
    client = client_of(ledger, keyring, {"host": "ledger.example"}, loopback=False)
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/v1%2Fclaims", "/v1%2fclaims", "/v1/deals%2Fharbour-cranes", "/docs%2Fstart.js"])
def test_an_address_that_spells_a_slash_otherwise_is_none(client: TestClient, path: str) -> None:
    found = client.get(path)

    assert (found.status_code, found.json()["type"]) == (404, "/problems/unknown-address")
    assert "%2F" in found.json()["detail"]
    assert client.get(path.lower().replace("%2f", "/")).status_code in (200, 404)


@pytest.mark.parametrize("at", ["/v1/keys", "/v1/claims", "/healthz", "/docs"])
@pytest.mark.parametrize("end", ["%0a", "%0A", "%0d", "%00", "%09", "%7f", "%c2%85", "%e2%80%a8"])
def test_an_address_with_a_control_character_is_none(client: TestClient, at: str, end: str) -> None:
    found = client.get(at + end)

    assert (found.status_code, found.json()["type"]) == (404, "/problems/unknown-address")
    assert "control character" in found.json()["detail"]
    assert client.get(at).status_code == 200


def test_an_id_may_be_spelt_otherwise(told: TestClient, claim: str) -> None:
    assert told.get(f"/v1/claims/{claim.replace(':', '%3A')}").json()["id"] == claim
