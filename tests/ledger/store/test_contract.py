"""The log's contract, sentence by sentence, on every store."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from ledger.canonical import commitment
from ledger.entries import Entry, decode
from ledger.errors import BadCursor, BadDate, DamagedLedger, NotEmpty, Overtaken, Rejected, StorageFailure, TooLarge
from ledger.events import PolicyAdopted
from ledger.log import Change, Log, Moment, Secret
from ledger.store import StoredLog
from ledger.store.file import FORMAT
from tests.ledger.examples import EXAMPLES, graded
from tests.ledger.store.conftest import Watch

NOON = "2023-08-31T12:00:00.000000Z"
HUGE = PolicyAdopted(policy={"notes": "x" * 70_000}, digest="sha256:" + "0" * 64)


def grades(source: str, expected: int, count: int = 1) -> Change:
    return Change(f"source:{source}", expected, tuple(graded(source) for _ in range(count)), "analyst")


def record(log: Log, *changes: Change) -> list[Entry]:
    return log.append(changes)


def check(log: Log) -> list[Entry]:
    """Every invariant of a log; all its entries."""
    entries = log.read(limit=1_000_000)
    assert [e.position for e in entries] == list(range(1, len(entries) + 1))
    assert log.head() == (Moment(len(entries), entries[-1].recorded_at) if entries else Moment(0, None))
    assert [e.recorded_at for e in entries] == sorted(e.recorded_at for e in entries)
    assert len({e.nonce for e in entries}) == len(entries)
    for stream in {e.stream for e in entries}:
        own = [e for e in entries if e.stream == stream]
        assert [e.version for e in own] == list(range(1, len(own) + 1))
        assert log.stream(stream) == own
    assert all(decode(e.data) == e for e in entries)
    return entries


# -- append ------------------------------------------------------------------------------------------------------------


def test_every_fact_is_kept_as_it_was_appended(log: StoredLog) -> None:
    entries = record(log, *(Change(f.stream, 0, (f,), "analyst") for f in EXAMPLES if f.wire == "deal-opened"))
    reached: dict[str, int] = {"deal:harbour-cranes": 1}
    for fact in EXAMPLES:
        if fact.wire != "deal-opened":
            entries += record(log, Change(fact.stream, reached.get(fact.stream, 0), (fact,), "analyst"))
            reached[fact.stream] = entries[-1].version

    assert check(log) == entries
    assert {e.fact for e in entries if e.fact.wire != "policy-adopted"} == {
        f for f in EXAMPLES if f.wire != "policy-adopted"
    }


def test_a_batch_is_appended_in_order_of_its_changes(log: StoredLog) -> None:
    entries = record(log, grades("b", 0, 2), grades("a", 0), grades("b", 2))

    assert [(e.position, e.stream, e.version) for e in entries] == [
        (1, "source:b", 1),
        (2, "source:b", 2),
        (3, "source:a", 1),
        (4, "source:b", 3),
    ]
    assert {(e.recorded_at, e.recorded_by) for e in entries} == {(NOON, "analyst")}
    assert check(log) == entries


def test_nothing_appended_is_nothing_recorded(log: StoredLog) -> None:
    assert record(log) == []
    assert record(log, Change("source:a", 0, (), "analyst")) == []
    assert check(log) == []


@pytest.mark.parametrize("expected", [0, 1, 3, 4])
def test_a_stream_that_went_on_meanwhile_is_overtaken(log: StoredLog, expected: int) -> None:
    before = record(log, grades("a", 0, 2))

    with pytest.raises(Overtaken, match="source:a has 2 events"):
        record(log, grades("b", 0), grades("a", expected))

    assert check(log) == before


def test_expecting_without_appending_is_checked_too(log: StoredLog) -> None:
    record(log, grades("a", 0))

    with pytest.raises(Overtaken, match="source:a"):
        record(log, Change("source:a", 0, (), "analyst"), grades("b", 0))
    record(log, Change("source:a", 1, (), "analyst"), grades("b", 0))

    assert [e.stream for e in check(log)] == ["source:a", "source:b"]


def test_a_batch_must_agree_with_itself(log: StoredLog) -> None:
    with pytest.raises(Overtaken, match="within this batch"):
        record(log, grades("a", 0), grades("a", 0))

    assert check(log) == []


def test_an_entry_too_large_leaves_nothing_of_its_batch(log: StoredLog) -> None:
    with pytest.raises(TooLarge):
        log.append([grades("a", 0), Change("policy", 0, (HUGE,), "analyst")], secrets=[sealed(b"a quote")])

    assert check(log) == []
    assert log.reveal(sealed(b"a quote").commitment) is None


def test_failed_appends_leave_no_gap(log: StoredLog) -> None:
    for n in range(3):
        record(log, grades("a", n))
        with pytest.raises(Overtaken):
            record(log, grades("b", 0, 5), grades("a", 0))
        with pytest.raises(TooLarge):
            record(log, grades("b", 0), Change("policy", 0, (HUGE,), "analyst"))

    assert [e.position for e in check(log)] == [1, 2, 3]


def test_a_fact_of_another_stream_is_a_mistake_of_the_caller(log: StoredLog) -> None:
    with pytest.raises(ValueError, match="belongs to source:b"):
        record(log, Change("source:a", 0, (graded("b"),), "analyst"))

    assert check(log) == []


@pytest.mark.parametrize("principal", ["", "x" * 501])
def test_who_recorded_it_is_always_said(log: StoredLog, principal: str) -> None:
    with pytest.raises(Rejected, match="recorded_by"):
        log.append([Change("source:a", 0, (graded("a"),), principal)])

    assert check(log) == []


# -- the recorded clock ------------------------------------------------------------------------------------------------


def test_recorded_times_never_decrease_though_the_clock_does(log: StoredLog, watch: Watch) -> None:
    record(log, grades("a", 0))
    watch.time -= timedelta(days=1)
    record(log, grades("a", 1))
    watch.time += timedelta(days=2)
    record(log, grades("a", 2))

    assert [e.recorded_at for e in check(log)] == [NOON, NOON, "2023-09-01T12:00:02.000000Z"]


def test_a_time_given_replaces_the_clock(log: StoredLog) -> None:
    log.append([grades("a", 0)], recorded_at="1999-01-01T00:00:00.000000Z")
    log.append([grades("a", 1)], recorded_at="1999-01-01T00:00:00.000000Z")
    log.append([grades("a", 2)], recorded_at="2001-01-01T00:00:00.000000Z")

    assert [e.recorded_at[:4] for e in check(log)] == ["1999", "1999", "2001"]


def test_a_time_given_may_not_lie_before_the_last(log: StoredLog) -> None:
    before = record(log, grades("a", 0))

    with pytest.raises(NotEmpty, match="recorded_at"):
        log.append([grades("a", 1)], recorded_at="2023-08-31T11:59:59.999999Z")

    assert check(log) == before


def test_a_time_given_is_written_as_an_instant(log: StoredLog) -> None:
    with pytest.raises(BadDate, match="recorded_at"):
        log.append([grades("a", 0)], recorded_at="2023-08-31")


# -- reading -----------------------------------------------------------------------------------------------------------


def test_reading_goes_on_after_a_position(log: StoredLog) -> None:
    entries = record(log, grades("a", 0, 7))

    assert log.read(limit=3) == entries[:3]
    assert log.read(3, limit=3) == entries[3:6]
    assert log.read(6, limit=3) == entries[6:]
    assert log.read(2, limit=9, until=4) == entries[2:4]
    assert log.read(-5, limit=2) == entries[:2]
    assert log.read(7, limit=3) == log.read(99, limit=3) == log.read(3, limit=3, until=3) == []
    assert log.read(limit=0) == log.read(limit=-1) == []


def test_a_stream_that_is_not_there_is_empty(log: StoredLog) -> None:
    assert log.stream("source:a") == []
    assert record(log, grades("a", 0)) == log.stream("source:a")


def test_entries_are_found_by_position_in_rising_order(log: StoredLog) -> None:
    entries = record(log, grades("a", 0, 1_200))

    assert list(log.at([5, 2, 5, 99_999, 0, -1])) == [entries[1], entries[4]]
    assert list(log.at([])) == []
    assert list(log.at(range(1_200, 0, -1))) == entries


def test_a_position_has_its_moment(log: StoredLog) -> None:
    record(log, grades("a", 0))
    record(log, grades("a", 1))

    assert log.moment(0) == Moment(0, None)
    assert log.moment(1) == Moment(1, NOON)
    assert log.moment(2) == log.head() == Moment(2, "2023-08-31T12:00:01.000000Z")
    for beyond in (3, -1):
        with pytest.raises(BadCursor, match="from 0 to 2"):
            log.moment(beyond)


def test_an_instant_leads_to_the_last_moment_at_or_before_it(log: StoredLog) -> None:
    assert log.last_at(NOON) == Moment(0, None)
    times = [f"2023-08-3{day}T00:00:00.000000Z" for day in (0, 0, 0, 1)]
    for version, time in enumerate(times):
        log.append([grades("a", version)], recorded_at=time)

    assert log.last_at("2023-08-29T23:59:59.999999Z") == Moment(0, None)
    assert log.last_at(times[0]) == Moment(3, times[0])
    assert log.last_at("2023-08-30T23:59:59.999999Z") == Moment(3, times[0])
    assert log.last_at(times[3]) == log.last_at("2099-01-01T00:00:00.000000Z") == Moment(4, times[3])
    with pytest.raises(BadCursor, match="not an instant"):
        log.last_at("2023-08-30")


# -- the vault ---------------------------------------------------------------------------------------------------------


def sealed(data: bytes, salt: bytes = b"salt" * 8) -> Secret:
    return Secret(commitment(salt, data), salt, data)


def test_a_secret_is_revealed_to_whoever_has_its_commitment(log: StoredLog) -> None:
    quote, document = sealed(b"a quote"), sealed(os.urandom(1_000_000))

    log.append([grades("a", 0)], secrets=[quote, document])
    log.append([grades("a", 1)], secrets=[quote])

    assert log.reveal(quote.commitment) == b"a quote"
    assert log.reveal(document.commitment) == document.data
    assert log.reveal(sealed(b"another").commitment) is None
    check(log)


def test_an_overtaken_append_leaves_no_secret(log: StoredLog) -> None:
    with pytest.raises(Overtaken):
        log.append([grades("a", 4)], secrets=[sealed(b"a quote")])

    assert log.reveal(sealed(b"a quote").commitment) is None


@pytest.mark.parametrize(("salt", "data"), [(b"salt" * 8, b"another quote"), (b"tlas" * 8, b"a quote")])
def test_a_secret_that_does_not_open_its_commitment_is_damage(log: StoredLog, salt: bytes, data: bytes) -> None:
    promised = sealed(b"a quote").commitment
    log.append([grades("a", 0)], secrets=[Secret(promised, salt, data)])

    with pytest.raises(DamagedLedger, match=promised):
        log.reveal(promised)


# -- many at once ------------------------------------------------------------------------------------------------------


def test_a_reader_that_follows_sees_each_entry_once_in_order(log: StoredLog) -> None:
    """With 4 writers and a batch size that does not divide theirs."""
    writers, appends = 4, 30
    seen: list[Entry] = []
    done = Event()

    def follow() -> None:
        while True:
            last = done.is_set()
            page = log.read(seen[-1].position if seen else 0, limit=7)
            seen.extend(page)
            if last and not page:
                return

    def write(name: str) -> None:
        start.wait()
        for n in range(appends):
            record(log, grades(name, 2 * n, 2))

    start = Barrier(writers)
    reader = Thread(target=follow)
    reader.start()
    try:
        with ThreadPoolExecutor(writers) as pool:
            list(pool.map(write, [f"writer-{n}" for n in range(writers)]))
    finally:
        done.set()
        reader.join()

    assert seen == check(log)
    assert len(seen) == writers * appends * 2


def test_of_two_that_expect_the_same_one_is_overtaken(log: StoredLog) -> None:
    start = Barrier(2)

    def write(_: int) -> bool:
        start.wait()
        try:
            record(log, grades("a", 0))
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, range(2))) == [False, True]
    assert len(check(log)) == 1


def test_the_writer_sees_no_other_append_between(log: StoredLog) -> None:
    other = Thread(target=record, args=(log, grades("b", 0)))
    with log.writing(), log.writing():
        other.start()
        before = log.head()
        other.join(timeout=0.2)
        assert other.is_alive()
        assert log.head() == before
        record(log, grades("a", 0))
    other.join()

    assert [e.stream for e in check(log)] == ["source:a", "source:b"]


def test_readers_do_not_wait_for_the_writer(log: StoredLog) -> None:
    record(log, grades("a", 0))
    with log.writing(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(log.head).result(timeout=5).position == 1
        assert len(pool.submit(log.stream, "source:a").result(timeout=5)) == 1


def test_many_may_read_at_once(log: StoredLog) -> None:
    entries = record(log, grades("a", 0, 50))

    with ThreadPoolExecutor(32) as pool:
        assert all(page == entries for page in pool.map(lambda _: log.read(limit=100), range(200)))


# -- failures ----------------------------------------------------------------------------------------------------------


def test_a_clock_that_fails_records_nothing_and_frees_the_writer(log: StoredLog, watch: Watch) -> None:
    watch.time = watch.time.replace(tzinfo=None)
    with pytest.raises(ValueError, match="offset"):
        record(log, grades("a", 0))
    watch.__init__()  # type: ignore[misc]

    with ThreadPoolExecutor(1) as pool:
        pool.submit(record, log, grades("a", 0)).result(timeout=5)
    assert len(check(log)) == 1


def test_a_store_that_fails_acknowledges_nothing(log: StoredLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as broken:
        broken.setattr(log._recorder, "insert_events", fail)
        with pytest.raises(StorageFailure, match="the disk is gone"):
            record(log, grades("a", 0))

    assert check(log) == []
    record(log, grades("a", 0))
    assert len(check(log)) == 1


def test_an_append_that_was_kept_but_not_acknowledged_is_gone_on_from(
    log: StoredLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(log, grades("a", 0))
    insert = log._recorder.insert_events

    def keep_and_fail(*args: Any, **kwargs: Any) -> None:
        insert(*args, **kwargs)
        raise OSError("the line went dead")

    with monkeypatch.context() as broken:
        broken.setattr(log._recorder, "insert_events", keep_and_fail)
        with pytest.raises(StorageFailure, match="the line went dead"):
            record(log, grades("a", 1))
    with pytest.raises(Overtaken, match="source:a has 2 events"):
        record(log, grades("a", 1))
    record(log, grades("a", 2))

    assert [e.position for e in check(log)] == [1, 2, 3]


def test_closing_twice_is_closing_once(log: StoredLog) -> None:
    record(log, grades("a", 0))

    log.close()
    log.close()


# -- how it is kept ----------------------------------------------------------------------------------------------------


def test_it_says_how_it_is_kept(log: StoredLog) -> None:
    record(log, grades("outlet", 0))

    kept = log.storage()

    assert (kept.format, kept.journal_mode, list(kept.sizes)) in [
        (FORMAT, "wal", ["claims.ledger", "claims.ledger-wal"]),
        (0, "memory", []),
    ]
    assert kept.synchronous == "FULL"
    assert all(kept.sizes.values())
