"""What is counted, as Prometheus reads it."""

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from ledger import open_ledger
from ledger.access.keyring import Keyring
from ledger.errors import StorageFailure
from ledger.projections import follower
from ledger.service import Ledger
from tests.api import examples
from tests.api.conftest import client_of
from tests.api.refused import head

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def scraped(client: TestClient) -> Samples:
    answered = client.get("/metrics")
    assert answered.status_code == 200
    assert answered.headers["content-type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answered.text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def value(found: Samples, name: str, **labels: str) -> float | None:
    return found.get((f"claim_ledger_{name}", tuple(sorted(labels.items()))))


def test_says_where_log_and_index_are(told: TestClient, ledger: Ledger) -> None:
    before = scraped(told)
    told.get("/v1/claims")
    after = scraped(told)

    assert value(before, "ready") == 1
    assert value(before, "head_position") == value(before, "index_lag_entries") == head(told)
    assert (value(before, "index_position"), value(after, "index_position")) == (0, head(told))
    assert (value(after, "index_lag_entries"), value(after, "index_lag_seconds")) == (0, 0)
    assert value(after, "entries_followed_total") == head(told)
    assert value(after, "follower_batch_seconds_count") == 1
    assert value(after, "build_info", version="0.1.0") == 1


def test_counts_appends_by_outcome(told: TestClient) -> None:
    told.post("/v1/sources", json=examples.SOURCE)
    told.post("/v1/sources", json=examples.SOURCE | {"name": "Another"})
    found = scraped(told)

    assert value(found, "records_total", outcome="recorded", refusal="") == head(told)
    assert value(found, "records_total", outcome="again", refusal="") == 1
    assert value(found, "records_total", outcome="refused", refusal="already-otherwise") == 1
    assert value(found, "entries_appended_total") == head(told)
    assert value(found, "sync_seconds_count") == value(found, "appends_per_sync_sum") == head(told)
    assert value(found, "append_seconds_count") == value(found, "append_seconds_bucket", le="+Inf") == head(told) + 1


def test_tells_how_far_a_rebuild_has_come(told: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    told.get("/v1/claims")
    monkeypatch.setattr(follower, "BATCH", 2)
    seen: list[tuple[float | None, float | None]] = []

    def look(position: int, head: int) -> None:
        found = scraped(told)
        seen.append((value(found, "rebuild_generation"), value(found, "rebuild_position")))

    ledger.rebuild(look)

    assert seen[:2] == [(2, 2), (2, 4)]
    found = scraped(told)
    assert (value(found, "rebuild_generation"), value(found, "rebuild_position")) == (0, 0)


def test_tells_what_failed_and_when_and_not_what_was_said(
    told: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.figures.failed("index", ValueError("what a source said"))
    monkeypatch.setattr(ledger._follower, "confirm", failing)
    found, text = scraped(told), told.get("/metrics").text
    monkeypatch.undo()
    after = scraped(told)

    (failure,) = ledger.figures.last_failures()
    at = value(found, "last_failure_timestamp_seconds", of="index", kind="unexpected")
    assert at is not None and abs(at - value_of_now(ledger)) < 3600
    assert (value(found, "ready"), value(found, "failing", of="index")) == (0, 1)
    assert "what a source said" not in text and failure.detail not in text
    assert (value(after, "ready"), value(after, "failing", of="index")) == (1, 0)
    assert value(after, "last_failure_timestamp_seconds", of="index", kind="unexpected") == at


def value_of_now(ledger: Ledger) -> float:
    return ledger._clock().timestamp()


def failing() -> None:
    raise StorageFailure("the disk does not answer")


def test_a_ledger_that_cannot_be_read_has_no_position(keyring: Keyring, admin: dict[str, str]) -> None:
    with open_ledger(":memory:", create=True) as closed:
        client = client_of(closed, keyring, admin)
        closed.close()
        found = scraped(client)

    assert value(found, "ready") == 0
    assert value(found, "head_position") is None
    assert value(found, "build_info", version="0.1.0") == 1


def test_two_applications_count_for_themselves(told: TestClient, keyring: Keyring, admin: dict[str, str]) -> None:
    with open_ledger(":memory:", create=True) as other:
        found = scraped(client_of(other, keyring, admin))

    assert value(found, "entries_appended_total") == 0
    assert value(scraped(told), "entries_appended_total") == head(told)


def test_speaks_open_metrics_to_who_asks_for_it(client: TestClient) -> None:
    answered = client.get("/metrics", headers={"accept": "application/openmetrics-text; version=1.0.0"})

    assert answered.headers["content-type"].startswith("application/openmetrics-text")
    assert answered.text.endswith("# EOF\n")
