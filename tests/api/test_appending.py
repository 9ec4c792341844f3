"""The short way of a claim answers as the usual way does."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.appending import Appending, Outcomes
from api.bodies import RECORD_LIMIT
from ledger.access.keyring import Keyring
from ledger.errors import StorageFailure
from ledger.receipts import Receipt
from ledger.service import Ledger
from ledger.store import StoredLog
from tests.api import examples
from tests.api.conftest import client_of
from tests.api.refused import head, problem
from tests.api.test_answers import RECEIPT

JSON = {"content-type": "application/json"}
SENT = [
    json.dumps(examples.CLAIM).encode(),
    json.dumps(examples.CLAIM | {"record": "claim"}).encode(),
    json.dumps(examples.CLAIM | {"stance": "perhaps", "surplus": 1}).encode(),
    json.dumps(examples.CLAIM | {"deal": "no-such-deal"}).encode(),
    json.dumps(examples.CLAIM | {"corrects": "a-ref"}).encode(),
    json.dumps(examples.CLAIM | {"corrects": None}).encode(),
    json.dumps(examples.CLAIM | {"corrects": 7}).encode(),
    b'{"stance":"affirms","stance":"denies"}',
    b"",
    b"[]",
    b"{",
    b"\xff",
    b"[" * 10_000,
    b'{"text":"' + b"x" * RECORD_LIMIT + b'"}',
]


@pytest.fixture
def usual(
    told: TestClient, keyring: Keyring, admin: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """A client of the same ledger that the short way is closed to."""

    app = told.app
    ledger: Ledger = app.state.ledger  # type: ignore[attr-defined]
    monkeypatch.setattr(Appending, "takes", lambda self, scope: False)
    with client_of(ledger, keyring, admin) as client:
        client.get("/readyz")  # the middleware is put together with the first request
        yield client


@pytest.mark.parametrize("headers", [JSON, {}, {"content-type": "text/plain"}, JSON | {"Idempotency-Key": "a b"}])
@pytest.mark.parametrize("body", SENT)
def test_it_answers_as_the_usual_way_does(
    told: TestClient, usual: TestClient, monkeypatch: pytest.MonkeyPatch, body: bytes, headers: dict[str, str]
) -> None:
    headers = headers | {"X-Request-ID": "one"}
    other = usual.post("/v1/claims", content=body, headers=headers)
    monkeypatch.undo()
    short = told.post("/v1/claims", content=body, headers=headers)

    recorded = other.status_code == 201
    assert short.status_code == (200 if recorded else other.status_code)
    assert short.json() == other.json() | ({"again": True} if recorded else {})
    assert {**short.headers} == {**other.headers} | {"content-length": short.headers["content-length"]}


def test_a_request_with_parameters_goes_the_usual_way(told: TestClient) -> None:
    problem(told.post("/v1/claims?atomic", json=examples.CLAIM), 422, "invalid-request", "atomic")


def test_claims_sent_at_once_are_each_answered_with_their_own_receipt(told: TestClient) -> None:
    reached = head(told)
    texts = [f"The cranes were delivered, says number {n}." for n in range(40)]

    def send(text: str) -> dict[str, Any]:
        answered: dict[str, Any] = told.post("/v1/claims", json=examples.CLAIM | {"text": text}).json()
        return answered

    with told, ThreadPoolExecutor(16) as threads:
        receipts = list(threads.map(send, texts))

    assert sorted(receipt["position"] for receipt in receipts) == list(range(reached + 1, reached + 41))
    for text, receipt in zip(texts, receipts, strict=True):
        assert told.get(f"/v1/claims/{receipt['claim']}").json()["text"] == text


def test_it_is_not_acknowledged_before_it_is_stored(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    entered, release = Event(), Event()
    whole = StoredLog.append

    def held(self: StoredLog, *changes: Any, **given: Any) -> Any:
        entered.set()
        assert release.wait(20)
        return whole(self, *changes, **given)

    monkeypatch.setattr(StoredLog, "append", held)
    answers: list[int] = []
    with told:
        sender = Thread(target=lambda: answers.append(told.post("/v1/claims", json=examples.CLAIM).status_code))
        sender.start()
        assert entered.wait(20)
        assert answers == []
        release.set()
        sender.join(20)

    assert answers == [201]


def test_what_the_store_fails_with_is_a_problem(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageFailure("the disk is full")

    monkeypatch.setattr(StoredLog, "append", fail)
    problem(told.post("/v1/claims", json=examples.CLAIM), 503, "storage-failure")


def test_what_nobody_foresaw_is_a_problem_too(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(StoredLog, "append", fail)
    problem(told.post("/v1/claims", json=examples.CLAIM), 500, "unexpected")


def test_whoever_is_gone_is_passed_over() -> None:
    async def told() -> Receipt:
        outcomes = Outcomes(asyncio.get_running_loop())
        gone, waiting = outcomes.loop.create_future(), outcomes.loop.create_future()
        gone.cancel()
        outcomes.come(gone, RECEIPT)
        outcomes.come(waiting, RECEIPT)
        return await asyncio.wait_for(waiting, 20)

    assert asyncio.run(told()) is RECEIPT
