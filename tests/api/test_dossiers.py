import pytest
from fastapi.testclient import TestClient

from ledger.dossier.building import dossier
from ledger.dossier.forms import Form, rendered
from ledger.service import Ledger
from tests.api import examples
from tests.api.refused import problem

PATH = f"/v1/deals/{examples.DEAL_ID}/dossier"
FORMS = {"application/json": Form.JSON, "text/markdown": Form.MARKDOWN, "text/html": Form.HTML}


@pytest.mark.parametrize("media_type", FORMS)
def test_it_is_answered_in_the_form_that_is_asked_for(told: TestClient, ledger: Ledger, media_type: str) -> None:
    response = told.get(PATH, headers={"Accept": media_type})

    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.content == rendered(dossier(ledger, examples.DEAL_ID), FORMS[media_type])


def test_it_is_json_where_nothing_is_asked_for(told: TestClient) -> None:
    assert told.get(PATH).json()["deal"] == examples.DEAL_ID


def test_a_page_may_run_and_load_nothing(told: TestClient) -> None:
    policy = told.get(PATH, headers={"Accept": "text/html"}).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "script" not in policy


def test_it_is_asked_on_both_clocks_and_since_the_last_report(told: TestClient, ledger: Ledger) -> None:
    asked = {"recorded_as_of": "6", "asserted_as_of": "2023-08-30", "since": "5"}
    found = told.get(PATH, params=asked).json()
    assert found == dossier(ledger, examples.DEAL_ID, **asked).model_dump(mode="json")
    assert (found["recorded_as_of"]["position"], found["since"]["position"]) == (6, 5)


def test_it_is_asked_what_if(told: TestClient, ledger: Ledger) -> None:
    assert told.post("/v1/claims", json=examples.CLAIM).status_code == 201
    asked = {"without": ["port-authority"], "policy": "policy-1"}
    found = told.get(PATH, params=asked).json()
    assert found == dossier(ledger, examples.DEAL_ID, without=["port-authority"], policy="policy-1").model_dump(
        mode="json"
    )
    assert found["sections"][0]["heading"] == "What if"
    problem(told.get(PATH, params={"without": "nobody"}), 404, "not-found", "without")


@pytest.mark.parametrize("name", ["recorded_as_of", "since"])
def test_a_place_beyond_the_head_is_refused(told: TestClient, name: str) -> None:
    problem(told.get(PATH, params={name: "999"}), 422, "bad-cursor", name)


def test_a_deal_that_is_not_there_is_not_found(told: TestClient) -> None:
    problem(told.get("/v1/deals/nowhere/dossier"), 404, "not-found")
