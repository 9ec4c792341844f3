"""Heads that do not end are turned away; those that do, and bodies of any length in any pieces, are not."""

import json
import logging
import socket
import struct
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from itertools import repeat
from threading import Event
from typing import Any

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.heads import HEAD_LIMIT, BoundedHeads
from ledger.service import Ledger
from tests.api import examples
from tests.api.test_serving import served

PIECE = 16 * 1024
PIECES = 1024
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /v1/sources HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"


def sent(address: str, pieces: Iterable[bytes]) -> tuple[int, bytes]:
    """How many pieces were taken, and what was answered."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    taken = 0
    with closing(socket.create_connection((host, int(port)), timeout=20)) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                taken += 1
            return taken, connection.recv(PIECE)
        except (BrokenPipeError, ConnectionResetError):
            return taken, b""


def refused(answered: bytes) -> tuple[int, str]:
    """The status and the type of the problem that an answer is, checked for its form."""
    head, _, body = answered.partition(b"\r\n\r\n")
    said = json.loads(body)
    assert head.startswith(b"HTTP/1.1 %d " % said["status"])
    assert b"content-type: application/problem+json\r\ncontent-length: %d\r\n" % len(body) in head
    assert said["title"] and said["detail"] and "instance" not in said
    return said["status"], said["type"]


@pytest.mark.parametrize("sent_", [b"\x16\x03\x01\x02\r\n\r\n", b"GET\r\n\r\n", GET + b"Content-Length: x\r\n\r\n"])
def test_what_is_not_http_is_answered_with_a_problem(ledger: Ledger, sent_: bytes) -> None:
    with served(ledger) as address:
        assert refused(sent(address, (sent_,))[1]) == (400, "/problems/incomplete-request")


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (GET + b"X: ", b"x" * PIECE),
        (GET, b"X: y\r\n" * (PIECE // 6)),
        (b"GET /", b"x" * PIECE),
        (POST + CHUNKED + b"2\r\n{}\r\n0\r\nX: ", b"x" * PIECE),
        (POST + CHUNKED + b"2;", b"x" * PIECE),
    ],
)
def test_what_never_ends_is_turned_away(ledger: Ledger, start: bytes, piece: bytes) -> None:
    with served(ledger) as address:
        taken, answered = sent(address, (start, *repeat(piece, PIECES)))

        assert taken < PIECES
        assert not answered or refused(answered) == (431, "/problems/head-too-long")
        assert sent(address, (GET + b"\r\n",))[1].startswith(b"HTTP/1.1 200 ")


def test_a_head_within_the_limit_is_read(ledger: Ledger) -> None:
    with served(ledger) as address:
        head = GET + b"X: " + b"x" * (HEAD_LIMIT // 2)
        assert sent(address, (head, b"\r\n\r\n"))[1].startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("line", [b"X: " + b"x" * HEAD_LIMIT + b"\r\n", b"X: y\r\n" * (HEAD_LIMIT // 6)])
def test_a_head_beyond_the_limit_is_refused_though_it_comes_in_one_piece(ledger: Ledger, line: bytes) -> None:
    with served(ledger) as address:
        for behind in (b"", GET + b"\r\n", b"Content-Length: 2\r\n\r\n{}"):
            assert refused(sent(address, (GET + line + b"\r\n" + behind,))[1]) == (431, "/problems/head-too-long")


def test_requests_one_behind_another_and_bodies_in_pieces_are_read(ledger: Ledger) -> None:
    body = json.dumps(examples.SOURCE | {"name": "x" * 400}).encode().ljust(4 * HEAD_LIMIT)
    with served(ledger) as address:
        post = POST + f"Authorization: {address.shown['Authorization']}\r\n".encode()
        whole = post + b"Content-Length: %d\r\n\r\n" % len(body) + body
        pieces = [
            post + CHUNKED,
            *(b"1000\r\n%b\r\n" % body[at : at + 0x1000] for at in range(0, len(body), 0x1000)),
            b"0\r\n\r\n",
        ]
        assert sent(address, [whole[at : at + 1000] for at in range(0, len(whole), 1000)])[1].startswith(
            b"HTTP/1.1 201 "
        )
        assert sent(address, pieces)[1].startswith(b"HTTP/1.1 200 ")
        assert sent(address, ((GET + b"\r\n") * 2_000,))[1].startswith(b"HTTP/1.1 200 ")


def break_off(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, lose: Callable[..., None]) -> None:
    """Send two requests, one behind the other, and reset their connection while the first of them is served."""
    entered, known, record = Event(), Event(), ledger.record

    def entering(*args: Any, **how: Any) -> Any:
        entered.set()
        return record(*args, **how)

    def losing(protocol: BoundedHeads, error: Exception | None) -> None:
        lose(protocol, error)
        known.set()

    monkeypatch.setattr(ledger, "record", entering)
    monkeypatch.setattr(BoundedHeads, "connection_lost", losing)
    body = json.dumps(examples.SOURCE).encode()
    with served(ledger) as address, ledger._log.writing():
        key = f"Authorization: {address.shown['Authorization']}\r\n".encode()
        host, _, port = address.removeprefix("http://").rpartition(":")
        with closing(socket.create_connection((host, int(port)), timeout=20)) as connection:
            connection.sendall((POST + key + b"Content-Length: %d\r\n\r\n" % len(body) + body) * 2)
            assert entered.wait(20)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        assert known.wait(20)


def test_who_breaks_off_with_several_requests_under_way_is_no_failure(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_off(ledger, monkeypatch, BoundedHeads.connection_lost)

    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert ledger.source(examples.SOURCE["id"]).id == examples.SOURCE["id"]


def test_to_uvicorn_it_would_be_one(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The twin of the test above."""
    break_off(ledger, monkeypatch, HttpToolsProtocol.connection_lost)

    assert any("Exception in ASGI application" in record.message for record in caplog.records)


