"""Feeds, as the server drives them: no faster than they are taken, and gone when their reader is."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.responses import Response
from starlette.types import Message

from api.arrivals import Arrivals
from api.feeds import Feeds
from api.refusals import TooManyFeeds
from ledger.access.keyring import Keyring
from ledger.access.permitted import Permitted
from ledger.access.roles import KeyRole
from ledger.entries import Entry
from ledger.errors import DamagedLedger, Forbidden, StorageFailure
from ledger.reading.entries import TOGETHER
from ledger.service import Ledger
from tests.ledger.given import source_record

SCOPE: dict[str, Any] = {"type": "http", "asgi": {"spec_version": "2.3"}}
MANY = 10 * TOGETHER


class Connection:
    """The server's side of a connection: what was sent, until `reads` says that the reader takes no more."""

    def __init__(self, reads: Callable[["Connection"], bool] = lambda connection: True) -> None:
        self.sent = b""
        self.status = 0
        self.ended = False
        self.gone = asyncio.Event()
        self.news = asyncio.Condition()
        self._reads = reads

    async def send(self, message: Message) -> None:
        while not self._reads(self):
            await asyncio.sleep(0.001)
        async with self.news:
            self.status = message.get("status", self.status)
            self.sent += message.get("body", b"")
            self.ended = message["type"] == "http.response.body" and not message.get("more_body", False)
            self.news.notify_all()

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def until(self, sent: Callable[[bytes], bool]) -> None:
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(lambda: sent(self.sent)), 30)

    def ids(self) -> list[int]:
        return [int(line[4:]) for line in self.sent.splitlines() if line.startswith(b"id: ")]


class Site:
    """The feeds of a ledger, and the ledger as an auditor's key allows."""

    def __init__(self, ledger: Ledger, keyring: Keyring) -> None:
        key = keyring.create("ana", KeyRole.AUDITOR, None, by="test").key
        self.arrivals = Arrivals(ledger)
        self.feeds = Feeds(self.arrivals, keyring)
        self.ledger = Permitted(ledger, key)


@pytest.fixture
def site(ledger: Ledger, keyring: Keyring) -> Site:
    return Site(ledger, keyring)


