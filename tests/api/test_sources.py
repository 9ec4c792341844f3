"""Sources over HTTP."""

import pytest
from fastapi.testclient import TestClient

from ledger.service import Ledger
from tests.api import examples
from tests.api.refused import head, problem

PATH = "/v1/sources/harbour-post"


def test_a_source_is_registered_and_shown(client: TestClient) -> None:
    receipt = client.post("/v1/sources", json=examples.SOURCE)
    assert (receipt.status_code, receipt.headers["location"]) == (201, PATH)
    shown = client.get(PATH).json()
    assert shown == examples.SOURCE | {"version": 1, "reliability": None, "relations": []}


def test_a_source_is_graded_and_related(told: TestClient) -> None:
    interest = {
        "kind": "interest",
        "deal": examples.DEAL_ID,
        "favours": "affirms",
        "degree": "suspected",
        "reason": "?",
    }
    assert told.post(f"{PATH}/grades", json=examples.SOURCE_GRADE).status_code == 201
    assert told.post(f"{PATH}/relations", json=examples.RELATION).status_code == 201
    assert told.post(f"{PATH}/relations", json=interest).status_code == 201
    shown = told.get(PATH).json()
    assert shown["reliability"] == "B"
    assert [relation["kind"] for relation in shown["relations"]] == ["affiliation", "interest"]


def test_sources_are_listed_in_the_order_of_recording(told: TestClient) -> None:
    assert [source["id"] for source in told.get("/v1/sources").json()["items"]] == ["harbour-post", "port-authority"]
    assert "link" in told.get("/v1/sources?limit=1").headers


def test_an_id_that_is_taken_is_not_overwritten(told: TestClient) -> None:
    before = head(told)
    problem(told.post("/v1/sources", json=examples.SOURCE | {"name": "Another"}), 409, "already-otherwise", "id")
    assert head(told) == before


@pytest.mark.parametrize(
    ("change", "slug", "field"),
    [
        ({"to": "nobody"}, "unknown-reference", "to"),
        ({"kind": "friendship"}, "invalid-record", "kind"),
        ({"since": "long ago"}, "invalid-record", "since"),
        ({"source": "harbour-post"}, "invalid-record", "source"),
    ],
)
def test_a_bad_relation_is_refused(told: TestClient, change: dict[str, str], slug: str, field: str) -> None:
    before = head(told)
    problem(told.post(f"{PATH}/relations", json=examples.RELATION | change), 422, slug, field)
    assert head(told) == before


def test_a_source_that_is_not_on_record_is_not_found(told: TestClient) -> None:
    problem(told.get("/v1/sources/nobody"), 404, "not-found")
    problem(told.post("/v1/sources/nobody/grades", json=examples.SOURCE_GRADE), 404, "not-found")


def test_a_footprint_is_paged_by_deal(told: TestClient, claim: str, ledger: Ledger) -> None:
    other = {**examples.DEAL, "id": "other-cranes"}
    assert told.post("/v1/deals", json=other).status_code == 201
    assert told.post("/v1/deals/other-cranes/propositions", json=examples.PROPOSITION).status_code == 201
    assert told.post("/v1/claims", json={**examples.CLAIM, "deal": "other-cranes"}).status_code == 201

    first = told.get(f"{PATH}/footprint?limit=1")
    rest = told.get(first.links["next"]["url"])

    assert first.json() == ledger.footprint("harbour-post", limit=1).model_dump(mode="json")
    assert [page.json()["items"][0]["deal"] for page in (first, rest)] == [examples.DEAL_ID, "other-cranes"]
    assert first.json()["items"][0]["claims"][0]["claim"] == claim
    assert rest.json()["next"] is None
    problem(told.get("/v1/sources/nobody/footprint"), 404, "not-found")
    problem(told.get(f"{PATH}/footprint?recorded_as_of=99999"), 422, "bad-cursor", "recorded_as_of")
    assert told.get(f"{PATH}/footprint?recorded_as_of=5").json()["items"] == []
