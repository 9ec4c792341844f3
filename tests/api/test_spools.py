"""Batches over real sockets: recorded and told while they come, whether or not their sender reads meanwhile."""

import json
import socket
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from api import batch
from api.spools import whole
from ledger.service import Ledger
from ledger.settings import Settings
from tests.api.test_heads import CHUNKED, PIECE, POST
from tests.api.test_patience import connected
from tests.api.test_serving import Address, served, until

LINE = b'{"record":"source","id":"s%d","name":"S","kind":"outlet","class":"press"}\n'
MANY = 20_000
"""Lines whose outcomes are more than a connection holds."""


def head(address: Address, query: bytes = b"", more: bytes = b"") -> bytes:
    shown = f"Authorization: {address.shown['Authorization']}\r\nConnection: close\r\n".encode()
    place = POST.replace(b"sources", b"batch" + query).replace(b"application/json", b"application/x-ndjson")
    return place + shown + more + CHUNKED


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def answer(connection: socket.socket) -> Iterator[dict[str, Any]]:
    """What is answered on a connection, line by line as it comes."""
    with connection.makefile("rb") as received:
        assert received.readline().split()[1] == b"200"
        while received.readline() != b"\r\n":
            pass
        while length := int(received.readline() or b"0", 16):
            yield from map(json.loads, received.read(length).splitlines())
            received.readline()


def sources(count: int) -> Iterator[bytes]:
    for first in range(0, count, 1_000):
        yield chunk(b"".join(LINE % number for number in range(first, min(first + 1_000, count))))
    yield b"0\r\n\r\n"


def test_each_line_is_answered_before_the_next_is_sent(ledger: Ledger) -> None:
    with served(ledger) as address, connected(address) as connection:
        connection.sendall(head(address) + chunk(LINE % 0))
        answers = answer(connection)
        assert next(answers)["receipt"]["id"] == "s0"
        connection.sendall(chunk(b"\n" + LINE % 1 + b'{"record":"defaults"}\n'))
        assert next(answers)["line"] == 3
        half = LINE % 2
        connection.sendall(chunk(half[:20]) + chunk(half[20:] + b"{broken\n"))
        assert next(answers)["line"] == 5
        refused = next(answers)
        assert (refused["line"], refused["resume"]) == (6, 6)
        assert list(answers) == []


@pytest.mark.parametrize("reads", [True, False])
def test_a_long_batch_is_answered_in_full_to_one_who_reads_meanwhile_and_to_one_who_reads_after(
    ledger: Ledger, reads: bool
) -> None:
    with served(ledger) as address, connected(address) as connection:
        connection.settimeout(120)
        connection.sendall(head(address))

        def send() -> None:
            for piece in sources(MANY):
                connection.sendall(piece)

        sending = Thread(target=send)
        sending.start()
        if not reads:
            sending.join()
        lines = [(said["line"], said["receipt"]["id"]) for said in answer(connection)]
        sending.join()
    assert lines == [(number + 1, f"s{number}") for number in range(MANY)]


def test_of_a_batch_that_breaks_off_the_whole_lines_are_recorded_and_once(ledger: Ledger) -> None:
    with served(ledger) as address:
        with connected(address) as connection:
            connection.sendall(head(address) + chunk((LINE % 0) + (LINE % 1) + (LINE % 2)[:-1]))
        until(lambda: ledger.moment(None).position == 3)
        with connected(address) as connection:
            connection.sendall(head(address) + b"".join(sources(3)))
            assert [said["receipt"]["again"] for said in answer(connection)] == [True, True, False]


def test_a_batch_that_comes_to_be_too_long_keeps_what_came_and_says_where_to_go_on(ledger: Ledger) -> None:
    with served(ledger, Settings.model_construct(batch_limit=150)) as address, connected(address) as connection:
        connection.sendall(head(address) + chunk(LINE % 0))
        answers = answer(connection)
        assert next(answers)["line"] == 1
        connection.sendall(chunk(LINE % 1) + chunk(LINE % 2) * 10_000 + b"0\r\n\r\n")
        *_, last = answers
    assert last["problem"]["type"] == "/problems/too-large"
    assert len(ledger.sources().items) == last["resume"] - 1


@pytest.mark.parametrize(("query", "more"), [(b"?atomic", b""), (b"", b"Idempotency-Key: one\r\n")])
def test_of_one_that_is_taken_whole_nothing_is_recorded_where_it_breaks_off(
    ledger: Ledger, query: bytes, more: bytes
) -> None:
    with served(ledger) as address:
        with connected(address) as connection:
            connection.sendall(head(address, query, more) + chunk(LINE % 0))
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(PIECE) == b""
        with connected(address) as connection:
            connection.sendall(head(address, query, more) + b"".join(sources(2)))
            assert [said["receipt"]["again"] for said in answer(connection)] == [False, False]


def test_the_twin_that_reads_a_batch_to_its_end_first_answers_nothing_before(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "filling", whole)
    with served(ledger) as address, connected(address) as connection:
        connection.sendall(head(address) + chunk(LINE % 0))
        connection.settimeout(1)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.sendall(b"0\r\n\r\n")
        connection.settimeout(20)
        assert next(answer(connection))["line"] == 1
