import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import DamagedLedger, InUse, Overtaken, StorageFailure
from ledger.log import Answered, Change
from ledger.store import StoredLog, answers, file, open_sqlite
from ledger.store.backup import backup, restore
from ledger.store.file import FORMAT, connect
from ledger.store.writer import Writer
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Open, Watch

ANSWER = Answered(b"k" * 32, b"s" * 32, b"p" * 32, b"[]")


def quietly(what: str, done: int, total: int) -> None:
    pass


def keep(log: StoredLog, *kept: Answered, expected: int = 0) -> None:
    log.append([Change("source:a", expected, (graded("a"),), "analyst")], answers=kept)


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


@pytest.mark.parametrize("column", ["key", "number", "payload", "parts", "seal"])
def test_an_answer_that_was_altered_is_found(path: Path, opened: Open, column: str) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
    with closing(sqlite3.connect(path)) as db:
        value = 7 if column == "number" else b"\0"
        db.execute(f"UPDATE answers SET {column} = ?", (value,))
        db.commit()
        [(key,)] = db.execute("SELECT key FROM answers")

    with closing(opened()) as log:
        with pytest.raises(DamagedLedger, match="not as it was written"):
            log.check()
        with pytest.raises(DamagedLedger, match="not as it was written"):
            log.answered(key)


def test_the_salt_of_a_payload_that_was_altered_is_found(path: Path, opened: Open) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE payload_salts SET salt = x''")
        db.commit()

    with closing(opened()) as log, pytest.raises(DamagedLedger, match="not as it was written"):
        log.answered(ANSWER.key)


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


def test_an_answer_that_was_lost_is_missed(path: Path, opened: Open) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER, Answered(b"l" * 32, b"s" * 32, b"p" * 32, b"[]"))
    with closing(sqlite3.connect(path)) as db:
        ((trigger,),) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'answers_delete'")
        db.execute("DROP TRIGGER answers_delete")
        assert db.execute("DELETE FROM answers WHERE key = ?", (ANSWER.key,)).rowcount == 1
        db.execute(trigger)
        db.commit()

    with closing(opened()) as log, pytest.raises(DamagedLedger, match="but counted 2"):
        log.check()
    with pytest.raises(DamagedLedger, match="but counted 2"):
        backup(path, path.with_name("copy.ledger"), quietly)


@pytest.mark.parametrize("change", ["UPDATE answered SET count = 7", "UPDATE answered SET count = x'00'"])
def test_a_count_that_was_altered_is_found(path: Path, opened: Open, change: str) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
        log.check()
    with closing(sqlite3.connect(path)) as db:
        db.execute(change)
        db.commit()

    with closing(opened()) as log, pytest.raises(DamagedLedger, match="holds 1 answers"):
        log.check()


def older(path: Path, version: int) -> None:
    """Make a ledger what it was in an older format."""
    with closing(sqlite3.connect(path)) as db:
        for added in range(FORMAT, version, -1):
            if added == 4:
                without_forgetting(db)
                continue
            for name, kind in (("answers_insert", "TRIGGER"), ("answered", "TABLE")) if added == 3 else BEGUN:
                db.execute(f"DROP {kind} {name}")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()


BEGUN = (("answers", "TABLE"), ("salt", "TABLE"))


def without_forgetting(db: sqlite3.Connection) -> None:
    """As a ledger of format 3 was: salts among the answers, and a vault that nothing was said of."""
    salt = answers.salt_of(db)
    found = [answers._checked(salt, row) for row in db.execute(answers._SELECT)]
    for name in ("answers", "payload_salts", "erasing"):
        db.execute(f"DROP TABLE {name}")
    for name in ("vault_update", "vault_delete"):
        db.execute(f"DROP TRIGGER {name}")
    made, deleted = answers.SCHEMA[2][1:3]
    for statement in (*(s for s in file.SCHEMA if "vault_update" in s), made, deleted):
        db.execute(statement)
    for one in found:
        cells = (one.key, one.salt, one.payload, one.parts)
        db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", (*cells, answers._seal(salt, *cells)))
    db.execute(answers.SCHEMA[3][1])


def test_a_ledger_of_the_first_format_is_read_as_it_is_and_brought_up_to_date_by_its_writer(
    filled: Path, opened: Open
) -> None:
    copy = filled.with_name("copy.ledger")
    older(filled, 1)
    assert backup(filled, copy, quietly).position == 12

    with closing(opened()) as log:
        log.check()
        assert (log.storage().format, log.head().position) == (1, 12)
        keep(log, ANSWER, expected=1)
        assert (log.storage().format, log.head().position) == (FORMAT, 13)
        log.check()
    with closing(opened()) as log:
        assert log.answered(ANSWER.key) == ANSWER


def test_a_ledger_of_the_second_format_is_brought_up_to_date_with_the_answers_that_it_has(
    path: Path, opened: Open
) -> None:
    with closing(opened(create=True)) as log:
        keep(log, ANSWER)
        salt = log.salt()
    older(path, 2)

    with closing(opened()) as log:
        log.check()
        with log.writing():
            assert (log.storage().format, log.salt(), log.answered(ANSWER.key)) == (FORMAT, salt, ANSWER)
        log.check()
        keep(log, Answered(b"l" * 32, b"s" * 32, b"p" * 32, b"[]"), expected=1)
        log.check()


def test_who_may_not_write_leaves_an_older_ledger_as_it_is(filled: Path, opened: Open) -> None:
    older(filled, 1)
    writer = Writer(filled.with_name(filled.name + ".writer"))

    with closing(opened()) as log, writer.held():
        with pytest.raises(InUse):
            keep(log, ANSWER, expected=1)
        assert log.storage().format == 1
        writer.close()
        keep(log, ANSWER, expected=1)
        assert log.storage().format == FORMAT


def test_an_upgrade_that_fails_leaves_the_ledger_without_a_writer(
    filled: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(filled, 1)
    with closing(opened()) as log:
        with monkeypatch.context() as patch:
            patch.setattr(answers, "SCHEMA", answers.SCHEMA | {3: ("CREATE TABLE",)})
            with pytest.raises(StorageFailure):
                keep(log, ANSWER, expected=1)
        assert (log.storage().format, log.storage().writer) == (1, None)
        keep(log, ANSWER, expected=1)
        assert log.storage().format == FORMAT


@pytest.mark.parametrize("table", ["answers", "answered", "salt", "payload_salts"])
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
