"""What would come of a record of any kind."""

from json import dumps
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.bodies import RECORD_LIMIT
from ledger.belief.difference import difference
from ledger.service import Ledger
from tests.api import examples
from tests.api.refused import problem

PREVIEWS = "/v1/previews"


def record(kind: str, sent: dict[str, Any], **said: str) -> dict[str, Any]:
    return {"record": kind, **said, **sent}


def every_kind(claim: str) -> list[dict[str, Any]]:
    about = {"deal": examples.DEAL_ID, "proposition": examples.PROPOSITION["id"]}
    return [
        record("source", {**examples.SOURCE, "id": "another"}),
        record("grade", examples.SOURCE_GRADE, source="harbour-post"),
        record("relation", examples.RELATION, source="harbour-post"),
        record("document", {**examples.DOCUMENT, "id": "another"}),
        record("deal", {**examples.DEAL, "id": "another"}),
        record("proposition", {**examples.PROPOSITION, "id": "another"}, deal=examples.DEAL_ID),
        record("claim", {**examples.CLAIM, "stance": "denies"}),
        record("claim", examples.RESTATEMENT, restates=claim),
        record("grade", examples.CLAIM_GRADE, claim=claim),
        record("retraction", examples.RETRACTION, claim=claim),
        record("correction", examples.CORRECTION, claim=claim),
        record("verdict", examples.VERDICT, **about),
    ]


@pytest.mark.parametrize("number", range(12))
def test_a_preview_says_what_recording_the_same_then_changes_and_records_nothing(
    told: TestClient, claim: str, ledger: Ledger, number: int
) -> None:
    sent = every_kind(claim)[number]
    before, belief = ledger.moment(None), ledger.beliefs(examples.DEAL_ID)

    found = told.post(PREVIEWS, json=sent)

    assert found.status_code == 200, found.text
    assert ledger.moment(None) == before
    assert (found.json()["record"], found.json()["again"]) == (sent["record"], False)
    assert told.post("/v1/batch", json=sent, headers={"content-type": "application/x-ndjson"}).status_code == 200
    assert ledger.moment(None).position > before.position
    shift = difference(belief, ledger.beliefs(examples.DEAL_ID))
    own = [one for one in found.json()["deals"] if one["deal"] == examples.DEAL_ID]
    assert own == ([] if shift is None else [shift.model_dump(mode="json")])


def test_it_is_refused_as_recording_is(told: TestClient, claim: str, ledger: Ledger) -> None:
    before = ledger.moment(None)
    nobodys = {**examples.CLAIM, "attribution": [{"source": "nobody", "role": "origin"}]}
    problem(told.post(PREVIEWS, json=record("claim", nobodys)), 422, "unknown-reference", "attribution.0.source")
    problem(told.post(PREVIEWS, json=examples.CLAIM), 422, "invalid-record", "record")
    problem(told.post(PREVIEWS, json={"record": "defaults"}), 422, "rejected", "record")
    historic = record("source", {**examples.SOURCE, "id": "another", "recorded_at": "2023-08-31T10:00:00.000000Z"})
    problem(told.post(PREVIEWS, json=historic), 422, "invalid-record", "recorded_at")
    path = record("document", {"id": "another", "title": "Another", "path": "/etc/passwd"})
    problem(told.post(PREVIEWS, json=path), 422, "invalid-record", "path")
    graded = record("grade", examples.CLAIM_GRADE, claim=claim)
    problem(told.post(PREVIEWS, json=graded, headers={"If-Match": '"7"'}), 412, "moved-on")
    assert ledger.moment(None) == before


def test_what_is_on_record_would_change_nothing(told: TestClient) -> None:
    found = told.post(PREVIEWS, json=record("source", examples.SOURCE)).json()
    assert (found["again"], found["deals"]) == (True, [])


@pytest.mark.parametrize("tag", ['"7"', "*", '"not a version"'])
def test_a_condition_on_what_would_be_new_is_refused(told: TestClient, tag: str) -> None:
    new = record("document", {**examples.DOCUMENT, "id": "another"})
    problem(told.post(PREVIEWS, json=new, headers={"If-Match": tag}), 422, "invalid-request", "If-Match")


def test_it_may_be_as_long_as_what_is_recorded_by_itself(told: TestClient) -> None:
    headers = {"content-type": "application/json"}
    source = dumps(record("source", {**examples.SOURCE, "id": "another"})).encode()
    document = {**examples.DOCUMENT, "id": "another", "text": "x" * RECORD_LIMIT}

    assert told.post(PREVIEWS, content=source.ljust(RECORD_LIMIT), headers=headers).status_code == 200
    problem(told.post(PREVIEWS, content=source.ljust(RECORD_LIMIT + 1), headers=headers), 413, "too-large")
    assert told.post(PREVIEWS, json=record("document", document)).status_code == 200
