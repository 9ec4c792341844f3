"""The log over HTTP."""

from fastapi.testclient import TestClient

from tests.api.refused import head, problem


def test_every_event_is_read_once_in_order_page_by_page(told: TestClient, claim: str) -> None:
    positions: list[int] = []
    path = "/v1/events?limit=3"
    while path:
        page = told.get(path)
        positions += [entry["position"] for entry in page.json()["items"]]
        path = page.links.get("next", {}).get("url", "")
    assert positions == list(range(1, head(told) + 1))


def test_an_event_is_shown_as_it_is_stored(told: TestClient, claim: str) -> None:
    entry = told.get(f"/v1/events?after={head(told) - 1}").json()["items"][0]
    assert (entry["type"], entry["stream"], entry["recorded_by"]) == ("claim-recorded/1", f"claim:{claim}", "ana")
    assert entry["fact"]["claim"] == claim
    assert entry["digest"].startswith("sha256:")


def test_events_are_read_up_to_a_moment(told: TestClient) -> None:
    assert len(told.get("/v1/events?recorded_until=2").json()["items"]) == 2
    problem(told.get("/v1/events?recorded_until=99"), 422, "bad-cursor", "recorded_until")


def test_the_bounds_of_a_page_are_checked(told: TestClient) -> None:
    for query, field in (("limit=0", "limit"), ("limit=1001", "limit"), ("limit=ten", "limit"), ("after=-1", "after")):
        problem(told.get(f"/v1/events?{query}"), 422, "invalid-request", field)
    problem(told.get(f"/v1/events?after={2**63}"), 422, "invalid-request", "after")
    assert told.get(f"/v1/events?after={2**63 - 1}").json() == {"items": [], "next": None}
