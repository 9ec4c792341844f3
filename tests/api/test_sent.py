"""What is sent: a record, with what its address says."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api import examples
from tests.api.refused import head, problem


def test_parameters_of_a_recording_are_refused(client: TestClient) -> None:
    problem(client.post("/v1/sources?preview=true", json=examples.SOURCE), 422, "invalid-request", "preview")


@pytest.mark.parametrize(
    ("more", "field"),
    [({"claim": "sha256:" + "0" * 64}, "claim"), ({"record": "retraction"}, "record"), ({"ref": "c1"}, "ref")],
)
def test_what_the_address_says_is_not_said_again(
    told: TestClient, claim: str, more: dict[str, Any], field: str
) -> None:
    before = head(told)
    sent = examples.RETRACTION | more
    refused = problem(told.post(f"/v1/claims/{claim}/retractions", json=sent), 422, "invalid-record", field)
    assert refused["detail"].endswith("leave it out") and head(told) == before


@pytest.mark.parametrize("other", ["no-such-claim", "sha256:" + "0" * 64])
def test_what_the_address_names_must_be_on_record_whatever_its_form(told: TestClient, other: str) -> None:
    before = head(told)
    problem(told.post(f"/v1/claims/{other}/retractions", json=examples.RETRACTION), 404, "not-found")
    problem(told.post("/v1/sources/No One/grades", json=examples.SOURCE_GRADE), 404, "not-found")
    assert head(told) == before


def test_a_ref_names_no_claim_here(told: TestClient) -> None:
    refused = told.post("/v1/claims", json=examples.CLAIM | {"corrects": "c1"})
    assert "sha256: and 64 hex digits" in problem(refused, 422, "invalid-record", "corrects")["detail"]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("claims/abc/retractions", "an id is sha256: and 64 hex digits"),
        ("sources/No One/grades", "as in john-kirby"),
    ],
)
def test_an_address_without_an_id_is_answered_with_what_one_looks_like(told: TestClient, path: str, form: str) -> None:
    sent = examples.RETRACTION if path.startswith("claims") else examples.SOURCE_GRADE
    assert form in problem(told.post(f"/v1/{path}", json=sent), 404, "not-found")["detail"]
