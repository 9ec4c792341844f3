"""What comes under an idempotency key is taken once, and answered the same whenever it comes again."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from ledger import open_ledger
from ledger.errors import AlreadyOtherwise, KeyReused, Rejected, StorageFailure
from ledger.idempotency import Keyed, answered, key_digest, parts_of
from ledger.receipts import Receipt
from ledger.service import Ledger
from ledger.store import StoredLog
from tests.ledger.given import record, source_record
from tests.ledger.story import Calendar, beginning, claim, grade, retraction

KEY = Keyed("8e03978e-40d5", b"a claim")
OTHER = Keyed("8e03978e-40d5", b"something else")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.ledger"


@pytest.fixture(params=["sqlite", "memory"])
def ledger(request: pytest.FixtureRequest, path: Path, calendar: Calendar) -> Iterator[Ledger]:
    address = str(path) if request.param == "sqlite" else ":memory:"
    with open_ledger(address, create=True, clock=calendar) as ledger:
        ledger.record_all(beginning(), by="analyst")
        yield ledger


def head(ledger: Ledger) -> int:
    return ledger.moment(None).position


@pytest.mark.parametrize("key", ["", "a b", "a\n", "Ł", "k" * 256])
def test_a_key_is_printable_ascii(key: str) -> None:
    with pytest.raises(Rejected, match="1 to 255 printable ASCII") as refused:
        Keyed(key, b"")
    assert refused.value.field == "Idempotency-Key"


def test_what_comes_again_is_answered_with_the_first_receipt(ledger: Ledger) -> None:
    given = claim()
    first = ledger.record(given, by="analyst", keyed=KEY)
    ledger.record(retraction(given), by="analyst")
    reached = head(ledger)

    again = ledger.record(given, by="analyst", keyed=KEY)

    assert again == first
    assert (again.again, again.status) == (False, "standing")
    assert ledger.record(given, by="analyst").status == "retracted"
    assert head(ledger) == reached


def test_something_else_under_the_key_is_refused_and_nothing_is_recorded(ledger: Ledger) -> None:
    ledger.record(claim(), by="analyst", keyed=KEY)
    reached = head(ledger)

    with pytest.raises(KeyReused, match="take a new key"):
        ledger.record(claim("agency-b"), by="analyst", keyed=OTHER)
    with pytest.raises(KeyReused):
        ledger.check_key(OTHER, by="analyst")

    assert head(ledger) == reached


def test_each_principal_has_keys_of_its_own(ledger: Ledger) -> None:
    ledger.record(claim(), by="analyst", keyed=KEY)

    assert not ledger.record(claim("agency-b"), by="reporter", keyed=OTHER).again


def test_the_key_of_what_was_refused_is_free(ledger: Ledger) -> None:
    with pytest.raises(AlreadyOtherwise):
        ledger.record(source_record("outlet", name="Another of that name"), by="analyst", keyed=KEY)

    assert not ledger.record(claim(), by="analyst", keyed=OTHER).again


def test_a_key_for_what_was_on_record_already_is_kept(ledger: Ledger) -> None:
    ledger.record(claim(), by="analyst")
    reached = head(ledger)

    assert ledger.record(claim(), by="analyst", keyed=KEY).again
    assert ledger.record(claim(), by="analyst", keyed=KEY).again
    with pytest.raises(KeyReused):
        ledger.record(claim("agency-b"), by="analyst", keyed=OTHER)
    assert head(ledger) == reached


def test_several_records_are_answered_together(ledger: Ledger) -> None:
    records = [claim(), grade(claim(), "2")]
    first = ledger.record_all(records, by="analyst", keyed=KEY)

    assert ledger.record_all(records, by="analyst", keyed=KEY) == first
    assert [receipt.record for receipt in first] == ["claim", "grade"]


def test_what_is_not_whole_is_taken_again(ledger: Ledger) -> None:
    part = Keyed("batch-1", b"many lines", whole=False)
    [first] = ledger.record_each([claim()], by="analyst", keyed=part)
    again, more = ledger.record_each([claim(), claim("agency-b")], by="analyst", keyed=part)

    assert isinstance(first, Receipt) and isinstance(again, Receipt) and isinstance(more, Receipt)
    assert (first.again, again.again, more.again) == (False, True, False)
    with pytest.raises(KeyReused):
        ledger.record_each([claim("agency-c")], by="analyst", keyed=Keyed("batch-1", b"other lines", whole=False))


def test_bytes_are_attached_under_a_key(ledger: Ledger) -> None:
    ledger.record(record("document", id="page", title="A page", held="cited"), by="analyst")
    first = ledger.attach("page", b"No crane was loaded.", by="analyst", keyed=KEY)

    assert ledger.attach("page", b"No crane was loaded.", by="analyst", keyed=KEY) == first


def test_the_same_from_many_at_once_is_recorded_once_and_answered_alike(ledger: Ledger) -> None:
    barrier = Barrier(8)

    def send(_: int) -> Receipt:
        barrier.wait()
        return ledger.record(claim(), by="analyst", keyed=KEY)

    reached = head(ledger)
    with ThreadPoolExecutor(8) as threads:
        receipts = list(threads.map(send, range(8)))

    assert len(set(receipts)) == 1
    assert head(ledger) == reached + 1


def test_two_things_at_once_under_one_key_are_not_both_taken(ledger: Ledger) -> None:
    barrier = Barrier(2)

    def send(origin: str) -> Receipt | KeyReused:
        barrier.wait()
        try:
            return ledger.record(claim(origin), by="analyst", keyed=Keyed("one", origin.encode()))
        except KeyReused as refusal:
            return refusal

    reached = head(ledger)
    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(send, ["agency-a", "agency-b"]))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["KeyReused", "Receipt"]
    assert head(ledger) == reached + 1


def test_key_and_claim_are_kept_together_or_not_at_all(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = StoredLog.append

    def fail(*_: object, **__: object) -> None:
        raise StorageFailure("the disk is full")

    monkeypatch.setattr(StoredLog, "append", fail)
    with pytest.raises(StorageFailure):
        ledger.record(claim(), by="analyst", keyed=KEY)
    monkeypatch.setattr(StoredLog, "append", whole)

    assert not ledger.record(claim("agency-b"), by="analyst", keyed=OTHER).again


def test_keys_outlive_the_process_and_the_file_names_neither_key_nor_payload(path: Path, calendar: Calendar) -> None:
    keyed = Keyed("the-key-that-was-chosen", b"what was said in confidence")
    with open_ledger(str(path), create=True, clock=calendar) as ledger:
        ledger.record_all(beginning(), by="analyst")
        first = ledger.record(claim(), by="analyst", keyed=keyed)
    with open_ledger(str(path), clock=calendar) as ledger:
        assert ledger.record(claim(), by="analyst", keyed=keyed) == first
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    kept = path.read_bytes()
    assert keyed.key.encode() not in kept
    assert keyed.payload not in kept


def test_ledgers_and_payloads_have_salts_of_their_own() -> None:
    assert key_digest(b"one", "analyst", "k") != key_digest(b"two", "analyst", "k")
    assert key_digest(b"one", "a", "b\0c") == key_digest(b"one", "a\0b", "c")  # no principal has a NUL in its name
    assert answered(b"", KEY, b"one", []).payload != answered(b"", KEY, b"two", []).payload


def test_once_the_salt_is_forgotten_nobody_can_tell_what_was_sent() -> None:
    known = answered(b"", KEY, b"", [{"kind": "claim"}])

    assert parts_of(known, OTHER) == [{"kind": "claim"}]
