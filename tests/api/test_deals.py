"""Deals over HTTP."""

from fastapi.testclient import TestClient

from tests.api import examples
from tests.api.refused import head, problem

PATH = f"/v1/deals/{examples.DEAL_ID}"


def test_a_deal_is_opened_and_shown(told: TestClient) -> None:
    again = told.post("/v1/deals", json=examples.DEAL)
    assert (again.status_code, again.headers["location"]) == (200, PATH)
    shown = told.get(PATH).json()
    assert (shown["title"], shown["parties"]) == (examples.DEAL["title"], examples.DEAL["parties"])
    assert [p["id"] for p in shown["propositions"]] == ["cranes-delivered"]


def test_deals_are_listed(told: TestClient) -> None:
    told.post("/v1/deals", json={"id": "harbour-ships", "title": "Ships"})
    assert [deal["id"] for deal in told.get("/v1/deals").json()["items"]] == ["harbour-cranes", "harbour-ships"]


def test_a_party_has_to_be_on_record(client: TestClient) -> None:
    before = head(client)
    problem(client.post("/v1/deals", json=examples.DEAL), 422, "unknown-reference", "parties.0.source")
    assert head(client) == before


def test_the_timeline_is_asked_for_on_both_clocks(told: TestClient, claim: str) -> None:
    def items(query: str = "") -> list[str]:
        return [item["claim"] for item in told.get(f"{PATH}/timeline{query}").json()["items"]]

    position = told.get(f"/v1/claims/{claim}").json()["position"]
    assert items() == items("?asserted_as_of=2023-08-30") == [claim]
    assert items("?asserted_as_of=2023-08-29") == []
    assert items(f"?recorded_as_of={position - 1}") == []


def test_a_deal_that_is_not_on_record_is_not_found(client: TestClient) -> None:
    for path in ("", "/timeline", "/belief", "/history", "/changes", "/propositions"):
        problem(client.get(f"/v1/deals/no-such{path}"), 404, "not-found")
