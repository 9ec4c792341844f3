"""The examples of the OpenAPI document: a story that can be recorded."""

from typing import Any

from fastapi.testclient import TestClient

from tests.api import examples

DEAL = f"/v1/deals/{examples.DEAL_ID}"
PROPOSITION = f"{DEAL}/propositions/cranes-delivered"


def test_the_examples_can_be_recorded_in_their_order(told: TestClient) -> None:
    def post(path: str, record: dict[str, Any]) -> str:
        response = told.post(path, json=record)
        assert response.status_code == 201, response.text
        return f"/v1/claims/{response.json()['claim']}"

    post("/v1/sources/harbour-post/grades", examples.SOURCE_GRADE)
    post("/v1/sources/harbour-post/relations", examples.RELATION)
    claim, unfiled = post("/v1/claims", examples.CLAIM), post("/v1/claims", examples.UNFILED)
    post(f"{claim}/restatements", examples.RESTATEMENT)
    post(f"{claim}/retractions", examples.RETRACTION)
    post(f"{claim}/retractions/voidings", examples.VOIDING)
    post(f"{claim}/grades", examples.CLAIM_GRADE)
    post(f"{unfiled}/assignment", examples.ASSIGNMENT)
    post(f"{unfiled}/corrections", examples.CORRECTION)
    post(f"{PROPOSITION}/verdicts", examples.VERDICT)
    post(f"{PROPOSITION}/reopenings", examples.REOPENING)
    batch = told.post("/v1/batch", content=examples.BATCH, headers={"content-type": "application/x-ndjson"})
    assert batch.text.count('"receipt"') == 3
