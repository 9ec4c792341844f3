import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import DamagedLedger, Overtaken
from ledger.log import Answered, Change
from ledger.store import StoredLog, open_sqlite
from ledger.store.backup import backup, restore
from ledger.store.file import FORMAT, connect
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Open, Watch

ANSWER = Answered(b"k" * 32, b"s" * 32, b"p" * 32, b"[]")


def quietly(what: str, done: int, total: int) -> None:
    pass


def keep(log: StoredLog, *answers: Answered, expected: int = 0) -> None:
    log.append([Change("source:a", expected, (graded("a"),), "analyst")], answers=answers)


def test_answers_are_kept_with_the_entries(log: StoredLog) -> None:
    keep(log, ANSWER)

    assert log.answered(ANSWER.key) == ANSWER
    assert log.answered(b"x" * 32) is None
    assert len(log.salt()) == 32
    log.check()


def test_answers_without_entries_are_kept(log: StoredLog) -> None:
    assert log.append([], answers=[ANSWER]) == []

    assert log.answered(ANSWER.key) == ANSWER
    assert log.head().position == 0


def test_an_answer_is_not_kept_where_the_append_is_refused(log: StoredLog) -> None:
    with pytest.raises(Overtaken):
        keep(log, ANSWER, expected=3)

    assert log.answered(ANSWER.key) is None


@pytest.mark.parametrize("column", ["key", "salt", "payload", "parts", "seal"])
def test_an_answer_that_was_altered_is_found(path: Path, opened: Open, column: str) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE answers SET {column} = x'00'")
        db.commit()
        [(key,)] = db.execute("SELECT key FROM answers")

    with closing(opened()) as log:
        with pytest.raises(DamagedLedger, match="not as it was written"):
            log.check()
        with pytest.raises(DamagedLedger, match="not as it was written"):
            log.answered(key)


def test_a_salt_that_was_altered_is_found(path: Path, opened: Open) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE salt SET salt = ?", (bytes(32),))
        db.commit()

    with closing(opened()) as log, pytest.raises(DamagedLedger):
        log.check()


def test_a_copy_has_the_answers_and_one_that_was_altered_is_refused(path: Path, opened: Open, watch: Watch) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
    copy, again = path.with_name("copy.ledger"), path.with_name("again.ledger")
    backup(path, copy, quietly)
    restore(copy, again, quietly)
    with closing(open_sqlite(again, clock=watch)) as log:
        assert log.answered(ANSWER.key) == ANSWER

    with closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE answers SET parts = x'00'")
        db.commit()
    with pytest.raises(DamagedLedger, match="not as it was written"):
        restore(copy, path.with_name("third.ledger"), quietly)


def test_a_ledger_of_the_first_format_is_brought_up_to_date(filled: Path, opened: Open) -> None:
    copy = filled.with_name("copy.ledger")
    with closing(sqlite3.connect(filled)) as db:
        for table in ("answers", "salt"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    assert backup(filled, copy, quietly).position == 12

    with closing(opened()) as log:
        keep(log, ANSWER, expected=1)
        assert (log.storage().format, log.head().position) == (FORMAT, 13)
    with closing(opened()) as log:
        assert log.answered(ANSWER.key) == ANSWER


@pytest.mark.parametrize("table", ["answers", "salt"])
def test_nothing_of_it_is_deleted(path: Path, opened: Open, table: str) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
    with (
        closing(sqlite3.connect(path)) as db,
        pytest.raises(sqlite3.IntegrityError, match="never deleted"),
    ):
        db.execute(f"DELETE FROM {table}")


def test_a_journal_is_cut_when_it_was_long(path: Path, opened: Open) -> None:
    opened(create=True).close()
    with closing(connect(path)) as db:
        assert db.execute("PRAGMA journal_size_limit").fetchone() == (64 * 1024 * 1024,)
