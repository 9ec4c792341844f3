"""Every operation has a worked example, and what it shows is what the seeds are asked and answer."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient

from api.worked import Worked, worked
from tests.api.replaying import Replay, answered, client_of_seeds, same

WORKED = worked()
AGAIN = "python -m tests.api.replaying writes down what is answered now"


@pytest.fixture(scope="module")
def seeds() -> Iterator[TestClient]:
    with client_of_seeds() as client:
        yield client


@pytest.fixture(scope="module")
def document(seeds: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = seeds.get("/openapi.json").json()
    return found


def test_every_operation_has_one_and_no_other_has(document: dict[str, Any]) -> None:
    operations = {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}
    assert sorted(one.operation for one in WORKED if one.accept is None) == sorted(operations)


def test_each_is_answered_as_it_says(seeds: TestClient) -> None:
    """In their order, on one ledger: later ones build on earlier ones."""
    replay = Replay(seeds)
    for one in WORKED:
        response = replay.send(one)
        assert response.status_code == one.status, f"{one.operation}: {response.text}"
        assert same(one, answered(response)), f"{one.operation} is answered otherwise by now: {AGAIN}"


def test_an_answer_that_is_another_is_found() -> None:
    one = next(one for one in WORKED if one.operation == "GET /readyz")
    assert not same(one, one.answered | {"head": 1})
    assert same(one, dict(one.answered))


def operation_of(one: Worked, document: dict[str, Any]) -> dict[str, Any]:
    method, _, path = one.operation.partition(" ")
    found: dict[str, Any] = document["paths"][path][method.lower()]
    return found


def check(document: dict[str, Any], schema: dict[str, Any], example: Any) -> None:
    jsonschema_rs.validate({**schema, "components": document["components"]}, example)


@pytest.mark.parametrize("one", WORKED, ids=lambda one: one.operation)
def test_each_is_shown_and_of_the_form_that_is_described(document: dict[str, Any], one: Worked) -> None:
    operation = operation_of(one, document)
    shown = {p["name"]: p for p in operation.get("parameters", ()) if "example" in p}

    assert shown.keys() >= one.path.keys() | one.query.keys()
    for parameter in shown.values():
        check(document, parameter["schema"], parameter["example"])
    for content in operation.get("requestBody", {}).get("content", {}).values():
        assert content["example"] == one.sent
        check(document, content["schema"], one.sent)
    contents = operation["responses"][str(one.status)]["content"]
    content = contents[one.accept or next(iter(contents))]
    assert content["example"] == one.answered
    if not isinstance(one.answered, str):
        check(document, content["schema"], one.answered)


def test_every_form_of_every_answer_has_one(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            answers = [one for status, one in operation["responses"].items() if status < "300" and "content" in one]
            assert any(all("example" in form for form in one["content"].values()) for one in answers), path
