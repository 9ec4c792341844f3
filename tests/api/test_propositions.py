"""Propositions over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api import examples
from tests.api.examples import PROPOSITION
from tests.api.refused import head, problem

PATH = f"/v1/deals/{examples.DEAL_ID}/propositions"
LOWER = PROPOSITION | {"id": "cranes-ordered", "stage": "order"}


def test_propositions_of_both_kinds_are_raised_and_listed(told: TestClient) -> None:
    valued = {k: v for k, v in PROPOSITION.items() if k != "period"} | {
        "id": "how-many",
        "kind": "valued",
        "unit": "cranes",
    }
    receipt = told.post(PATH, json=valued)
    assert (receipt.status_code, receipt.headers["location"]) == (201, f"{PATH}/how-many")
    listed = told.get(PATH).json()
    assert [(p["id"], p["form"]["kind"]) for p in listed["items"]] == [
        ("cranes-delivered", "yes-no"),
        ("how-many", "valued"),
    ]
    assert told.get(f"{PATH}/how-many").json() == listed["items"][1]


def test_a_proposition_is_settled_and_reopened(told: TestClient) -> None:
    settled = told.post(f"{PATH}/cranes-delivered/verdicts", json=examples.VERDICT)
    assert (settled.status_code, settled.json()["status"]) == (201, "settled true")
    assert settled.headers["location"] == f"{PATH}/cranes-delivered"
    assert told.get(f"{PATH}/cranes-delivered").json()["verdict"] == "true"
    reopened = told.post(f"{PATH}/cranes-delivered/reopenings", json=examples.REOPENING)
    assert (reopened.status_code, reopened.json()["status"]) == (201, "open")


def test_what_was_never_settled_is_not_reopened(told: TestClient) -> None:
    before = head(told)
    response = told.post(f"{PATH}/cranes-delivered/reopenings", json=examples.REOPENING)
    assert (response.status_code, response.json()["type"]) == (409, "/problems/not-in-that-state")
    assert head(told) == before


@pytest.mark.parametrize(
    ("change", "slug", "field"),
    [
        ({"implies": ["no-such"]}, "unknown-reference", "implies.0"),
        ({"implies": ["cranes-delivered"]}, "climbing-implication", "implies.0"),
        ({"period": "at some time"}, "invalid-record", "period"),
        ({"stage": "rumour"}, "invalid-record", "stage"),
        ({"deal": "harbour-cranes"}, "invalid-record", "deal"),
    ],
)
def test_a_bad_proposition_is_refused(told: TestClient, change: dict[str, Any], slug: str, field: str) -> None:
    before = head(told)
    problem(told.post(PATH, json=LOWER | change), 422, slug, field)
    assert head(told) == before
    assert told.post(PATH, json=LOWER).status_code == 201


def test_a_verdict_against_the_implications_is_refused(told: TestClient) -> None:
    told.post(PATH, json=LOWER)
    told.post(PATH, json=PROPOSITION | {"id": "cranes-unloaded", "implies": ["cranes-ordered"]})
    told.post(f"{PATH}/cranes-unloaded/verdicts", json=examples.VERDICT)
    before = head(told)
    verdict = examples.VERDICT | {"verdict": "false"}
    problem(told.post(f"{PATH}/cranes-ordered/verdicts", json=verdict), 422, "contrary-verdict", "verdict")
    assert head(told) == before


def test_a_proposition_that_is_not_on_record_is_not_found(told: TestClient) -> None:
    problem(told.get(f"{PATH}/no-such"), 404, "not-found")
    problem(told.post(f"{PATH}/no-such/verdicts", json=examples.VERDICT), 404, "not-found")
    problem(told.post("/v1/deals/no-such/propositions", json=PROPOSITION), 404, "not-found")
