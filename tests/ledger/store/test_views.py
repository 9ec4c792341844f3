"""What the projections are promised, on every store."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock

import pytest

from ledger.errors import StorageFailure
from ledger.log import Change
from ledger.projections.tables import ViewStore
from ledger.store import StoredLog
from ledger.store.views import Connection
from tests.ledger.examples import graded


def grade(log: StoredLog, source: str) -> None:
    log.append([Change(f"source:{source}", 0, (graded(source),), "analyst")])


@pytest.fixture
def views(log: StoredLog) -> ViewStore:
    with log.views.updating() as db:
        db.execute("CREATE TABLE seen (n INTEGER)")
    return log.views


def rows(views: ViewStore) -> list[tuple[int]]:
    with views.reading() as db:
        return db.execute("SELECT n FROM seen ORDER BY n").fetchall()


def test_an_update_is_kept_whole(views: ViewStore) -> None:
    with views.updating() as db:
        db.executemany("INSERT INTO seen VALUES (?)", [(1,), (2,)])

    assert rows(views) == [(1,), (2,)]


def test_an_update_that_fails_leaves_nothing(views: ViewStore) -> None:
    with pytest.raises(ZeroDivisionError), views.updating() as db:
        db.execute("INSERT INTO seen VALUES (1)")
        raise ZeroDivisionError

    assert rows(views) == []


def test_who_reads_cannot_write_and_who_writes_afterwards_can(views: ViewStore) -> None:
    with pytest.raises(StorageFailure, match="readonly"), views.reading() as outer, views.reading() as db:
        assert outer.execute("SELECT count(*) FROM seen").fetchone() == (0,)
        db.execute("INSERT INTO seen VALUES (1)")
    with views.updating() as db:
        db.execute("INSERT INTO seen VALUES (2)")

    assert rows(views) == [(2,)]


def test_were_it_not_kept_from_it_who_reads_could_write_for_nothing(
    views: ViewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    monkeypatch.setattr(Connection, "keep_from_writing", lambda self, kept: None)
    with views.reading() as db:
        db.execute("INSERT INTO seen VALUES (1)")

    assert rows(views) == []


def test_who_writes_may_read_on_the_way_and_write_again(views: ViewStore) -> None:
    with views.updating() as db:
        db.execute("INSERT INTO seen VALUES (1)")
        with views.reading() as found:
            found.execute("SELECT n FROM seen").fetchall()
        db.execute("INSERT INTO seen VALUES (2)")

    assert rows(views) == [(1,), (2,)]


def test_one_reading_after_another_is_told_nothing_that_has_sqlite_compile_anew(views: ViewStore) -> None:
    with views.reading() as db:
        said: list[str] = []
        db.set_trace_callback(said.append)
    for _ in range(2):
        assert rows(views) == []

    assert said
    assert not [statement for statement in said if "PRAGMA" in statement]


def test_an_error_in_sql_is_said_as_a_refusal(views: ViewStore) -> None:
    with pytest.raises(StorageFailure, match="no such table"), views.reading() as db:
        db.execute("SELECT * FROM nowhere")


def test_readers_see_an_update_whole_or_not_at_all(views: ViewStore) -> None:
    """Two rows are always added together, so every count is even, and stays while one reads."""
    done = Event()

    def count() -> set[int]:
        counts = set()
        while not done.is_set():
            with views.reading() as db:
                found = [db.execute("SELECT count(*) FROM seen").fetchone()[0] for _ in range(3)]
                assert len(set(found)) == 1
                counts.update(found)
        return counts

    with ThreadPoolExecutor(1) as pool:
        counted = pool.submit(count)
        try:
            for _ in range(50):
                with views.updating() as db:
                    db.execute("INSERT INTO seen VALUES (1)")
                    db.execute("INSERT INTO seen VALUES (2)")
        finally:
            done.set()
        assert all(n % 2 == 0 for n in counted.result(timeout=10))


def test_the_log_is_read_within_an_update_while_others_wait_to_append(log: StoredLog, views: ViewStore) -> None:
    grade(log, "a")
    with ThreadPoolExecutor(8) as pool, views.updating() as db:
        waiting = [pool.submit(grade, log, f"b-{n}") for n in range(8)]
        for entry in log.read(limit=10, until=1):
            db.execute("INSERT INTO seen VALUES (?)", (entry.position,))
    for each in waiting:
        each.result(timeout=10)

    assert rows(views) == [(1,)]
    assert log.head().position == 9


def test_the_writer_may_update_while_a_follower_does(log: StoredLog, views: ViewStore) -> None:
    """A follower holds its own lock around an update; the writer asks for the same lock while it writes."""
    follower = Lock()
    start = Barrier(2)

    def follow() -> None:
        with follower, views.updating() as db:
            db.execute("INSERT INTO seen SELECT count(*) FROM seen")

    def write() -> None:
        start.wait()
        for n in range(20):
            with log.writing():
                follow()
                grade(log, f"s-{n}")

    def go_on() -> None:
        start.wait()
        for _ in range(20):
            follow()

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(write), pool.submit(go_on)]:
            each.result(timeout=20)
    assert rows(views) == [(n,) for n in range(40)]


def test_what_could_never_end_is_refused_at_once(log: StoredLog, views: ViewStore) -> None:
    for held in (views.reading, views.updating):
        with held():
            with pytest.raises(RuntimeError, match="append"):
                grade(log, "a")
            with pytest.raises(RuntimeError, match="writing"), log.writing():
                raise AssertionError("was let in")
            with pytest.raises(RuntimeError, match="updating"), views.updating():
                raise AssertionError("was let in")

    grade(log, "a")
    assert log.head().position == 1


def test_rows_are_tuples(views: ViewStore) -> None:
    with views.reading() as db:
        assert isinstance(db, sqlite3.Connection)
        assert db.execute("SELECT 1, 'two'").fetchone() == (1, "two")


def test_they_are_closed_with_the_log(log: StoredLog, views: ViewStore) -> None:
    log.close()

    with pytest.raises(StorageFailure), views.reading():
        raise AssertionError("it answers still")
