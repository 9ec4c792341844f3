"""Requests are counted by route, by no more labels than the API has, and logged without what they are about."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.metrics import Metrics
from api.traffic import OTHER, Traffic
from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.logs import logs
from ledger.service import Ledger
from ledger.settings import Format
from ledger.unseen import UNSEEN
from tests.api import examples
from tests.api.conftest import client_of, shown


def traffic_of(client: TestClient) -> Traffic:
    app = client.app
    (metrics,) = [one for one in app.state.metrics._collector_to_names if isinstance(one, Metrics)]  # type: ignore[attr-defined]
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


# -- ids and log lines -------------------------------------------------------------------------------------------------

CANARY = "A canary sang at the quay."
Logged = Callable[[Callable[[TestClient], object]], list[dict[str, Any]]]


@pytest.fixture
def logged(told: TestClient, ledger: Ledger, keyring: Keyring, admin: dict[str, str]) -> Logged:
    """What is logged while something is done."""

    def run(do: Callable[[TestClient], object]) -> list[dict[str, Any]]:
        stream = BytesIO()
        with logs("info", "json", stream) as log:
            do(client_of(ledger, keyring, admin, log=log))
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    return run


def test_a_request_is_a_line_that_says_who_and_what_and_where_it_was_recorded(logged: Logged, ledger: Ledger) -> None:
    (line,) = logged(lambda client: client.post("/v1/claims", json=examples.CLAIM, headers={"X-Request-ID": "a-1"}))

    assert line.pop("at") and line.pop("ms") > 0
    assert line == {
        "event": "request",
        "level": "info",
        "request_id": "a-1",
        "method": "POST",
        "route": "/v1/claims",
        "status": 201,
        "principal": "ana",
        "position": ledger.moment(None).position,
    }


def test_whatever_records_says_where(logged: Logged, ledger: Ledger) -> None:
    batch = logged(lambda c: c.post("/v1/batch", content=examples.BATCH, headers={"content-type": "application/jsonl"}))
    graded = logged(lambda c: c.post("/v1/sources/port-watch/grades", json=examples.SOURCE_GRADE))

    assert [line["position"] for line in (*batch, *graded)] == [
        ledger.moment(None).position - 1,
        ledger.moment(None).position,
    ]


def test_an_export_is_logged_with_how_much_it_was(logged: Logged, ledger: Ledger) -> None:
    (line,) = logged(lambda client: client.get("/v1/events?limit=3"))
    assert (line["route"], line["items"], line["until"], line["principal"]) == ("/v1/events", 3, 3, "ana")
    (line,) = logged(lambda client: client.get("/v1/events?after=2", headers={"accept": "application/x-ndjson"}))
    assert (line["items"], line["until"]) == (line["until"] - 2, ledger.moment(None).position)


@pytest.mark.parametrize("given", ["", "x" * 101, "a b", "a\x1b[2J", "<b>", "ä"])
def test_an_id_that_is_not_well_formed_is_replaced(client: TestClient, given: str) -> None:
    answers = [client.get("/healthz", headers=[(b"X-Request-ID", given.encode())]) for _ in range(2)]
    ids = {answer.headers["X-Request-ID"] for answer in answers}
    assert len(ids) == 2 and given not in ids


@pytest.mark.parametrize("path", ["/healthz", "/v1/nothing", "/v1/sources?prot=1"])
def test_an_id_that_is_well_formed_is_given_back(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"X-Request-ID": "Trace_1.b-2"}).headers["X-Request-ID"] == "Trace_1.b-2"


HOSTILE = 'x\r\n{"event":"forged"}\x1b[2J\x85\u2028\u202e\N{ZERO WIDTH SPACE}'


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_request_writes_a_line_of_its_own_into_the_log(ledger: Ledger, keyring: Keyring, form: Format) -> None:
    """Whatever is in its address, its parameters, its headers, its body, and its principal's name."""
    stream, raw = BytesIO(), HOSTILE.encode()
    mallory = shown(keyring.create(f"mallory {HOSTILE}", KeyRole.ANALYST, None, by="test"))
    with logs("debug", form, stream) as log:
        client = client_of(ledger, keyring, mallory, log=log)
        client.get(f"/v1/claims/{quote(HOSTILE)}")
        client.get(f"/{quote(HOSTILE[5:])}")
        client.get("/v1/claims", params={"text": HOSTILE, HOSTILE: HOSTILE})
        client.get("/v1/sources", headers=[(b"x-request-id", raw), (b"accept", raw), (b"if-none-match", raw)])
        client.request(f"GET{HOSTILE}", "/v1/sources")
        client.post("/v1/sources", json={**examples.SOURCE, "id": HOSTILE, "name": HOSTILE})
        client.post("/v1/sources", json=examples.SOURCE, headers=[(b"idempotency-key", raw), (b"if-match", raw)])
    said = stream.getvalue().decode()

    assert len(said.splitlines()) == 7
    assert sum("mallory" in line for line in said.splitlines()) == 5  # two were turned away before they showed a key
    assert not UNSEEN.search(said)
    if form == "json":
        assert {json.loads(line)["event"] for line in said.splitlines()} == {"request"}


def test_health_is_logged_only_where_it_fails(logged: Logged, ledger: Ledger) -> None:
    def ask(client: TestClient) -> None:
        client.get("/healthz")
        client.get("/metrics")
        ledger.close()
        client.get("/readyz")

    assert [(line["route"], line["status"], line["level"]) for line in logged(ask)] == [("/readyz", 503, "error")]


def test_a_failure_is_logged_with_its_frames_under_the_id_that_the_problem_names(
    logged: Logged, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError(CANARY)

    answers = []
    monkeypatch.setattr(ledger, "sources", fail)
    (line,) = logged(lambda client: answers.append(client.get("/v1/sources")))

    said = line["request_id"]
    assert answers[0].headers["X-Request-ID"] == said and said in answers[0].json()["detail"]
    assert (line["level"], line["status"], line["traceback"][-1]) == ("error", 500, "ValueError")
    assert CANARY not in json.dumps(line)


def test_no_line_says_what_was_sent_asked_or_is_on_record(logged: Logged) -> None:
    evidence = {"document": "canary-document", "start": 0, "end": len(CANARY), "quote": CANARY}
    claim = examples.CLAIM | {"text": CANARY, "note": CANARY, "evidence": [evidence]}
    document = examples.DOCUMENT | {"id": "canary-document", "title": CANARY, "text": CANARY}
    odd = {"field": CANARY}

    def sing(client: TestClient) -> None:
        keyed = {"Idempotency-Key": "canary-key"}
        assert client.post("/v1/documents", json=document).status_code == 201
        assert client.post("/v1/claims", json=claim, headers=keyed).status_code == 201
        assert client.post("/v1/claims", json=claim | {"stance": "denies"}, headers=keyed).status_code == 422
        assert client.post("/v1/claims", json=odd).status_code == 422
        assert client.get("/v1/claims", params={"text": CANARY}).json()["items"]
        assert client.get(f"/v1/{CANARY}").status_code == 404
        assert client.get(f"/v1/deals/{CANARY}").status_code == 404
        assert client.get("/v1/claims", params={CANARY: CANARY}).status_code == 422
        batch = json.dumps(claim | {"record": "claim"})
        client.post("/v1/batch", content=batch, headers={"content-type": "application/jsonl"})

    lines = logged(sing)

    assert len(lines) == 9
    assert "canary" not in json.dumps(lines).lower()
