"""The log at a distance: whole, in order, each entry once, whatever becomes of the connection."""

from collections.abc import Iterator
from itertools import islice

import pytest

from ledger.access.roles import KeyRole
from ledger.client import Client
from ledger.client.connection import ATTEMPTS, Connection
from ledger.errors import BadCursor, Forbidden, Unavailable
from ledger.opening import open_keyring, open_ledger
from ledger.service import Ledger
from tests.ledger import story
from tests.ledger.client.faulty import Cutting
from tests.ledger.client.serving import remote, serving
from tests.ledger.given import source_record

SEPARATED = "one\u2028two\u2029three\x85four"
"""What Unicode takes for ends of lines, and JSON for characters like any other."""


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record_all([*story.everything(), story.claim(text=SEPARATED)], by="x")
        yield ledger


def test_the_log_is_read_as_it_is_stored(ledger: Ledger) -> None:
    expected = [entry.data for entry in ledger.entries()]
    with remote(ledger) as client:
        assert [entry.data for entry in client.entries()] == expected
        assert [entry.data for entry in islice(client.tail(), len(expected))] == expected


@pytest.mark.parametrize("size", [4_000, 7_000])
def test_a_log_that_breaks_off_goes_on_where_it_was(ledger: Ledger, size: int) -> None:
    expected = [entry.data for entry in ledger.entries()]
    way = Cutting(size)
    with remote(ledger, transport=way, wait=lambda seconds: None) as client:
        assert [entry.data for entry in client.entries()] == expected
        read = len(way.brought)
        assert [entry.data for entry in islice(client.tail(after=3), len(expected) - 3)] == expected[3:]
    assert len(way.brought) > read + 2 > 4


def test_one_that_breaks_off_before_anything_came_is_given_up(ledger: Ledger) -> None:
    waited: list[float] = []
    way = Cutting(10)
    with remote(ledger, transport=way, wait=waited.append) as client, pytest.raises(Unavailable, match="ReadError"):
        list(client.entries())
    assert len(way.brought) == ATTEMPTS == len(waited) + 1


def test_a_tail_tells_what_comes_and_goes_on_when_the_server_does(ledger: Ledger) -> None:
    head = story.head(ledger)
    with open_keyring(":memory:") as keyring:
        key = keyring.create("ana", KeyRole.AUDITOR, None, by="test").text
        with serving(ledger, keyring) as url:
            client = Client(Connection(url, key))
            tail = client.tail(after=head - 1)
            assert next(tail).position == head
            ledger.record(source_record("s-1"), by="test")
            assert next(tail).position == head + 1
        ledger.record(source_record("s-2"), by="test")
        with serving(ledger, keyring, port=int(url.rpartition(":")[2])):
            ledger.record(source_record("s-3"), by="test")
            assert [entry.position for entry in islice(tail, 2)] == [head + 2, head + 3]
            tail.close()  # type: ignore[attr-defined]
        client.close()


def test_the_log_is_for_an_auditor_and_begins_where_there_is_one(ledger: Ledger) -> None:
    with open_keyring(":memory:") as keyring, serving(ledger, keyring) as url:
        reader = keyring.create("ana", KeyRole.READER, None, by="test").text
        auditor = keyring.create("ana", KeyRole.AUDITOR, None, by="test").text
        for refusal, key, after in ((Forbidden, reader, 0), (BadCursor, auditor, 9_999)):
            with Client(Connection(url, key)) as client:
                for entries in (client.entries(after=after), client.tail(after=after)):
                    with pytest.raises(refusal):
                        next(entries)
