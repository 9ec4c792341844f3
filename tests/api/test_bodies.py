"""Bodies: their size, their media type and their JSON."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.bodies import BODY_LIMIT, RECORD_LIMIT
from tests.api import examples
from tests.api.refused import head, problem

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_a_record_of_another_media_type_is_refused(client: TestClient, media_type: str) -> None:
    before = head(client)
    body = b'{"id":"x","name":"X","kind":"outlet","class":"press"}'
    response = client.post("/v1/sources", content=body, headers={"content-type": media_type})
    problem(response, 415, "unsupported-media-type")
    assert head(client) == before
    accepted = client.post("/v1/sources", content=body, headers={"content-type": "Application/JSON; charset=utf-8"})
    assert accepted.status_code == 201


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"{}{}", b'{"id":NaN}', b'{"id":"\xff"}', b"[" * 9999]
)
def test_what_is_no_json_object_is_refused(client: TestClient, body: bytes) -> None:
    before = head(client)
    problem(client.post("/v1/sources", content=body, headers=JSON), 422, "invalid-record")
    assert head(client) == before


@pytest.mark.parametrize("chunked", [False, True])
def test_a_record_over_the_limit_is_refused(client: TestClient, chunked: bool) -> None:
    def chunks() -> Iterator[bytes]:
        yield b" " * RECORD_LIMIT
        yield b" "

    before = head(client)
    content = chunks() if chunked else b" " * (RECORD_LIMIT + 1)
    problem(client.post("/v1/sources", content=content, headers=JSON), 413, "too-large")
    assert head(client) == before


def test_a_document_may_be_larger_than_a_record(client: TestClient) -> None:
    record = {"id": "long", "title": "Long", "text": "x" * (RECORD_LIMIT + 1)}
    assert client.post("/v1/documents", json=record).status_code == 201
    sized = JSON | {"content-length": str(BODY_LIMIT + 1)}
    problem(client.put("/v1/documents/long/content", content=b"", headers=sized), 413, "too-large")


def test_a_claim_that_makes_too_large_an_event_is_refused(told: TestClient) -> None:
    before = head(told)
    hops = [
        {
            "source": "harbour-post",
            "role": "relay",
            "verb": "\u0001" * 500,
            "hedge": {"level": "certain", "words": "\u0001" * 500},
        }
    ]
    response = told.post("/v1/claims", json=examples.CLAIM | {"attribution": hops * 16, "text": "\u0001" * 4000})
    problem(response, 413, "too-large")
    assert head(told) == before
