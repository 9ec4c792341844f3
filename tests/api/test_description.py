"""The OpenAPI document: what is sent and answered is what it says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

METHODS = ("get", "post", "put")


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def body(document: dict[str, Any], path: str) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return found


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = set(references(document))
    assert found
    for reference in found:
        node = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_nothing_is_described_that_is_only_ours(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    assert "x-records" not in text and "HTTPValidationError" not in text and "/work" not in text


def test_every_operation_says_how_it_refuses_and_what_it_does(document: dict[str, Any]) -> None:
    operations = [(p, m, o) for p, methods in document["paths"].items() for m, o in methods.items()]
    assert len(operations) > 30
    for path, method, operation in operations:
        assert method in METHODS
        assert operation["description"] and operation["summary"], path
        assert "default" not in operation["responses"]
        refusals = {status for status in operation["responses"] if status >= "400"}
        assert refusals >= {"400", "405", "421", "422", "431", "500", "503"}, path
        assert ("404" in refusals) == ("{" in path), path
        assert ({"409", "413", "415"} <= refusals) == ("requestBody" in operation), path
        assert all(operation["responses"][status] == refused(status) for status in refusals), path


def refused(status: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{status}"}


def test_every_refusal_that_is_declared_is_a_problem(document: dict[str, Any]) -> None:
    for response in document["components"]["responses"].values():
        content = response["content"]["application/problem+json"]
        assert content == {"schema": {"$ref": "#/components/schemas/Problem"}}


def test_what_the_address_says_is_not_asked_for_again(document: dict[str, Any]) -> None:
    retraction = body(document, "/v1/claims/{claim}/retractions")["schema"]
    assert set(retraction["properties"]) == {"by", "scope", "on", "reason"}
    assert retraction["required"] == ["by", "scope", "reason"]
    assert retraction["additionalProperties"] is False
    claim = body(document, "/v1/claims")["schema"]["properties"]
    assert "attribution" in claim and not claim.keys() & {"record", "ref", "recorded_at"}


def test_every_kind_that_an_address_takes_is_described(document: dict[str, Any]) -> None:
    schema = body(document, "/v1/documents")["schema"]
    assert [kind["title"] for kind in schema["anyOf"]] == [
        "CapturedDocumentRecord",
        "CitedDocumentRecord",
        "SeenByDocumentRecord",
    ]


def test_what_is_recorded_is_answered_with_a_receipt(document: dict[str, Any]) -> None:
    for status in ("200", "201"):
        answered = document["paths"]["/v1/claims"]["post"]["responses"][status]
        assert answered["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Receipt"}


def test_a_batch_is_lines_in_and_lines_out(document: dict[str, Any]) -> None:
    batch = document["paths"]["/v1/batch"]["post"]
    assert list(batch["requestBody"]["content"]) == ["application/x-ndjson"]
    ((media_type, answered),) = batch["responses"]["200"]["content"].items()
    assert (media_type, answered["schema"]) == ("application/x-ndjson", {"$ref": "#/components/schemas/BatchLine"})


def test_every_read_may_wait_for_a_position_and_nothing_else_may(document: dict[str, Any]) -> None:
    waiting = {
        (path, method)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if any(parameter["name"] == "wait_for" for parameter in operation.get("parameters", ()))
    }
    reads = {
        (path, "get") for path, operations in document["paths"].items() if path[:4] == "/v1/" and "get" in operations
    }
    assert reads == waiting and len(reads) > 10


def test_the_log_is_answered_in_three_forms(document: dict[str, Any]) -> None:
    answered = document["paths"]["/v1/events"]["get"]["responses"]["200"]["content"]
    assert list(answered) == ["application/json", "application/x-ndjson", "text/event-stream"]
