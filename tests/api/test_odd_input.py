"""Odd input to every operation: it is refused, or kept as it was sent; the server never fails, and stays as it was."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.bodies import RECORD_LIMIT
from api.worked import Worked, worked
from tests.api import examples
from tests.api.refused import head
from tests.api.replaying import client_of_seeds

ONE_EACH = [one for one in worked() if one.accept is None]
RECORDING = [one for one in ONE_EACH if one.media_type == "application/json"]
DEEP = 100_000

TEXTS = {
    "control characters": "\x01\x07\x1b[2J\x7f\x9b",
    "nothing": "\x00",
    "directions": "\u202e\u2066abc\u202c",
    "lines": "\u2028\u2029\x85\r",
    "no characters": "\ufffe\uffff\U0010ffff",
    "marks": "a" + "\u0301" * 500,
    "markup": "<script>alert(1)</script>&amp;]]>",
    "format": "%s%n{0}{self}${jndi:ldap://x}",
}
BODIES = {
    "nothing": b"",
    "white space": b" \r\n\t",
    "no JSON": b"{",
    "no UTF-8": b'{"id":"\xff\xfe"}',
    "UTF-16": '{"id":"x"}'.encode("utf-16"),
    "a mark before it": b'\xef\xbb\xbf{"id":"x"}',
    "NaN": b'{"id":NaN}',
    "infinity": b'{"id":-Infinity}',
    "huge integer": b'{"start":' + b"9" * 5_000 + b"}",
    "huge exponent": b'{"start":1e999999999}',
    "half a character": b'{"id":"\\ud800"}',
    "twice": b'{"id":"x","id":"y"}',
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "deep inside": b'{"id":' + b"[" * 500 + b"]" * 500 + b"}",
    "many fields": json.dumps({f"f{n}": n for n in range(20_000)}).encode(),
    "several": b"{}{}",
    "a list": b"[]",
    "a number": b"1",
    "too much": b'{"id":"' + b"x" * (RECORD_LIMIT) + b'"}',
}
PATHS = [
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    quote("\u202e\x1b[2J"),
    "%2e%2e%2f%2e%2e",
    "a" * 30_000,
    "%",
    "'%20OR%201=1",
    ";",
]
QUERIES = ["%00", "%ff", quote("\u202e\x1b[2J"), "9" * 5_000, "-1", "1e9", "NaN", "x" * 30_000, "", "%", "[]", "a%26b"]
HEADERS = [b"\xff", b"\xc2\x9b31m", b'"' * 500, b"x" * 30_000, b"", b"*", b"1" * 5_000, b'W/"', b", ,"]


@pytest.fixture(scope="module")
def seeds() -> Iterator[TestClient]:
    with client_of_seeds() as client:
        yield client


@pytest.fixture(scope="module")
def document(seeds: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = seeds.get("/openapi.json").json()
    return found


def check(response: Response, *, refused: bool = False) -> None:
    """It was answered; where it was refused, with a problem, that shows no control character as it is."""
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json"
        said = response.json()
        assert said["status"] == response.status_code and said["type"].startswith("/problems/")
        assert not any(ord(char) < 0x20 for char in response.text)
    assert response.status_code >= 400 or not refused, response.text


def at(one: Worked) -> tuple[str, str]:
    method, _, path = one.operation.partition(" ")
    return method, path.format(**one.path)


def headers(one: Worked) -> dict[str, str]:
    return {"Content-Type": one.media_type} if one.media_type else {}


def sent(one: Worked) -> str | None:
    return one.sent if isinstance(one.sent, str) or one.sent is None else json.dumps(one.sent)


@pytest.mark.parametrize("one", RECORDING, ids=lambda one: one.operation)
def test_bodies(seeds: TestClient, one: Worked) -> None:
    before = head(seeds)
    method, path = at(one)
    for body in BODIES.values():
        check(seeds.request(method, path, content=body, headers=headers(one)), refused=True)
    assert head(seeds) == before


def test_lines_of_a_batch(seeds: TestClient) -> None:
    before = head(seeds)
    for body in BODIES.values():
        for query in ("", "?atomic", "?keep_going"):
            response = seeds.post(f"/v1/batch{query}", content=body, headers={"Content-Type": "application/x-ndjson"})
            check(response)
            assert '"receipt"' not in response.text
    assert head(seeds) == before


@pytest.mark.parametrize("one", [one for one in ONE_EACH if one.path], ids=lambda one: one.operation)
def test_parts_of_paths(seeds: TestClient, one: Worked) -> None:
    before = head(seeds)
    method, _, template = one.operation.partition(" ")
    for name in one.path:
        for part in PATHS:
            path = template.format(**(one.path | {name: part}))
            check(seeds.request(method, path, content=sent(one), headers=headers(one)), refused=True)
    assert head(seeds) == before


def names_of(one: Worked, document: dict[str, Any], place: str) -> list[str]:
    method, _, path = one.operation.partition(" ")
    return [p["name"] for p in document["paths"][path][method.lower()].get("parameters", ()) if p["in"] == place]


@pytest.mark.parametrize("one", ONE_EACH, ids=lambda one: one.operation)
def test_parameters(seeds: TestClient, document: dict[str, Any], one: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.arrivals.PATIENCE", 0.001)
    method, path = at(one)
    known = names_of(one, document, "query")
    for name in (*known, "unknown", quote("\u202e\x1b")):
        for value in QUERIES:
            response = seeds.request(method, f"{path}?{name}={value}", content=b"{", headers=headers(one))
            if "not-reached" not in response.text:
                check(response, refused=name not in known)
    many = "&".join(f"p{n}=1" for n in range(5_000))
    check(seeds.request(method, f"{path}?{many}", content=b"{", headers=headers(one)), refused=True)


def test_headers(seeds: TestClient, document: dict[str, Any]) -> None:
    """Those that an operation has of its own, of each; those that all have, of one that records and one that reads."""
    for one in ONE_EACH:
        own = names_of(one, document, "header")
        every = one.operation in ("POST /v1/sources", "GET /v1/sources")
        for name in (*own, *(("Content-Type", "Accept", "X-Request-ID", "Content-Length") if every else ())):
            for value in HEADERS:
                others = [(k.encode(), v.encode()) for k, v in headers(one).items() if k != name]
                check(seeds.request(*at(one), content=b"{", headers=[*others, (name.encode(), value)]))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_kept_as_it_was_sent(told: TestClient, text: str) -> None:
    """Each of its kinds is somebody's quotation: the ledger keeps it, and whoever shows it sees to it."""
    answered = told.post("/v1/claims", json=examples.UNFILED | {"text": text})
    assert answered.status_code == 201
    shown = told.get(f"/v1/claims/{answered.json()['claim']}")

    assert shown.json()["text"] == text
    assert not any(ord(char) < 0x20 for char in shown.text)
    (line,) = [line for line in told.get("/v1/claims").json()["items"] if line["text"] == text]
    assert line["text"] == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_said_of_a_text_that_is_refused_is_escaped(told: TestClient, text: str) -> None:
    before = head(told)
    response = told.post("/v1/sources", json=examples.SOURCE | {"id": text, "kind": text})
    check(response, refused=True)
    for char in "\x1b\x9b\u202e\u2066\u2028":
        assert char not in response.text
    assert head(told) == before
