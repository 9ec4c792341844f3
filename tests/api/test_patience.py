"""Who sends nothing, or a byte now and then, is let go; who is being answered, or sends on, is not."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from time import monotonic

import httpx2
import pytest

from api.patience import RATE, PatientConnection
from ledger.logs import logs
from ledger.service import Ledger
from ledger.settings import Settings
from tests.api import examples
from tests.api.test_heads import CHUNKED, GET, PIECE, POST, refused
from tests.api.test_serving import Address, served

SHORT = Settings.model_construct(patience=1)
OPEN = GET + b"\r\n"


@contextmanager
def connected(address: str) -> Iterator[socket.socket]:
    host, _, port = address.removeprefix("http://").rpartition(":")
    with closing(socket.create_connection((host, int(port)), timeout=20)) as connection:
        yield connection


def dripping(connection: socket.socket, start: bytes, drop: bytes = b"") -> bytes:
    """What is answered until the connection is closed to one who sends a start, then this drop again and again."""
    connection.sendall(start)
    connection.settimeout(0.1)
    answered = b""
    until = monotonic() + 20
    while monotonic() < until:
        try:
            if drop:
                connection.sendall(drop)
            if not (more := connection.recv(PIECE)):
                return answered
            answered += more
        except TimeoutError:
            continue
        except (BrokenPipeError, ConnectionResetError):
            return answered
    raise AssertionError(f"the connection was not closed; it answered {answered!r}")


def keyed(address: Address) -> bytes:
    return POST + f"Authorization: {address.shown['Authorization']}\r\n".encode()


@pytest.mark.parametrize(("start", "drop"), [(b"", b""), (b"", b"\r\n"), (OPEN, b""), (OPEN, b"\r\n")])
def test_who_sends_no_request_is_let_go(ledger: Ledger, start: bytes, drop: bytes) -> None:
    with served(ledger, SHORT) as address, connected(address) as connection:
        answered = dripping(connection, start, drop)

    assert answered.count(b"HTTP/1.1 200 ") == start.count(b"GET")


@pytest.mark.parametrize("start", [GET, GET + b"X: ", b"G", OPEN + GET])
def test_a_head_that_does_not_come_in_time_is_refused(ledger: Ledger, start: bytes) -> None:
    with served(ledger, SHORT) as address, connected(address) as connection:
        answered = dripping(connection, start, b"" if start == b"G" else b"x")

    *_, last = answered.rpartition(b"HTTP/1.1 408")
    assert refused(b"HTTP/1.1 408" + last) == (408, "/problems/too-slow")


@pytest.mark.parametrize(
    ("announced", "drop"), [(b"Content-Length: 5000\r\n\r\n{", b" "), (CHUNKED, b"1\r\n \r\n"), (CHUNKED, b"")]
)
def test_a_body_that_does_not_come_in_time_is_refused(ledger: Ledger, announced: bytes, drop: bytes) -> None:
    with served(ledger, SHORT) as address:
        with connected(address) as connection:
            assert refused(dripping(connection, keyed(address) + announced, drop)) == (408, "/problems/too-slow")
        with connected(address) as connection:
            connection.sendall(OPEN)
            assert connection.recv(PIECE).startswith(b"HTTP/1.1 200 ")
        assert 'status="408"} 1' in httpx2.get(f"{address}/metrics", headers=address.shown).text
    assert ledger.sources().items == ()


def test_it_is_logged_as_it_was_answered(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def statuses() -> list[int]:
        stream = BytesIO()
        with logs("info", "json", stream) as log, served(ledger, SHORT, log) as address, connected(address) as slow:
            refused(dripping(slow, keyed(address) + b"Content-Length: 5000\r\n\r\n{"))
        return [json.loads(line)["status"] for line in stream.getvalue().splitlines()]

    assert statuses() == [408]
    monkeypatch.setattr("api.patience.LATE", "nowhere")  # the twin: nobody tells the application why
    assert statuses() == [400]


def test_a_body_that_goes_on_to_come_has_the_time_that_it_takes(ledger: Ledger) -> None:
    line = b'{"record":"source","id":"s%d","name":"S","kind":"outlet","class":"press"}\n'
    with served(ledger, SHORT) as address, connected(address) as connection:
        head = keyed(address).replace(b"sources", b"batch").replace(b"application/json", b"application/x-ndjson")
        connection.sendall(head + b"Connection: close\r\n" + CHUNKED)
        began, number, answered = monotonic(), 0, b""
        while monotonic() < began + 2 * SHORT.patience:
            sent = b"".join(line % (number + one) for one in range(30)).ljust(RATE, b"\n")
            connection.sendall(b"%x\r\n%b\r\n" % (len(sent), sent))
            number += 30
            answered += connection.recv(PIECE)
        connection.sendall(b"0\r\n\r\n")
        answered += dripping(connection, b"")
    assert answered.startswith(b"HTTP/1.1 200 ") and answered.endswith(b"\r\n0\r\n\r\n")
    assert answered.count(b'"receipt"') == number


@pytest.mark.parametrize("drop", [b"", b"1\r\n \r\n"])
def test_a_batch_that_stops_coming_is_cut_off_after_what_came(ledger: Ledger, drop: bytes) -> None:
    line = b'{"record":"source","id":"s","name":"S","kind":"outlet","class":"press"}\n'
    with served(ledger, SHORT) as address, connected(address) as connection:
        head = keyed(address).replace(b"sources", b"batch").replace(b"application/json", b"application/x-ndjson")
        answered = dripping(connection, head + CHUNKED + b"%x\r\n%b\r\n" % (len(line), line), drop)
    assert answered.count(b'"receipt"') == 1 and not answered.endswith(b"\r\n0\r\n\r\n")
    assert [source.id for source in ledger.sources().items] == ["s"]


def test_a_stream_is_not_let_go_while_it_is_silent(ledger: Ledger) -> None:
    with served(ledger, SHORT) as address, connected(address) as connection:
        shown = f"Authorization: {address.shown['Authorization']}\r\n".encode()
        head = b"GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
        connection.sendall(head + shown + b"\r\n" + b"GET /dripping")
        until = monotonic() + 3 * SHORT.patience
        while monotonic() < until:
            connection.settimeout(0.2)
            try:
                assert connection.recv(PIECE)
                connection.sendall(b"x")
            except TimeoutError:
                continue
        ledger.begin(by="test")
        examples_source = examples.SOURCE["id"]
        with connected(address) as other:
            body = b'{"id":"%b","name":"x","kind":"outlet","class":"press"}' % examples_source.encode()
            other.sendall(keyed(address) + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            assert other.recv(PIECE).startswith(b"HTTP/1.1 201 ")
        connection.settimeout(20)
        heard = b""
        while examples_source.encode() not in heard:
            heard += connection.recv(PIECE)


def test_the_twin_without_patience_a_byte_now_and_then_holds_a_connection(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientConnection, "_look", lambda self: None)
    with served(ledger, SHORT) as address, connected(address) as connection:
        connection.sendall(GET + b"X: ")
        until = monotonic() + 3 * SHORT.patience
        while monotonic() < until:
            connection.sendall(b"x")
            connection.settimeout(0.2)
            with pytest.raises(TimeoutError):
                connection.recv(1)