@pytest.fixture
def asked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The positions after which the log is read on, as it is."""
    asked: list[int] = []
    read_on = ledger.read_on

    def counted(*, after: int, until: int | None = None) -> list[Entry]:
        asked.append(after)
        return read_on(after=after, until=until)

    monkeypatch.setattr(ledger, "read_on", counted)
    return asked


def begun(response: Response, connection: Connection) -> "asyncio.Task[None]":
    return asyncio.create_task(response(SCOPE, connection.receive, connection.send))


def append(ledger: Ledger, first: int, number: int) -> None:
    ledger.record_all([source_record(f"s-{n}") for n in range(first, first + number)], by="test")


def test_a_tail_has_what_is_there_and_what_comes(ledger: Ledger, site: Site) -> None:
    async def tail() -> list[int]:
        connection = Connection()
        append(ledger, 0, MANY)
        task = begun(site.feeds.tail(site.ledger, 3), connection)
        await connection.until(lambda sent: b"id: %d\n" % (MANY + 1) in sent)
        await asyncio.to_thread(append, ledger, MANY, 1)
        await connection.until(lambda sent: b"id: %d\n" % (MANY + 2) in sent)
        connection.gone.set()
        await task
        assert site.feeds.open == 0 and not connection.ended
        return connection.ids()

    assert asyncio.run(tail()) == list(range(4, MANY + 3))


def test_an_event_is_the_entry_as_it_is_stored(ledger: Ledger, site: Site) -> None:
    async def tail() -> bytes:
        connection = Connection()
        task = begun(site.feeds.tail(site.ledger, 0), connection)
        await connection.until(lambda sent: b"id: 1\n" in sent)
        connection.gone.set()
        await task
        return connection.sent

    (entry,) = ledger.entries(until=1)
    opening, event, rest = asyncio.run(tail()).split(b"\n\n")
    assert opening == b": the log after position 0\nretry: 1000"
    assert event == b"event: policy-adopted/1\ndata: %b\nid: 1" % entry.data
    assert rest == b""


def test_lines_are_the_entries_as_they_are_stored_up_to_an_end(ledger: Ledger, site: Site) -> None:
    async def lines() -> Connection:
        connection = Connection()
        append(ledger, 0, MANY)
        await begun(site.feeds.lines(site.ledger, 1, MANY, "application/x-ndjson"), connection)
        return connection

    connection = asyncio.run(lines())
    assert connection.ended
    assert connection.sent == b"".join(entry.data + b"\n" for entry in ledger.entries(after=1, until=MANY))


def test_lines_of_a_log_that_ends_too_early_are_not_ended(ledger: Ledger, site: Site) -> None:
    async def lines() -> Connection:
        connection = Connection()
        with pytest.raises(DamagedLedger):
            await begun(site.feeds.lines(site.ledger, 0, 2, "application/x-ndjson"), connection)
        return connection

    connection = asyncio.run(lines())
    assert connection.sent.count(b"\n") == 1 and not connection.ended


def test_one_who_does_not_read_keeps_no_entries_and_nobody_else_waiting(
    ledger: Ledger, site: Site, asked: list[int]
) -> None:
    async def tails() -> None:
        reading, slow = asyncio.Event(), Connection(lambda connection: reading.is_set() or not connection.ids())
        append(ledger, 0, MANY)
        stopped = begun(site.feeds.tail(site.ledger, 0), slow)
        await slow.until(lambda sent: b"id: 1\n" in sent)
        fast = Connection()
        going = begun(site.feeds.tail(site.ledger, 0), fast)
        await fast.until(lambda sent: b"id: %d\n" % (MANY + 1) in sent)
        assert slow.ids() == list(range(1, TOGETHER + 1))
        asked.clear()
        reading.set()
        await slow.until(lambda sent: b"id: %d\n" % (MANY + 1) in sent)
        assert slow.ids() == fast.ids() == list(range(1, MANY + 2))
        assert min(asked) >= TOGETHER, "what was read already is not read again"
        assert len(asked) > 5, "what was to come was not kept for it"
        for connection in (slow, fast):
            connection.gone.set()
        await asyncio.gather(stopped, going)

    asyncio.run(tails())


def test_what_many_are_to_be_sent_next_is_read_once(ledger: Ledger, site: Site, asked: list[int]) -> None:
    async def tails() -> None:
        connections = [Connection() for _ in range(50)]
        tasks = [begun(site.feeds.tail(site.ledger, 0), connection) for connection in connections]
        for connection in connections:
            await connection.until(lambda sent: b"id: 1\n" in sent)
            connection.gone.set()
        await asyncio.gather(*tasks)

    asyncio.run(tails())
    assert asked.count(0) < 5


def test_what_was_read_before_an_append_is_not_taken_for_what_there_is_after_it(ledger: Ledger, site: Site) -> None:
    async def again() -> object:
        site.feeds._reading[1] = over = asyncio.get_running_loop().create_future()
        over.set_result(None)  # at the head; whoever waited for it has not been woken yet
        append(ledger, 0, 1)
        return await site.feeds._next(site.ledger, 1)

    assert asyncio.run(again()) is not None


def test_a_tail_says_that_it_is_still_there(ledger: Ledger, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.feeds.HEARTBEAT", 0.01)

    async def tail() -> None:
        connection = Connection()
        task = begun(site.feeds.tail(site.ledger, 1), connection)
        await connection.until(lambda sent: sent.count(b": ping\n\n") == 3)
        connection.gone.set()
        await task

    asyncio.run(tail())


def test_a_tail_ends_with_a_word_when_the_server_stops(ledger: Ledger, site: Site) -> None:
    async def tail() -> Connection:
        connection = Connection()
        task = begun(site.feeds.tail(site.ledger, 1), connection)
        await connection.until(lambda sent: b"retry" in sent)
        site.arrivals.stop()
        await task
        assert site.feeds.open == 0
        return connection

    connection = asyncio.run(tail())
    assert connection.ended
    assert connection.sent.endswith(b"\n\n: the server stops: come again, from where you are\nretry: 1000\n\n")


def test_a_tail_whose_ledger_fails_ends_and_says_why(
    ledger: Ledger, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(**_: Any) -> list[Entry]:
        raise StorageFailure("the disk\nis gone")

    async def tail() -> Connection:
        connection = Connection()
        await begun(site.feeds.tail(site.ledger, 1), connection)
        return connection

    monkeypatch.setattr(ledger, "read_on", failing)
    connection = asyncio.run(tail())
    assert connection.ended
    assert connection.sent.endswith(b"\n\n: The store failed: the disk\n: is gone\nretry: 1000\n\n")


def test_one_who_takes_nothing_for_long_is_let_go(ledger: Ledger, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.feeds.PATIENCE", 0.05)

    async def tail() -> Connection:
        connection = Connection(lambda connection: not connection.ids())
        await begun(site.feeds.tail(site.ledger, 0), connection)
        return connection

    append(ledger, 0, MANY)
    connection = asyncio.run(tail())
    assert connection.ids() == list(range(1, TOGETHER + 1)) and not connection.ended
    assert site.feeds.open == 0


def test_the_twin_one_who_takes_nothing_stays_as_long_as_that(ledger: Ledger, site: Site) -> None:
    async def tail() -> None:
        connection = Connection(lambda connection: not connection.ids())
        task = begun(site.feeds.tail(site.ledger, 0), connection)
        await connection.until(lambda sent: b"id: 1\n" in sent)
        assert await asyncio.wait({task}, timeout=0.2) == (set(), {task})
        assert site.feeds.open == 1
        connection.gone.set()
        await task

    append(ledger, 0, MANY)
    asyncio.run(tail())


def test_how_many_entries_were_sent_is_noted_for_the_log(ledger: Ledger, site: Site) -> None:
    scope = {**SCOPE, "state": {}}
    connection = Connection()

    append(ledger, 0, MANY)
    asyncio.run(
        site.feeds.lines(site.ledger, 3, MANY, "application/x-ndjson")(scope, connection.receive, connection.send)
    )
    assert scope["state"]["items"] == MANY - 3


def test_no_more_streams_are_open_than_there_are_places(site: Site) -> None:
    site.feeds.places.most = 2

    async def tails() -> None:
        connections = [Connection() for _ in range(3)]
        tasks = [begun(site.feeds.tail(site.ledger, 0), connection) for connection in connections[:2]]
        for connection in connections[:2]:
            await connection.until(lambda sent: b"id: 1\n" in sent)
        with pytest.raises(TooManyFeeds):
            await begun(site.feeds.tail(site.ledger, 0), connections[2])
        assert connections[2].status == 0
        connections[0].gone.set()
        await tasks[0]
        tasks[0] = begun(site.feeds.tail(site.ledger, 0), connections[2])
        await connections[2].until(lambda sent: b"id: 1\n" in sent)
        for connection in connections:
            connection.gone.set()
        await asyncio.gather(*tasks)
        assert site.feeds.open == 0

    asyncio.run(tails())


def test_one_key_does_not_take_all_places(ledger: Ledger, keyring: Keyring, site: Site) -> None:
    site.feeds.places.share = 1
    other = Permitted(ledger, keyring.create("ben", KeyRole.AUDITOR, None, by="test").key)

    async def tails() -> None:
        mine, more, theirs, last = (Connection() for _ in range(4))
        tasks = [begun(site.feeds.tail(site.ledger, 0), mine), begun(site.feeds.tail(other, 0), theirs)]
        for connection in (mine, theirs):
            await connection.until(lambda sent: b"id: 1\n" in sent)
        with pytest.raises(TooManyFeeds, match="with this key"):
            await begun(site.feeds.tail(site.ledger, 0), more)
        mine.gone.set()
        await tasks[0]
        tasks[0] = begun(site.feeds.tail(site.ledger, 0), last)
        await last.until(lambda sent: b"id: 1\n" in sent)
        last.gone.set()
        theirs.gone.set()
        await asyncio.gather(*tasks)
        assert (site.feeds.open, site.feeds.places.held_with) == (0, {})

    asyncio.run(tails())


@pytest.mark.parametrize("change", ["revoke", "narrow"])
def test_nothing_more_is_sent_once_the_key_is_changed(
    ledger: Ledger, keyring: Keyring, site: Site, change: str
) -> None:
    key = site.ledger.key

    async def tail() -> Connection:
        connection = Connection()
        task = begun(site.feeds.tail(site.ledger, 0), connection)
        await connection.until(lambda sent: b"id: 1\n" in sent)
        if change == "revoke":
            keyring.revoke(key.id, by="test")
        else:
            keyring.narrow(key.id, by="test", deals=["grain"])
        await asyncio.to_thread(append, ledger, 0, 1)
        await task
        return connection

    connection = asyncio.run(tail())
    assert connection.ids() == [1] and connection.ended
    assert b"\n\n: The key does not allow it: the key of this feed was changed meanwhile" in connection.sent


def test_lines_break_off_once_the_key_is_changed(ledger: Ledger, keyring: Keyring, site: Site) -> None:
    async def lines() -> Connection:
        connection = Connection(
            lambda connection: not connection.sent or keyring.key(site.ledger.key.id).revoked_at is not None
        )
        append(ledger, 0, MANY)
        task = begun(site.feeds.lines(site.ledger, 0, MANY, "application/x-ndjson"), connection)
        await connection.until(lambda sent: sent != b"")
        keyring.revoke(site.ledger.key.id, by="test")
        with pytest.raises(Forbidden):
            await task
        return connection

    connection = asyncio.run(lines())
    assert 0 < connection.sent.count(b"\n") < MANY and not connection.ended
