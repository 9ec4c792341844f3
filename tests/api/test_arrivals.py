"""Waiting for a position of the log."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from fastapi.testclient import TestClient

from api.arrivals import Arrivals
from ledger.access.keyring import Keyring
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.api import examples
from tests.api.conftest import client_of
from tests.api.refused import head, problem
from tests.ledger.given import source_record

LONG = 30
"""Seconds that nothing here takes, unless it is broken."""


def record(ledger: Ledger, name: str) -> int:
    return ledger.record(source_record(name), by="test").position


def test_what_is_there_is_not_waited_for(ledger: Ledger) -> None:
    assert asyncio.run(Arrivals(ledger).has_come(1, 0)) is True


def test_what_does_not_come_is_waited_for_no_longer_than_that(ledger: Ledger) -> None:
    arrivals = Arrivals(ledger)

    assert asyncio.run(arrivals.has_come(2**63 - 1, 0.01)) is False
    assert arrivals._waiting == {}


def test_an_append_wakes_all_that_wait_for_it_and_nobody_else(ledger: Ledger) -> None:
    arrivals = Arrivals(ledger)

    async def waiting() -> list[bool]:
        due = [asyncio.create_task(arrivals.comes(position, LONG)) for position in (2, 2, 3)]
        later = asyncio.create_task(arrivals.comes(4, LONG))
        await asyncio.sleep(0)
        assert sorted(arrivals._waiting) == [2, 3, 4]
        await asyncio.to_thread(ledger.record_all, [source_record("a"), source_record("b")], by="test")
        woken = await asyncio.gather(*due)
        assert not later.done()
        later.cancel()
        return woken

    assert asyncio.run(waiting()) == [True, True, True]
    assert arrivals._waiting == {}


def test_an_append_between_looking_and_waiting_is_not_missed(ledger: Ledger) -> None:
    arrivals = Arrivals(ledger)
    record(ledger, "a")

    assert asyncio.run(arrivals.comes(2, LONG)) is True


def test_waiters_of_several_event_loops_are_woken(ledger: Ledger) -> None:
    arrivals, found = Arrivals(ledger), list[bool]()
    threads = [Thread(target=lambda: found.append(asyncio.run(arrivals.has_come(2, LONG)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    record(ledger, "a")
    for thread in threads:
        thread.join()

    assert found == [True, True, True]


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[tuple[Ledger, Ledger]]:
    """A ledger, and the same file opened by one who only reads it."""
    path = str(tmp_path / "a.ledger")
    with open_ledger(path, create=True) as writer:
        writer.begin(by="test")
        with open_ledger(path) as reader:
            yield writer, reader


def test_what_another_process_appends_is_found_by_looking(beside: tuple[Ledger, Ledger]) -> None:
    writer, reader = beside
    arrivals = Arrivals(reader)

    async def waiting() -> bool:
        come = asyncio.create_task(arrivals.comes(2, LONG))
        await asyncio.sleep(0)
        await asyncio.to_thread(record, writer, "a")
        return await come

    assert asyncio.run(waiting()) is True


def test_the_twin_nobody_is_told_of_what_another_process_appends(
    beside: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = beside
    monkeypatch.setattr("api.arrivals.LOOK", LONG)
    arrivals = Arrivals(reader)

    async def waiting() -> bool:
        come = asyncio.create_task(arrivals.comes(2, 1))
        await asyncio.sleep(0)
        await asyncio.to_thread(record, writer, "a")
        return await come

    assert asyncio.run(waiting()) is False


def test_nobody_waits_once_the_server_stops(ledger: Ledger) -> None:
    arrivals = Arrivals(ledger)

    async def waiting() -> bool:
        come = asyncio.create_task(arrivals.comes(2, LONG))
        await asyncio.sleep(0)
        arrivals.stop()
        return await come or await arrivals.has_come(3, LONG)

    assert asyncio.run(waiting()) is False


# -- over HTTP ---------------------------------------------------------------------------------------------------------


def test_a_read_sees_the_position_that_it_waits_for(tmp_path: Path, keyring: Keyring, admin: dict[str, str]) -> None:
    path = str(tmp_path / "a.ledger")
    with open_ledger(path, create=True) as writer:
        writer.begin(by="test")
        with open_ledger(path) as reader:
            client = client_of(reader, keyring, admin)
            assert [one["id"] for one in client.get("/v1/sources?wait_for=1").json()["items"]] == []
            appending = Thread(target=record, args=(writer, "a"))
            appending.start()
            seen = client.get("/v1/sources?wait_for=2")
            appending.join()

    assert [one["id"] for one in seen.json()["items"]] == ["a"]


def test_one_that_does_not_come_is_refused_in_the_end(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.arrivals.PATIENCE", 0.01)
    problem(told.get(f"/v1/deals?wait_for={head(told) + 1}"), 503, "not-reached", "wait_for")
    problem(told.get(f"/v1/events?wait_for={2**63 - 1}"), 503, "not-reached", "wait_for")


@pytest.mark.parametrize("position", ["-1", "x", "1.5", "", str(2**63), "9" * 5_000, "٣", "2023-08-31"])
def test_what_is_no_position_is_refused(told: TestClient, position: str) -> None:
    problem(told.get("/v1/deals", params={"wait_for": position}), 422, "invalid-request", "wait_for")


def test_a_receipt_says_what_to_wait_for(told: TestClient) -> None:
    position = told.post("/v1/claims", json=examples.CLAIM).json()["position"]
    found = told.get(f"/v1/deals/{examples.DEAL_ID}/belief?wait_for={position}&recorded_as_of={position}")
    assert found.json()["propositions"][0]["for"] == 1
