"""Heads that do not end are turned away; those that do, and bodies of any length in any pieces, are not."""

import json
import socket
from collections.abc import Iterable
from contextlib import closing
from itertools import repeat

import pytest

from api import examples
from api.heads import HEAD_LIMIT
from ledger.service import Ledger
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
        assert not answered or answered.startswith(b"HTTP/1.1 400 ")
        assert sent(address, (GET + b"\r\n",))[1].startswith(b"HTTP/1.1 200 ")


def test_a_head_within_the_limit_is_read(ledger: Ledger) -> None:
    with served(ledger) as address:
        head = GET + b"X: " + b"x" * (HEAD_LIMIT // 2)
        assert sent(address, (head, b"\r\n\r\n"))[1].startswith(b"HTTP/1.1 200 ")


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
