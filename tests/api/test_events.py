"""The log over HTTP."""

import pytest
from fastapi.testclient import TestClient

from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.entries import decode
from ledger.service import Ledger
from tests.api.conftest import client_of, shown
from tests.api.refused import head, problem

LINES, TAIL = "application/x-ndjson", "text/event-stream"


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
    problem(told.get(f"/v1/events?after={'9' * 5_000}"), 422, "invalid-request", "after")


@pytest.mark.parametrize("accept", ["application/json", LINES, TAIL])
def test_a_place_beyond_the_head_is_refused_in_every_form(told: TestClient, accept: str) -> None:
    for after in (head(told) + 1, 2**63 - 1):
        problem(told.get(f"/v1/events?after={after}", headers={"accept": accept}), 422, "bad-cursor", "after")
    assert told.get(f"/v1/events?after={head(told)}").json() == {"items": [], "next": None}


def test_pages_lead_back_by_link(told: TestClient) -> None:
    path, pages = f"/v1/events?after={head(told)}&limit=4", []
    while path:
        page = told.get(path)
        pages.append([entry["position"] for entry in page.json()["items"]])
        path = page.links.get("prev", {}).get("url", "")
    assert pages == [[], [3, 4, 5, 6], [1, 2]]


@pytest.mark.parametrize("form", ["application/x-ndjson", "application/jsonl"])
def test_lines_are_what_is_stored(told: TestClient, ledger: Ledger, form: str) -> None:
    answered = told.get("/v1/events?after=1", headers={"accept": form})
    assert answered.headers["content-type"].partition(";")[0] == form
    assert answered.headers["vary"] == "Accept"
    assert answered.content == b"".join(entry.data + b"\n" for entry in ledger.entries(after=1, until=head(told)))
    assert decode(answered.content.splitlines()[0]).position == 2


def test_lines_go_up_to_a_moment(told: TestClient) -> None:
    assert told.get("/v1/events?recorded_until=3", headers={"accept": LINES}).content.count(b"\n") == 3
    assert told.get("/v1/events?after=3&recorded_until=2", headers={"accept": LINES}).content == b""
    problem(told.get("/v1/events?recorded_until=99", headers={"accept": LINES}), 422, "bad-cursor", "recorded_until")


def test_what_means_nothing_for_a_feed_is_refused(told: TestClient) -> None:
    for accept in (LINES, TAIL):
        problem(told.get("/v1/events?limit=100", headers={"accept": accept}), 422, "invalid-request", "limit")
    refused = told.get("/v1/events?recorded_until=2", headers={"accept": TAIL})
    problem(refused, 422, "invalid-request", "recorded_until")


@pytest.mark.parametrize(
    "last",
    [b"-1", b"x", b"", b"1.0", b"0x1", b"9" * 19, b"9" * 60_000, b"1 OR 1=1", b"\xb2", b"\xd9\xa3", b"1\xa0", b"99"],
)
def test_a_last_event_that_is_none_is_refused(told: TestClient, last: bytes) -> None:
    headers = {b"accept": TAIL.encode(), b"last-event-id": last}
    problem(told.get("/v1/events?after=1", headers=headers), 422, "bad-cursor", "Last-Event-ID")


def test_where_all_places_for_feeds_are_taken_pages_are_still_read(told: TestClient) -> None:
    told.app.state.feeds.places.most = 0  # type: ignore[attr-defined]
    for accept in (LINES, TAIL):
        problem(told.get("/v1/events", headers={"accept": accept}), 503, "too-many-feeds")
    assert told.get("/v1/events").status_code == 200


@pytest.mark.parametrize("accept", ["application/json", LINES, TAIL])
@pytest.mark.parametrize(
    ("role", "deals"), [("reader", None), ("reporter", None), ("analyst", None), ("auditor", ["harbour-cranes"])]
)
def test_the_log_is_for_auditors_of_all_deals_in_every_form(
    told: TestClient, ledger: Ledger, keyring: Keyring, role: str, deals: list[str] | None, accept: str
) -> None:
    key = keyring.create("eve", KeyRole(role), deals, by="test")
    client = client_of(ledger, keyring, shown(key) | {"accept": accept})
    problem(client.get("/v1/events?after=1"), 403, "forbidden")
    problem(client.get("/v1/events", headers={"last-event-id": "1"}), 403, "forbidden")
