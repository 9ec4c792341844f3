"""Batches over HTTP."""

import errno
import gzip
import json
import os
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.bodies import BODY_LIMIT, MIB
from ledger.access.keyring import Keyring
from ledger.errors import StorageFailure
from ledger.interchange import lines
from ledger.interchange.importing import ATOMIC_LIMIT, BATCH
from ledger.service import Ledger
from ledger.settings import Settings
from tests.api import examples
from tests.api.conftest import client_of
from tests.api.refused import head, problem

NDJSON = {"content-type": "application/x-ndjson"}
LINES = examples.BATCH.splitlines()


def send(client: TestClient, lines: list[str], query: str = "") -> Any:
    return client.post(f"/v1/batch{query}", content="\n".join(lines).encode(), headers=NDJSON)


def outcomes(client: TestClient, lines: list[str], query: str = "") -> list[dict[str, Any]]:
    response = send(client, lines, query)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in response.text.splitlines()]


def source(name: str) -> str:
    return json.dumps({"record": "source"} | examples.SOURCE | {"id": name})


@pytest.mark.parametrize("query", ["", "?atomic", "?atomic=true", "?keep_going"])
def test_each_line_has_its_receipt(told: TestClient, query: str) -> None:
    before = head(told)
    found = outcomes(told, LINES, query)
    assert [(o["line"], o["receipt"]["record"]) for o in found] == [(1, "source"), (2, "claim"), (3, "grade")]
    assert head(told) == before + 3
    assert all(o["receipt"]["again"] for o in outcomes(told, LINES, query))
    assert head(told) == before + 3


def test_defaults_and_blank_lines_have_no_outcome(told: TestClient) -> None:
    defaults = '{"record":"defaults","deal":"harbour-cranes"}'
    hop = '{"source":"harbour-post","role":"publisher"}'
    claim = f'{{"record":"claim","proposition":"cranes-delivered","attribution":[{hop}]}}'
    assert [o["line"] for o in outcomes(told, [defaults, "", claim])] == [3]


def test_a_broken_line_stops_it_and_says_where_to_resume(told: TestClient) -> None:
    before = head(told)
    lines = [source("one"), "{broken", source("two")]
    first, refused = outcomes(told, lines)
    assert first["receipt"]["id"] == "one"
    assert (refused["line"], refused["resume"], refused["refusal"]["slug"]) == (2, 2, "invalid-record")
    assert head(told) == before + 1
    [resumed] = outcomes(told, [lines[0], source("mended"), lines[2]], "?start=3")
    assert resumed["receipt"]["id"] == "two"


def test_a_refused_line_names_its_field(told: TestClient) -> None:
    [refused] = outcomes(told, ['{"record":"grade","source":"nobody","reliability":"B","reason":"Seen."}'])
    assert (refused["refusal"]["slug"], refused["refusal"]["field"]) == ("unknown-reference", "source")


def test_refused_lines_are_passed_over_where_it_keeps_going(told: TestClient) -> None:
    found = outcomes(told, [source("one"), "{broken", source("two")], "?keep_going=true")
    assert [("receipt" in o, "refusal" in o, "resume" in o) for o in found] == [
        (True, False, False),
        (False, True, False),
        (True, False, False),
    ]


def test_nothing_of_an_atomic_batch_is_recorded_where_a_line_is_broken(told: TestClient) -> None:
    before = head(told)
    said = problem(send(told, [source("one"), "{broken"], "?atomic"), 422, "broken-line")
    assert (said["line"], said["resume"]) == (2, 1)
    refused = json.dumps({"record": "source"} | examples.SOURCE | {"name": "Another"})
    said = problem(send(told, [source("one"), refused], "?atomic"), 422, "broken-line", "id")
    assert said["line"] == 2
    assert head(told) == before


def test_an_atomic_batch_has_a_most_of_lines(told: TestClient) -> None:
    before = head(told)
    problem(send(told, [source("one")] * (ATOMIC_LIMIT + 1), "?atomic"), 413, "too-large")
    assert head(told) == before


@pytest.mark.parametrize("query", ["?atomic&keep_going", "?atomic&start=2"])
def test_all_or_none_does_not_go_with_a_part(told: TestClient, query: str) -> None:
    problem(send(told, LINES, query), 422, "invalid-request", "atomic")


def test_a_recorded_time_is_not_taken(told: TestClient) -> None:
    line = json.dumps(json.loads(source("one")) | {"recorded_at": "2023-08-31T10:00:00.000000Z"})
    [refused] = outcomes(told, [line])
    assert refused["refusal"]["field"] == "recorded_at"


def test_a_batch_may_be_larger_than_any_other_body(told: TestClient) -> None:
    before = head(told)
    blank = b" " * MIB + b"\n"
    sent = [source("first").encode() + b"\n", *[blank] * (BODY_LIMIT // MIB), source("last").encode()]

    answered = told.post("/v1/batch", content=b"".join(sent), headers=NDJSON)

    assert [json.loads(line)["receipt"]["id"] for line in answered.text.splitlines()] == ["first", "last"]
    assert head(told) == before + 2


def test_a_line_too_large_is_refused_and_not_held(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 1_000)
    first, refused = outcomes(told, [source("one"), "x" * 5_000])
    assert first["receipt"]["id"] == "one"
    assert "more than 1,000 bytes" in refused["refusal"]["detail"]


def test_a_batch_that_cannot_be_spooled_is_a_problem(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = head(told)

    def fail(spool: object, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(SpooledTemporaryFile, "write", fail)
    said = problem(send(told, LINES), 503, "storage-failure")
    assert "No space left on device" in said["detail"]
    assert head(told) == before


def test_a_byte_order_mark_is_passed_over_and_a_compressed_batch_refused(told: TestClient) -> None:
    [recorded] = outcomes(told, ["\ufeff" + source("one")])
    assert recorded["receipt"]["id"] == "one"
    answered = told.post("/v1/batch", content=gzip.compress(source("two").encode()), headers=NDJSON)
    assert "compressed by gzip" in json.loads(answered.text)["refusal"]["detail"]


def test_a_batch_of_another_media_type_is_refused(told: TestClient) -> None:
    before = head(told)
    problem(told.post("/v1/batch", json=examples.SOURCE), 415, "unsupported-media-type")
    assert head(told) == before


def test_a_ledger_that_fails_at_once_is_answered_with_its_status(
    told: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "record_each", failing_after(ledger, 0))
    problem(send(told, LINES), 503, "storage-failure")


def test_a_ledger_that_fails_on_the_way_says_so_in_the_last_line(
    told: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "record_each", failing_after(ledger, 1))
    *receipts, last = outcomes(told, [source(f"s{n}") for n in range(BATCH + 1)])
    assert len(receipts) == BATCH
    assert (last["problem"]["status"], last["problem"]["type"]) == (503, "/problems/storage-failure")


def failing_after(ledger: Ledger, times: int) -> Any:
    """A fault: the store fails after so many appends."""
    left = [ledger.record_each] * times

    def record_each(*args: Any, **kwargs: Any) -> Any:
        if not left:
            raise StorageFailure("the disk is full")
        return left.pop()(*args, **kwargs)

    return record_each


def test_a_batch_over_the_limit_that_is_set_is_refused_and_nothing_recorded(
    ledger: Ledger, keyring: Keyring, admin: dict[str, str]
) -> None:
    client = client_of(ledger, keyring, admin, settings=Settings.model_construct(batch_limit=200))
    before = head(client)
    problem(send(client, [source("a"), source("b"), source("c")]), 413, "too-large")
    assert head(client) == before
    assert send(client, [source("a")]).status_code == 200