UPGRADE = b"Connection: Upgrade\r\nUpgrade: h2c\r\n"


def answers_to(address: str, *pieces: bytes) -> bytes:
    """All that is answered, until the connection is closed. Each piece is sent once the server has come to wait."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    answered = b""
    with closing(socket.create_connection((host, int(port)), timeout=20)) as connection:
        for piece in pieces:
            connection.sendall(piece)
            if piece is not pieces[-1]:
                answered += connection.recv(PIECE)
        with suppress(ConnectionResetError):
            while more := connection.recv(PIECE):
                answered += more
    return answered


@pytest.mark.parametrize("announced", [b"Content-Length: %d\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_body_after_a_request_for_another_protocol_is_no_request(
    ledger: Ledger, announced: bytes, at_once: bool
) -> None:
    inner = GET + b"\r\n"
    head = POST + UPGRADE + (announced % len(inner) if b"%" in announced else announced)
    with served(ledger) as address:
        answered = answers_to(address, head + inner) if at_once else answers_to(address, head, inner)

    assert answered.count(b"HTTP/1.1 ") == 1
    assert refused(answered)[0] == 400


def test_who_asks_for_another_protocol_is_answered_in_this_one(ledger: Ledger) -> None:
    with served(ledger) as address:
        answered = answers_to(address, GET + UPGRADE + b"\r\n" + GET + b"\r\n")

    assert answered.startswith(b"HTTP/1.1 200 ")
    assert answered.count(b"HTTP/1.1 ") == 1
    assert b"connection: close\r\n" in answered


def test_uvicorn_would_take_the_body_for_a_request(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedHeads, "_unsupported_upgrade_warning", lambda self: None)
    inner = GET + b"Connection: close\r\n\r\n"
    with served(ledger) as address:
        answered = answers_to(address, POST + UPGRADE + b"Content-Length: %d\r\n\r\n" % len(inner), inner)

    assert answered.count(b"HTTP/1.1 ") == 2
