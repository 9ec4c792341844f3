"""Belief over HTTP."""

import pytest
from fastapi.testclient import TestClient

from ledger.service import Ledger
from tests.api import examples
from tests.api.refused import problem

PATH = f"/v1/deals/{examples.DEAL_ID}"


def test_belief_over_http_is_the_belief_in_python(told: TestClient, claim: str, ledger: Ledger) -> None:
    belief = told.get(f"{PATH}/belief").json()
    assert belief == ledger.beliefs(examples.DEAL_ID).model_dump(mode="json")
    assert belief["ladder"]["furthest"] == "delivery"
    assert belief["propositions"][0]["for"] == 1


def test_belief_is_asked_for_on_both_clocks_and_without_sources(told: TestClient, claim: str) -> None:
    def vacuous(query: str) -> bool:
        found: bool = told.get(f"{PATH}/belief{query}").json()["propositions"][0]["vacuous"]
        return found

    position = told.get(f"/v1/claims/{claim}").json()["position"]
    assert not vacuous("")
    assert not vacuous(f"?recorded_as_of={position}&asserted_as_of=2023-08-30")
    assert vacuous(f"?recorded_as_of={position - 1}")
    assert vacuous("?asserted_as_of=2023-08-29")
    assert vacuous("?without=port-authority&without=harbour-post")


@pytest.mark.parametrize("path", ["belief", "matrix", "propositions/cranes-delivered/explanation"])
@pytest.mark.parametrize(
    ("query", "status", "slug", "field"),
    [
        ("recorded_as_of=1000", 422, "bad-cursor", "recorded_as_of"),
        ("recorded_as_of=yesterday", 422, "bad-cursor", "recorded_as_of"),
        ("recorded_as_of=9999-01-01", 422, "bad-cursor", "recorded_as_of"),
        ("asserted_as_of=2023-08~", 422, "bad-date", "asserted_as_of"),
        ("without=nobody", 404, "not-found", "without"),
        ("as_of=2023-08-30", 422, "invalid-request", "as_of"),
        ("recorded_as_of=1&recorded_as_of=2", 422, "invalid-request", "recorded_as_of"),
    ],
)
def test_a_bad_question_is_refused(told: TestClient, path: str, query: str, status: int, slug: str, field: str) -> None:
    problem(told.get(f"{PATH}/{path}?{query}"), status, slug, field)


@pytest.mark.parametrize("path", ["belief", "propositions/cranes-delivered/explanation", "history", "changes"])
def test_a_question_is_asked_under_a_policy_that_is_on_record(told: TestClient, path: str) -> None:
    assert told.get(f"{PATH}/{path}?policy=policy-1").status_code == 200
    refused = problem(told.get(f"{PATH}/{path}?policy=policy-9"), 404, "not-found", "policy")
    assert "there are: policy-1" in refused["detail"]


def test_changes_and_history_tell_their_clocks_and_take_whom_to_leave_out(told: TestClient, claim: str) -> None:
    as_recorded = told.get(f"{PATH}/belief").json()["recorded_as_of"]
    for path in ("changes", "history"):
        found = told.get(f"{PATH}/{path}?asserted_as_of=2023-08-30").json()
        assert (found["recorded_as_of"], found["asserted_as_of"]) == (as_recorded, "2023-08-30")
        assert found["items"]
    assert told.get(f"{PATH}/history?without=port-authority").json()["items"] == []


def test_the_explanation_adds_up(told: TestClient, claim: str) -> None:
    explained = told.get(f"{PATH}/propositions/cranes-delivered/explanation").json()
    assert sum(term["millionths"] for term in explained["terms"]) == explained["log_odds"] > 0
    assert [term["claims"] for term in explained["terms"] if term["kind"] == "voice"] == [[claim]]


def test_the_matrix_over_http_is_the_matrix_in_python(told: TestClient, claim: str, ledger: Ledger) -> None:
    found = told.get(f"{PATH}/matrix?asserted_as_of=2023-08-30").json()
    assert found == ledger.matrix(examples.DEAL_ID, asserted_as_of="2023-08-30").model_dump(mode="json")
    assert found["rows"][0]["cells"][0]["said"][0]["claims"] == [claim]
    assert told.get(f"{PATH}/matrix?without=port-authority").json()["rows"] == []


def test_changes_and_history_tell_what_moved_what(told: TestClient, claim: str) -> None:
    receipt = told.post(f"/v1/claims/{claim}/retractions", json=examples.RETRACTION).json()
    changes = told.get(f"{PATH}/changes").json()
    moved = [(change["event"], change["news"]) for change in changes["items"] if change["moved"]]
    assert moved == [("claim-recorded", "news"), ("claim-retracted", "news")]
    history = told.get(f"{PATH}/history").json()["items"]
    assert [item["vacuous"] for item in history] == [False, True]
    since = told.get(f"{PATH}/changes?recorded_since={receipt['position'] - 1}").json()["items"]
    assert [change["event"] for change in since] == ["claim-retracted"]
    assert told.get(f"{PATH}/history?recorded_until={receipt['position'] - 1}").json()["items"] == history[:1]


def test_a_stretch_that_ends_before_it_begins_is_refused(told: TestClient) -> None:
    problem(told.get(f"{PATH}/changes?recorded_since=5&recorded_until=2"), 422, "bad-cursor", "recorded_since")
