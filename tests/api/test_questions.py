"""The parameters of questions: those that there are, once, and no others."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.questions import MOST
from tests.api import examples
from tests.api.refused import problem


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("Limit=1", "Limit"),
        ("limit=1&limit=2", "limit"),
        ("stance=maybe", "stance"),
        ("status=gone", "status"),
        ("unfiled=perhaps", "unfiled"),
        ("limit=1.5", "limit"),
        ("limit=true", "limit"),
        ("limit", "limit"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(client: TestClient, query: str, field: str) -> None:
    problem(client.get(f"/v1/claims?{query}"), 422, "invalid-request", field)


def test_every_bad_parameter_is_named_and_those_there_are(client: TestClient) -> None:
    said = problem(client.get("/v1/events?as_of=1&limt=2"), 422, "invalid-request", "as_of")
    assert [fault["field"] for fault in said["faults"]] == ["as_of", "limt"]
    assert "after, limit, recorded_until" in said["detail"]


def test_more_parameters_than_any_operation_takes_are_refused_without_a_look_at_them(client: TestClient) -> None:
    many = "&".join(f"p{n}=1" for n in range(MOST + 1))
    for query, named in ((many, 1), (many.removesuffix(f"&p{MOST}=1"), MOST)):
        said = problem(client.get(f"/healthz?{query}"), 422, "invalid-request", None if named == 1 else "p0")
        assert len(said["faults"]) == named


def test_what_takes_no_parameter_takes_none(client: TestClient) -> None:
    for path in ("/v1/sources/harbour-post", "/healthz", "/problems"):
        problem(client.get(f"{path}?x=1"), 422, "invalid-request", "x")


def test_a_flag_is_true_by_being_there(client: TestClient) -> None:
    for query in ("unfiled", "unfiled=", "unfiled=true", "unfiled=false"):
        assert client.get(f"/v1/claims?{query}").status_code == 200


def numbers(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    """Every parameter of every operation that is a whole number: method, address and name."""
    for path, operations in app.openapi()["paths"].items():
        named = {word.strip("{}"): examples.DEAL_ID for word in path.split("/") if word.startswith("{")}
        address = "/v1/audit/tile/0/000" if "{tile" in path else path.format(**named)
        for method, operation in operations.items():
            for found in operation.get("parameters", ()):
                kinds = {kind.get("type") for kind in (found["schema"], *found["schema"].get("anyOf", ()))}
                if "integer" in kinds:
                    yield method, address, found["name"]


@pytest.mark.parametrize("odd", ["1_0", "+5", " 5", "5\n", "\N{ARABIC-INDIC DIGIT FIVE}", "5.0", "5e0", ""])
def test_every_number_that_any_operation_takes_is_digits_alone(told: TestClient, odd: str) -> None:
    app = told.app
    assert isinstance(app, FastAPI)
    found = list(numbers(app))
    assert {name for _, _, name in found} == {"after", "limit", "old_size", "position", "size", "start", "wait_for"}
    for method, address, name in found:
        answered = told.request(method, address, params={name: odd}, headers={"content-type": "application/x-ndjson"})
        said = answered.json()
        assert (answered.status_code, said["type"]) == (422, "/problems/invalid-request"), (address, name, said)
        assert name in {said.get("field"), *(fault["field"] for fault in said.get("faults", ()))}
