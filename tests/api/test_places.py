"""Places for reads of whole deals: some clients' reads leave threads to everybody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.places import READS, SHARE, Places, for_reads
from api.refusals import TooManyReads
from ledger.access.keyring import Keyring
from ledger.access.permitted import Permitted
from ledger.access.roles import KeyRole
from ledger.service import Ledger
from tests.api import examples
from tests.api.conftest import shown
from tests.api.refused import problem

DEAL = f"/v1/deals/{examples.DEAL_ID}"
THREADS = 40
"""How many requests the framework has worked out at once."""

WHOLE = [
    *(f"{DEAL}/{what}" for what in ("belief", "matrix", "history", "changes", "dossier", "timeline")),
    f"{DEAL}/propositions/{examples.PROPOSITION['id']}/explanation",
    "/v1/sources/harbour-post/footprint",
]


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Meanwhile whoever asks for changes has none before the event is set."""
    go, changes = Event(), Permitted.changes

    def waiting(self: Permitted, *asked: Any, **how: Any) -> Any:
        assert go.wait(30)
        return changes(self, *asked, **how)

    monkeypatch.setattr(Permitted, "changes", waiting)
    try:
        yield go
    finally:
        go.set()


def asked_at_once(client: TestClient, times: int, pool: ThreadPoolExecutor) -> list["Future[Response]"]:
    return [pool.submit(client.get, f"{DEAL}/changes") for _ in range(times)]


def until(holds: Callable[[], bool]) -> None:
    """Return once it holds, as it comes to within a second, or never."""
    again = Event()
    for _ in range(3000):
        if holds():
            return
        again.wait(0.01)
    raise AssertionError("it never held")


def places_of(client: TestClient) -> Places:
    places: Places = client.app.state.reads  # type: ignore[attr-defined]
    return places


def test_reads_leave_threads_to_everybody_else() -> None:
    assert SHARE < READS < THREADS


def test_no_more_are_worked_out_at_once_than_there_are_places(
    told: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    places_of(told).share = READS
    with ThreadPoolExecutor(READS) as pool, held_up(monkeypatch) as go:
        asked = asked_at_once(told, READS, pool)
        until(lambda: places_of(told).taken == READS)
        refused = told.get(f"{DEAL}/dossier")
        problem(refused, 503, "too-many-reads")
        assert refused.headers["retry-after"] == "1"
        assert told.get("/v1/claims").status_code == told.get("/v1/deals").status_code == 200
        assert told.post("/v1/sources", json=examples.SOURCE).status_code == 200
        go.set()
        assert {one.result().status_code for one in asked} == {200}
    assert places_of(told).taken == 0
    assert told.get(f"{DEAL}/dossier").status_code == 200


def test_without_places_they_take_every_thread(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    places = places_of(told)
    places.most = places.share = 2 * THREADS
    with ThreadPoolExecutor(THREADS + 1) as pool, held_up(monkeypatch) as go:
        asked = asked_at_once(told, THREADS, pool)
        until(lambda: places.taken == THREADS)
        other = pool.submit(told.get, "/v1/deals")
        with pytest.raises(TimeoutError):
            other.result(timeout=0.5)
        go.set()
        assert {one.result().status_code for one in (*asked, other)} == {200}


def test_one_key_does_not_take_all_of_them(
    told: TestClient, ledger: Ledger, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    places_of(told).share = 1
    other = shown(keyring.create("ben", KeyRole.READER, None, by="test"))
    with ThreadPoolExecutor(1) as pool, held_up(monkeypatch) as go:
        (asked,) = asked_at_once(told, 1, pool)
        until(lambda: places_of(told).taken == 1)
        assert "with this key" in problem(told.get(f"{DEAL}/belief"), 503, "too-many-reads")["detail"]
        assert told.get(f"{DEAL}/belief", headers=other).status_code == 200
        go.set()
        assert asked.result().status_code == 200
    assert not places_of(told).held_with


@pytest.mark.parametrize("path", WHOLE)
def test_every_read_of_a_whole_deal_takes_one(told: TestClient, path: str) -> None:
    places_of(told).most = 0
    problem(told.get(path), 503, "too-many-reads")


def test_so_do_provenances_and_previews(told: TestClient) -> None:
    claim = told.post("/v1/claims", json=examples.CLAIM).json()["id"]
    places_of(told).most = 0
    problem(told.get(f"/v1/claims/{claim}/provenance"), 503, "too-many-reads")
    problem(told.post("/v1/previews", json={"record": "source", **examples.SOURCE}), 503, "too-many-reads")
    retracted = {"by": "harbour-post", "scope": "report", "on": "2023-09-01", "reason": "withdrawn"}
    path = f"/v1/claims/{claim}/retractions"
    problem(told.post(path, params={"preview": "true"}, json=retracted), 503, "too-many-reads")
    assert told.post(path, json=retracted).status_code != 503


def test_a_read_that_is_refused_or_fails_leaves_its_place(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*asked: Any, **how: Any) -> None:
        raise RuntimeError("a fault")

    assert told.get("/v1/deals/nowhere/belief").status_code == 404
    monkeypatch.setattr(Permitted, "changes", failing)
    assert told.get(f"{DEAL}/changes").status_code == 500
    assert places_of(told).taken == 0 and not places_of(told).held_with


def test_a_place_is_left_however_it_ends() -> None:
    places = for_reads()
    with pytest.raises(ValueError, match="x"), places.held("key"):
        assert places.taken == 1
        raise ValueError("x")
    assert places.taken == 0
    places.most = 0
    with pytest.raises(TooManyReads), places.held("key"):
        pass
