"""The header Idempotency-Key, on everything that records."""

from json import dumps
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.idempotency import payload_of
from ledger.parsing import parse_record
from ledger.records import ClaimRecord
from tests.api import examples
from tests.api.refused import head, problem

KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
NDJSON = {"content-type": "application/x-ndjson"}


def send(client: TestClient, record: dict[str, Any], path: str = "claims") -> Any:
    return client.post(f"/v1/{path}", json=record, headers=KEY)


def test_what_is_sent_again_is_answered_as_the_first_time(told: TestClient) -> None:
    first = send(told, examples.CLAIM)
    reached = head(told)
    again = send(told, dict(reversed(examples.CLAIM.items())))

    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert head(told) == reached


@pytest.mark.parametrize(
    ("path", "record"),
    [("claims", examples.CLAIM | {"stance": "denies"}), ("sources", examples.SOURCE | {"id": "another"})],
)
def test_something_else_under_the_key_is_refused(told: TestClient, path: str, record: dict[str, Any]) -> None:
    send(told, examples.CLAIM)
    reached = head(told)
    refused = send(told, record, path)

    problem(refused, 422, "key-reused", "Idempotency-Key")
    assert head(told) == reached


def test_what_the_address_says_is_part_of_what_was_sent(told: TestClient, claim: str) -> None:
    other = told.post("/v1/claims", json=examples.CLAIM | {"stance": "denies"}).json()["claim"]
    body = {"credibility": "3", "reason": "read again"}
    assert send(told, body, f"claims/{claim}/grades").status_code == 201
    assert send(told, body, f"claims/{claim}/grades").status_code == 201
    problem(send(told, body, f"claims/{other}/grades"), 422, "key-reused", "Idempotency-Key")


@pytest.mark.parametrize("key", ["a b", "k" * 256])
def test_a_key_that_is_none_is_refused(told: TestClient, key: str) -> None:
    refused = told.post("/v1/claims", json=examples.CLAIM, headers={"Idempotency-Key": key})
    problem(refused, 422, "rejected", "Idempotency-Key")


@pytest.mark.parametrize("second", [KEY["Idempotency-Key"], "another"])
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("claims", {"json": examples.CLAIM}),
        ("claims?", {"json": examples.CLAIM}),
        ("sources", {"json": examples.SOURCE | {"id": "another"}}),
        ("batch", {"content": examples.BATCH.encode(), "headers": NDJSON}),
    ],
)
def test_two_keys_are_refused(told: TestClient, path: str, sent: dict[str, Any], second: str) -> None:
    reached = head(told)
    headers = [*KEY.items(), ("Idempotency-Key", second), *sent.get("headers", {}).items()]
    refused = told.post(f"/v1/{path}", **sent | {"headers": headers})

    assert "send the header once" in problem(refused, 422, "rejected", "Idempotency-Key")["detail"]
    assert head(told) == reached


@pytest.mark.parametrize("query", ["", "?atomic"])
def test_a_batch_under_a_key_is_held_to_its_bytes(told: TestClient, query: str) -> None:
    def batch(lines: str) -> Any:
        return told.post(f"/v1/batch{query}", content=lines.encode(), headers=NDJSON | KEY)

    first = batch(examples.BATCH)
    reached = head(told)
    again = batch(examples.BATCH)
    assert (first.status_code, again.status_code) == (200, 200)
    assert head(told) == reached
    assert (again.text == first.text) == (query == "?atomic")
    problem(batch(examples.BATCH + "\n"), 422, "key-reused", "Idempotency-Key")
    assert head(told) == reached


def test_a_document_under_a_key_is_held_to_its_bytes(told: TestClient) -> None:
    place = "/v1/documents/page/content"
    document = {"id": "page", "title": "A page", "held": "cited"}
    assert told.post("/v1/documents", json=document).status_code == 201
    first = told.put(place, content=b"No crane was loaded.", headers=KEY)
    again = told.put(place, content=b"No crane was loaded.", headers=KEY)

    assert (first.status_code, again.json()) == (201, first.json())
    problem(told.put(place, content=b"Twelve were.", headers=KEY), 422, "key-reused", "Idempotency-Key")


def test_it_is_described_wherever_something_is_recorded(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    elsewhere = ("/v1/keys", "/v1/previews")
    recording = [methods for path, methods in paths.items() if not path.startswith(elsewhere)]
    writing = [op for methods in recording for method, op in methods.items() if method in ("post", "put")]

    assert len(writing) > 10
    for operation in writing:
        assert "Idempotency-Key" in [p["name"] for p in operation.get("parameters", ()) if p["in"] == "header"]


def test_a_field_that_a_later_program_adds_is_no_other_payload() -> None:
    class LaterClaim(ClaimRecord):
        weather: str | None = None
        season: str = "any"

    given = examples.CLAIM | {"record": "claim"}
    assert payload_of(LaterClaim.model_validate_json(dumps(given))) == payload_of(parse_record(dumps(given).encode()))
    assert payload_of(parse_record(dumps(given | {"stance": "denies"}).encode())) != payload_of(
        parse_record(dumps(given).encode())
    )
