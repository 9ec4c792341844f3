"""Serving over a real socket."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Semaphore
from time import monotonic, sleep
from typing import Any

import httpx2
import pytest

from api.feeds import Feeds
from api.serving import address_of, bound, running, serve, server_of
from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.entries import decode
from ledger.errors import Rejected, Unavailable
from ledger.events import ClaimRecorded
from ledger.interchange.importing import BATCH
from ledger.logs import Logger
from ledger.opening import open_keyring, open_ledger
from ledger.receipts import Receipt
from ledger.service import Ledger
from ledger.settings import DEFAULTS, Settings
from tests.api import examples
from tests.api.conftest import shown
from tests.api.examples import UNFILED
from tests.api.refused import problem
from tests.ledger.given import record, source_record

THREADS = 40
"""As many as the framework has for handlers."""

PROGRAM = """
import sys
from api.serving import serve
from ledger.opening import open_keyring, open_ledger
from ledger.settings import Settings
with open_ledger(sys.argv[1], create=True) as ledger, open_keyring(sys.argv[1]) as keyring:
    ledger.begin(by="test")
    settings = Settings.model_construct(port=0, rate="1000000000/second")
    serve(ledger, keyring, settings, announce=lambda address: print(address, flush=True))
print("closed", flush=True)
"""


class Address(str):
    """The address of a server, and the header that shows a key for everything."""

    shown: dict[str, str]


@contextmanager
def served(ledger: Ledger, settings: Settings = DEFAULTS, log: Logger | None = None) -> Iterator[Address]:
    with open_keyring(":memory:") as keyring:
        made = keyring.begin("ana", by="test")
        assert made is not None
        with running(server_of(ledger, keyring, settings, log)) as url:
            address = Address(url)
            address.shown = shown(made)
            yield address


def test_a_body_that_has_not_come_when_the_grace_ends_is_answered_with_a_problem(
    ledger: Ledger,
) -> None:
    head = "POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 99\r\n"
    with closing(socket.socket()) as client:
        client.settimeout(20)
        with served(ledger, Settings.model_construct(grace=1)) as address:
            host, _, port = address.removeprefix("http://").partition(":")
            client.connect((host, int(port)))
            client.sendall(
                f"{head}Authorization: {address.shown['Authorization']}\r\nExpect: 100-continue\r\n\r\n{{".encode()
            )
            assert b"100 Continue" in client.recv(1_000)  # it reads the body
        answer = client.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 503 ") and b"/problems/unanswered" in answer
    assert b"send the same once it runs again" in answer


def test_a_claim_whose_turn_has_not_come_when_the_grace_ends_is_answered_with_a_problem(ledger: Ledger) -> None:
    ledger.begin(by="test")
    body = b'{"text":"Something.","attribution":[{"source":"harbour-post","role":"origin"}]}'
    ledger.record(source_record("harbour-post"), by="test")
    head = "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    with closing(socket.socket()) as client, ledger._log.writing():
        client.settimeout(20)
        with served(ledger, Settings.model_construct(grace=1)) as address:
            host, _, port = address.removeprefix("http://").partition(":")
            client.connect((host, int(port)))
            head += f"Content-Length: {len(body)}\r\nAuthorization: {address.shown['Authorization']}\r\n\r\n"
            client.sendall(head.encode() + body)
            until(lambda: bool(ledger._turns._led))
        answer = client.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 503 ") and b"/problems/unanswered" in answer
    assert b"send the same once it runs again" in answer


def test_a_claim_is_recorded_and_believed_over_a_socket(ledger: Ledger) -> None:
    with served(ledger) as address, httpx2.Client(base_url=address, headers=address.shown) as client:
        for path, record in examples.STORY:
            assert client.post(f"/v1/{path}", json=record).status_code == 201
        belief = client.get(f"/v1/deals/{examples.DEAL_ID}/belief").json()
        assert belief["propositions"][0]["for"] == 1
        lines = client.post("/v1/batch", content=examples.BATCH, headers={"content-type": "application/x-ndjson"})
        assert lines.text.count("\n") == 3
        problem(client.get("/v1/nothing"), 404, "unknown-address")
        problem(client.get("/healthz", headers={"host": "rebound.example"}), 421, "foreign-host")


def test_a_big_batch_is_taken_and_answered_in_full(ledger: Ledger) -> None:
    lines = "".join(
        f'{{"record":"source","id":"s{n}","name":"{"x" * 400}","kind":"outlet","class":"press"}}\n' for n in range(3000)
    )
    with served(ledger) as address, httpx2.Client(base_url=address, headers=address.shown, timeout=60) as client:
        answered = client.post("/v1/batch", content=lines, headers={"content-type": "application/x-ndjson"})
    assert answered.text.count('"receipt"') == 3000
    assert ledger.moment(None).position == 3001


def test_health_and_metrics_answer_while_appends_fill_every_thread(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of sources is the twin: it needs one of those threads."""
    entered, record = Semaphore(0), ledger.record

    def entering(*args: Any, **how: Any) -> Receipt:
        entered.release()
        return record(*args, **how)

    monkeypatch.setattr(ledger, "record", entering)
    with (
        served(ledger) as address,
        httpx2.Client(base_url=address, headers=address.shown, timeout=60) as client,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        with ledger._log.writing():
            records = [examples.SOURCE | {"id": f"s{n}"} for n in range(THREADS)]
            sent = [threads.submit(client.post, "/v1/sources", json=record) for record in records]
            assert all(entered.acquire(timeout=30) for _ in records)
            assert client.get("/readyz").json()["ready"] is True
            assert "claim_ledger_ready 1" in client.get("/metrics").text
            with pytest.raises(httpx2.ReadTimeout):
                client.get("/v1/sources", timeout=0.5)
        assert {one.result().status_code for one in sent} == {201}


def test_outcomes_are_sent_while_the_rest_of_a_batch_is_recorded(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, called, release = ledger.record_each, Event(), Event()

    def record_each(*args: Any, **how: Any) -> Any:
        if ledger.moment(None).position > BATCH:
            called.set()
            assert release.wait(30)
        return whole(*args, **how)

    monkeypatch.setattr(ledger, "record_each", record_each)
    lines = "".join(
        f'{{"record":"source","id":"s{n}","name":"S","kind":"outlet","class":"press"}}\n' for n in range(2 * BATCH)
    )
    with served(ledger) as address, httpx2.Client(base_url=address, headers=address.shown, timeout=60) as client:
        headers = {"content-type": "application/x-ndjson"}
        with client.stream("POST", "/v1/batch", content=lines, headers=headers) as answered:
            received = answered.iter_lines()
            first = [next(received) for _ in range(BATCH)]
            assert called.wait(30) and ledger.moment(None).position < 1 + 2 * BATCH
            release.set()
            assert len([*first, *received]) == 2 * BATCH


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_gives_the_ledger_back(tmp_path: Path, how: signal.Signals) -> None:
    ledger = str(tmp_path / "claims.ledger")
    with subprocess.Popen([sys.executable, "-c", PROGRAM, ledger], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert until_ready(address)
        process.send_signal(how)
        assert process.stdout.read() == "closed\n"
        assert process.wait() == 0


def connected(address: Address, head: str) -> socket.socket:
    """A connection on which the head of a request was sent, and a key was shown."""
    host, _, port = address.removeprefix("http://").partition(":")
    client = socket.create_connection((host, int(port)), timeout=30)
    client.sendall(f"{head}\r\nHost: localhost\r\nAuthorization: {address.shown['Authorization']}\r\n\r\n".encode())
    return client


def tailing(address: Address) -> socket.socket:
    """A connection on which the log is sent as it grows, and that has begun."""
    client = connected(address, "GET /v1/events HTTP/1.1\r\nAccept: text/event-stream")
    received = b""
    while b"id: 1\n" not in received:
        received += client.recv(65_536)
    return client


def rest_of(client: socket.socket) -> bytes:
    """All that is still to be received, until the other side is gone."""
    with closing(client):
        return b"".join(iter(lambda: client.recv(65_536), b""))


def test_a_server_that_stops_ends_its_open_tails(ledger: Ledger) -> None:
    with served(ledger) as address:
        tails = [tailing(address) for _ in range(100)]
    for rest in map(rest_of, tails):
        assert b": the server stops: come again" in rest and rest.endswith(b"\r\n0\r\n\r\n")


def test_one_who_goes_gives_its_place_back(ledger: Ledger) -> None:
    with open_keyring(":memory:") as keyring:
        made = keyring.create("ana", KeyRole.AUDITOR, None, by="test")
        server = server_of(ledger, keyring)
        feeds: Feeds = server.config.app.state.feeds  # type: ignore[union-attr]
        with running(server) as url:
            address = Address(url)
            address.shown = shown(made)
            tails = [tailing(address) for _ in range(20)]
            assert feeds.open == 20
            for tail in tails:
                tail.close()
            until(lambda: feeds.open == 0)


def test_one_who_does_not_read_keeps_a_server_no_longer_than_the_grace(ledger: Ledger) -> None:
    """Far more is to be sent than a connection holds; the other tail, which ends in full, has read it all."""
    hop = {"source": "harbour-post", "role": "origin"}
    texts = [f"{n} {'北' * 3_900}" for n in range(800)]
    ledger.record(record("source", **examples.SOURCE), by="test")
    ledger.record_all([record("claim", text=text, attribution=[hop]) for text in texts], by="test")
    with served(ledger, Settings.model_construct(grace=1)) as address:
        stuck = connected(address, "GET /v1/events HTTP/1.1\r\nAccept: text/event-stream")
        going, received = tailing(address), b""
        while b"id: 802\n" not in received:
            received = received[-100:] + going.recv(1_000_000)
    assert b": the server stops" in rest_of(going)
    assert b": the server stops" not in rest_of(stuck)


def test_a_read_that_waits_is_answered_when_the_server_stops(ledger: Ledger) -> None:
    with ThreadPoolExecutor(1) as threads, httpx2.Client(timeout=30) as client:
        with served(ledger) as address:
            client.headers = address.shown
            waiting = threads.submit(client.get, f"{address}/v1/deals?wait_for=99")
            until(lambda: "claim_ledger_http_requests_under_way 2" in client.get(f"{address}/metrics").text)
            assert not waiting.done()
        problem(waiting.result(), 503, "not-reached", "wait_for")


class Appender:
    """A client that records one claim after another over one connection, and notes which it was told of."""

    def __init__(self, address: Address, name: str) -> None:
        self._address, self._name = address, name
        self.answered: set[str] = set()

    def run(self) -> None:
        """Record until the server is gone."""
        with httpx2.Client(base_url=self._address, headers=self._address.shown, timeout=30) as client:
            for number in count():
                name = f"{self._name}-{number}"
                try:
                    sent = client.post("/v1/claims", json=UNFILED | {"text": name})
                except httpx2.TransportError:
                    return
                assert sent.status_code == 201
                self.answered.add(name)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_what_a_server_that_stops_has_recorded_was_answered(tmp_path: Path, how: signal.Signals) -> None:
    """Under load: no claim was recorded whose client was left without an answer, and none was answered and not kept."""
    path = str(tmp_path / "claims.ledger")
    with started(path) as (process, address), ThreadPoolExecutor(16) as threads:
        httpx2.post(f"{address}/v1/sources", json=examples.SOURCE, headers=address.shown)
        appenders = [Appender(address, str(number)) for number in range(16)]
        tails = [tailing(address) for _ in range(100)]
        ended = [threads.submit(one.run) for one in appenders]
        until(lambda: all(len(one.answered) > 5 for one in appenders))
        process.send_signal(how)
        assert process.stdout is not None
        assert (process.stdout.read(), process.wait()) == ("closed\n", 0)
        for one in ended:
            one.result()
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"{address}/healthz")
        for rest in map(rest_of, tails):
            assert b": the server stops: come again" in rest
    logged = Path(f"{path}.log").read_text()
    assert '"event":"stopped"' in logged.replace(" ", "") and "error" not in logged.lower()
    with open_ledger(path) as ledger:
        facts = [decode(entry.data).fact for entry in ledger.entries(until=ledger.moment(None).position)]
    kept = {fact.content.text for fact in facts if isinstance(fact, ClaimRecorded)}
    assert kept == set().union(*(one.answered for one in appenders))


@pytest.mark.parametrize("again", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_a_server_at_once(tmp_path: Path, again: signal.Signals) -> None:
    """One who sends half a body keeps it going for the grace; with it the server would close its ledger."""
    head = "POST /v1/batch HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 99\r\nExpect: 100-continue"
    with started(str(tmp_path / "claims.ledger")) as (process, address):
        client = tailing(address)
        with closing(connected(address, head)) as half:
            assert b"100 Continue" in half.recv(1_000)
            process.send_signal(signal.SIGTERM)
            assert b": the server stops" in rest_of(client)
            process.send_signal(again)
            assert process.wait(5) == -again
            assert process.stdout is not None and process.stdout.read() == ""


@contextmanager
def started(path: str) -> Iterator[tuple["subprocess.Popen[str]", Address]]:
    """A server of a ledger in a process of its own, and its address."""
    command = [sys.executable, "-c", PROGRAM, path]
    with (
        open(f"{path}.log", "w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            address = Address(process.stdout.readline().strip())
            assert until_ready(address)
            with open_keyring(path) as keyring:
                address.shown = shown(keyring.create("ana", KeyRole.ADMIN, None, by="test"))
            yield process, address
        finally:
            process.kill()


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds, which it does soon."""
    deadline = monotonic() + 30
    while not holds():
        assert monotonic() < deadline
        sleep(0.01)


def until_ready(address: str, enough: Callable[[Any], bool] = lambda health: bool(health["ready"])) -> bool:
    deadline = monotonic() + 30
    while monotonic() < deadline:
        try:
            if enough(httpx2.get(f"{address}/readyz", timeout=5).json()):
                return True
        except httpx2.TransportError:
            pass
        sleep(0.05)
    return False


def test_an_address_that_is_taken_is_refused() -> None:
    with closing(bound("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable, match=f"127.0.0.1:{port} cannot be served on"):
            bound("127.0.0.1", port)


def test_answers_are_not_held_back_until_they_fill_a_packet() -> None:
    """Only on sockets of this protocol does asyncio switch Nagle's algorithm off."""
    with closing(bound("127.0.0.1", 0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_an_address_is_written_as_one() -> None:
    with closing(bound("127.0.0.1", 0)) as listening:
        assert address_of(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "ledger.example"])
def test_where_nobody_has_a_good_key_nothing_is_served_off_this_machine(
    ledger: Ledger, keyring: Keyring, host: str
) -> None:
    for _ in "ab":
        with pytest.raises(Rejected, match="nobody has a key: make one with `claim-ledger keys create`") as refused:
            serve(ledger, keyring, Settings.model_construct(host=host, port=0))
        assert refused.value.field == "host"
        keyring.revoke(keyring.create("ana", KeyRole.ADMIN, None, by="test").key.id, by="test")


def test_the_twin_with_a_good_key_it_goes_on_to_the_address(ledger: Ledger, keyring: Keyring) -> None:
    keyring.create("ana", KeyRole.READER, None, by="test")
    with pytest.raises(Unavailable, match="cannot be served on"):
        serve(ledger, keyring, Settings.model_construct(host="192.0.2.1", port=0))  # nobody's: RFC 5737


def test_a_server_follows_the_log_by_itself_and_ends_doing_so(tmp_path: Path) -> None:
    path = str(tmp_path / "claims.ledger")
    with open_ledger(path, create=True) as ledger:
        ledger.record(source_record("harbour-post"), by="test")
    with subprocess.Popen([sys.executable, "-c", PROGRAM, path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert until_ready(address, lambda health: health["lag"] == 0)
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "closed\n"
        assert process.wait() == 0


def test_without_that_nothing_is_indexed_until_it_is_asked_for(ledger: Ledger) -> None:
    """The twin of the test above."""
    with served(ledger) as address:
        assert httpx2.get(f"{address}/readyz").json()["lag"] == ledger.moment(None).position > 0


@pytest.mark.parametrize(("proxies", "told"), [("", [401, 429]), ("127.0.0.1", [401, 401])])
def test_only_a_proxy_that_is_named_says_whom_it_sends_on_for(ledger: Ledger, proxies: str, told: list[int]) -> None:
    settings = Settings.model_construct(failure_rate="1/hour", proxies=proxies)
    with served(ledger, settings) as address:
        asked = [httpx2.get(f"{address}/v1/deals", headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(2)]

    assert [answered.status_code for answered in asked] == told


def test_a_server_that_does_not_begin_is_not_waited_for(
    ledger: Ledger, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = server_of(ledger, keyring)
    monkeypatch.setattr(server, "run", lambda sockets: None)
    with pytest.raises(Unavailable, match="ended before it began"), running(server):
        pass
