"""Requests are counted by route, and by no more labels than the API has."""

import pytest
from fastapi.testclient import TestClient

from api import examples
from api.metrics import Metrics
from api.traffic import OTHER, Counted, Traffic
from ledger.service import Ledger


def traffic_of(client: TestClient) -> Traffic:
    app = client.app
    (metrics,) = app.state.metrics._collector_to_names  # type: ignore[attr-defined]
    assert isinstance(metrics, Metrics)
    return metrics._traffic


def counted(client: TestClient) -> dict[tuple[str, str, int], int]:
    return {labels: spread.at_most()[-1] for labels, spread in traffic_of(client).seen().items()}


def test_a_request_is_counted_under_its_route_and_not_its_path(client: TestClient) -> None:
    for n in range(20):
        client.get(f"/v1/sources/source-{n}")
    client.post("/v1/sources", json=examples.SOURCE)
    client.get(f"/v1/sources/{examples.SOURCE['id']}")

    assert counted(client) == {
        ("GET", "/v1/sources/{source}", 404): 20,
        ("GET", "/v1/sources/{source}", 200): 1,
        ("POST", "/v1/sources", 201): 1,
    }


def test_what_nobody_serves_is_one_label_whoever_asks(client: TestClient) -> None:
    for n in range(20):
        client.get(f"/nothing/{n}")
        client.request(f"METHOD{n}", "/v1/sources")

    assert counted(client) == {("GET", OTHER, 404): 20, (OTHER, "/v1/sources", 405): 20}


def test_who_is_turned_away_is_counted(client: TestClient) -> None:
    client.get("/v1/sources", headers={"host": "rebound.example"})

    assert counted(client) == {("GET", "/v1/sources", 421): 1}


def test_what_fails_unforeseen_is_counted(client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError("unforeseen")

    monkeypatch.setattr(ledger, "sources", fail)
    assert client.get("/v1/sources").status_code == 500

    assert counted(client) == {("GET", "/v1/sources", 500): 1}


def test_a_request_takes_the_time_that_it_takes(client: TestClient) -> None:
    client.get("/v1/sources")
    (spread,) = traffic_of(client).seen().values()

    assert 0 < spread.sum < 60


def test_what_is_not_http_passes_uncounted() -> None:
    traffic, seen = Traffic(), []

    async def app(scope: object, receive: object, send: object) -> None:
        seen.append(scope)

    coroutine = Counted(app, traffic)({"type": "lifespan"}, None, None)  # type: ignore[arg-type]
    with pytest.raises(StopIteration):
        coroutine.send(None)

    assert (seen, traffic.seen()) == ([{"type": "lifespan"}], {})
