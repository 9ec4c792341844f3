"""Recording at a distance: nothing twice where answers are lost, and the same as here where none is."""

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.client import Client
from ledger.client.connection import ATTEMPTS, Connection
from ledger.client.recording import line_of
from ledger.errors import BrokenLine, InvalidRecord, Rejected, TooLarge, Unanswered, Unavailable, UnknownReference
from ledger.interchange.importing import BATCH, import_atomically, import_lines
from ledger.opening import open_ledger
from ledger.parsing import parse_record
from ledger.receipts import Receipt
from ledger.service import Ledger
from tests.ledger import story
from tests.ledger.client.faulty import Losing
from tests.ledger.client.serving import remote, served
from tests.ledger.given import record, source_record
from tests.ledger.interchange.story import STORY


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record_all(story.beginning(), by="test")
        yield ledger


def losing(ledger: Ledger, **how: Any) -> Any:
    return remote(ledger, transport=Losing(**how), wait=lambda seconds: None)


def graded(reliability: str) -> Any:
    return record("grade", source="outlet", reliability=reliability, reason="as read")


@pytest.mark.parametrize("times", [1, ATTEMPTS - 1])
def test_a_record_whose_answer_was_lost_is_recorded_once_and_has_its_first_receipt(ledger: Ledger, times: int) -> None:
    before = story.head(ledger)
    with losing(ledger, times=times) as client:
        receipt = client.record(graded("B"))
    assert story.head(ledger) == receipt.position == before + 1
    assert not receipt.again


def test_the_twin_without_its_key_it_looks_as_if_another_had_recorded_it(ledger: Ledger) -> None:
    with losing(ledger, times=1, without="Idempotency-Key") as client:
        assert client.record(graded("B")).again


@pytest.mark.parametrize("verb", ["record_all", "record_each", "attach", "expected"])
def test_so_is_whatever_else_is_told(ledger: Ledger, verb: str) -> None:
    ledger.record(record("document", id="cited", title="A page", held="cited", length=4), by="test")
    before = story.head(ledger)
    with losing(ledger, times=2, method="PUT" if verb == "attach" else "POST") as client:
        match verb:
            case "attach":
                client.attach("cited", b"text")
            case "expected":
                client.record(graded("B"), expected=[client.source("outlet").version])
            case _:
                getattr(client, verb)([graded("B")])
    assert story.head(ledger) == before + 1


def test_every_record_comes_under_a_key_of_its_own_which_stays_the_same(ledger: Ledger) -> None:
    way = Losing(times=2)
    with remote(ledger, transport=way, wait=lambda seconds: None) as client:
        client.record(graded("B"))
        client.record(graded("C"))
    keys = [request.headers["idempotency-key"] for request in way.brought]
    assert keys[0] == keys[1] == keys[2] != keys[3]


def test_where_no_answer_comes_at_last_it_is_said_that_nobody_knows(ledger: Ledger) -> None:
    before = story.head(ledger)
    with losing(ledger, times=ATTEMPTS) as client, pytest.raises(Unanswered):
        client.record(graded("B"))
    assert story.head(ledger) == before + 1


def test_whoever_holds_the_key_records_and_no_other_name_is_taken(ledger: Ledger) -> None:
    before = story.head(ledger)
    with remote(ledger) as client:
        for told in (
            lambda: client.record(graded("B"), by="me"),
            lambda: client.record_all([graded("B")], by="me"),
            lambda: client.record_each([graded("B")], by="me"),
            lambda: client.attach("cited", b"text", by="me"),
        ):
            with pytest.raises(Rejected) as refused:
                told()
            assert refused.value.field == "by"
    assert story.head(ledger) == before


@pytest.mark.parametrize("times", [1, ATTEMPTS])
def test_a_preview_whose_answer_was_lost_is_asked_for_again_and_nothing_is_recorded(ledger: Ledger, times: int) -> None:
    before = story.head(ledger)
    with losing(ledger, times=times) as client:
        if times < ATTEMPTS:
            assert client.preview(graded("B")).status == "reliability B"
        else:
            with pytest.raises(Unavailable):
                client.preview(graded("B"))
    assert story.head(ledger) == before


def test_a_ledger_that_fails_on_the_way_is_told_so(ledger: Ledger) -> None:
    with remote(ledger) as client:
        records = [source_record(f"s-{number}") for number in range(10_001)]
        with pytest.raises(TooLarge):
            client.record_all(records)
        assert len(client.record_each(records)) == len(records)


@pytest.mark.parametrize("one", story.everything(), ids=lambda one: one.record)
def test_a_record_says_the_same_once_it_was_sent(one: Any) -> None:
    assert parse_record(line_of(one)) == one


# -- imports -----------------------------------------------------------------------------------------------------------


def test_lines_are_imported_at_a_server_as_here(ledger: Ledger) -> None:
    lines = STORY.splitlines(keepends=True)
    with open_ledger(":memory:", create=True) as here, open_ledger(":memory:", create=True) as there:
        expected = list(import_lines(here, lines, by="analyst"))
        with remote(there) as client:
            found = list(import_lines(client, lines, by=""))
            again = list(import_lines(client, lines, by=""))
        assert [one.receipt and (one.receipt.id, one.receipt.position) for one in found] == [
            one.receipt and (one.receipt.id, one.receipt.position) for one in expected
        ]
        assert all(one.receipt is not None and one.receipt.again for one in again)
        assert story.head(there) == story.head(here) > 10


def test_a_long_import_goes_batch_by_batch_and_is_not_held_in_memory(ledger: Ledger) -> None:
    read = 0

    def lines() -> Iterator[bytes]:
        nonlocal read
        for number in range(3 * BATCH):
            read += 1
            yield line_of(source_record(f"s-{number}")) + b"\n"

    before = story.head(ledger)
    with remote(ledger) as client:
        outcomes = import_lines(client, lines(), by="")
        assert next(outcomes).receipt is not None
        assert read <= BATCH + 1 and story.head(ledger) == before + BATCH
        assert len(list(outcomes)) == 3 * BATCH - 1


def test_an_import_that_is_refused_stops_at_the_line_or_takes_nothing(ledger: Ledger) -> None:
    lines = [line_of(source_record("s-1")), b'{"record": "source"}', line_of(story.claim("nobody")), b"{}"]
    with remote(ledger) as client:
        first, second = import_lines(client, lines[:2], by="")
        assert isinstance(first.receipt, Receipt) and second.refusal is not None and second.line == 2
        third = list(import_lines(client, lines, by="", keep_going=True))[2]
        assert third.refusal is not None and third.refusal.slug == UnknownReference.slug
        before = story.head(ledger)
        with pytest.raises(BrokenLine) as broken:
            import_atomically(client, [line_of(source_record("s-2")), lines[2]], by="")
        assert (broken.value.line, type(broken.value.cause)) == (2, UnknownReference)
        assert story.head(ledger) == before


def test_times_are_kept_only_where_the_file_is(ledger: Ledger) -> None:
    from ledger.interchange.importing import Times

    with remote(ledger) as client, pytest.raises(Rejected, match="where its file is"):
        list(import_lines(client, [line_of(source_record("s-1"))], by="", times=Times.KEPT))


def test_one_record_of_many_faults_is_refused_with_each(ledger: Ledger) -> None:
    with served(ledger) as (url, key), Client(Connection(url, key)) as client:
        historic = source_record("s-1").model_copy(update={"recorded_at": "2024-01-01T00:00:00.000000Z"})
        with pytest.raises(InvalidRecord) as refused:
            client.record(historic.model_validate(historic.model_dump()))
        assert [field for field, _ in refused.value.faults] == ["recorded_at"]
