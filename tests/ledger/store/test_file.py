import os
import sqlite3
from pathlib import Path

import pytest

from ledger.errors import DamagedLedger, NewerLedger, NotALedger, StorageFailure
from ledger.log import Change
from ledger.store import file, open_log, open_sqlite
from ledger.store.file import APPLICATION_ID, FORMAT, connect
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Open, Watch


def files(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}


@pytest.fixture
def ledger(path: Path, opened: Open) -> Path:
    opened(create=True).close()
    return path


def test_a_ledger_is_made_whole_and_alone(ledger: Path) -> None:
    assert list(files(ledger)) == [ledger.name]
    with sqlite3.connect(ledger) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_making_one_where_one_is_keeps_it(ledger: Path, opened: Open) -> None:
    before = ledger.read_bytes()

    opened(create=True).close()

    assert ledger.read_bytes() == before


def test_who_comes_second_to_make_one_keeps_the_first(ledger: Path, opened: Open) -> None:
    log = opened()
    log.append([Change("source:a", 0, (graded("a"),), "analyst")])
    log.close()
    before = files(ledger)

    file.create(ledger)

    assert files(ledger) == before


def test_a_missing_file_is_not_made_by_looking(path: Path, opened: Open) -> None:
    with pytest.raises(NotALedger, match="claim-ledger init"):
        opened()

    assert files(path) == {}


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (Path.mkdir, "is a directory"),
        (Path.touch, "is empty"),
        (lambda path: path.write_text("Dear reader,\n" * 20), "nor any SQLite database"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00"), "nor any SQLite database"),
        (foreign, "another program"),
        (os.mkfifo, "not a regular file"),
    ],
)
def test_what_is_not_a_ledger_is_refused_untouched(
    path: Path, opened: Open, make: Open, says: str, create: bool
) -> None:
    make(path)
    kept = path.read_bytes() if path.is_file() else b""

    with pytest.raises(NotALedger, match=says):
        opened(create=create)

    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert (path.read_bytes() if path.is_file() else b"") == kept


def test_a_newer_ledger_is_refused_untouched(ledger: Path, opened: Open) -> None:
    with sqlite3.connect(ledger) as db:
        db.execute(f"PRAGMA user_version = {FORMAT + 1}")
        db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    before = files(ledger)

    with pytest.raises(NewerLedger, match=f"format {FORMAT + 1}"):
        opened()

    assert files(ledger) == before


def test_a_format_that_never_was_is_damage(ledger: Path, opened: Open) -> None:
    with sqlite3.connect(ledger) as db:
        db.execute("PRAGMA user_version = 0")
        db.execute("PRAGMA journal_mode = DELETE")
    db.close()

    with pytest.raises(DamagedLedger, match="its format is 0"):
        opened()


def test_a_newer_format_that_still_lies_in_the_wal_is_seen_too(ledger: Path, opened: Open) -> None:
    db = sqlite3.connect(ledger)
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    try:
        with pytest.raises(NewerLedger, match=f"format {FORMAT + 1}"):
            opened()
    finally:
        db.close()


@pytest.mark.parametrize(("lacking", "says"), [(os.R_OK, "may not be read"), (os.W_OK, "may not be written")])
def test_a_file_without_permission_is_refused(
    ledger: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, lacking: int, says: str
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != lacking)

    with pytest.raises(NotALedger, match=says):
        opened()


def test_a_place_that_cannot_be_written_is_a_storage_failure(tmp_path: Path, watch: Watch) -> None:
    with pytest.raises(StorageFailure):
        open_sqlite(tmp_path / "nowhere" / "claims.ledger", clock=watch, create=True)


def test_every_connection_syncs_before_it_acknowledges(ledger: Path) -> None:
    connection = connect(ledger)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}

    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    connection.close()

    assert found == wanted


@pytest.mark.parametrize("weak", [("synchronous", "NORMAL"), ("synchronous", "OFF"), ("journal_mode", "DELETE")])
def test_a_database_that_would_not_sync_is_refused(
    ledger: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, weak: tuple[str, str]
) -> None:
    monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, weak))

    with pytest.raises(StorageFailure, match="could be lost"):
        opened()


def test_odd_names_are_names(tmp_path: Path, watch: Watch) -> None:
    path = tmp_path / "a?mode=memory&b %41 :memory: Ł.ledger"

    open_log(str(path), watch, create=True).close()

    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_file_of_two_names_is_not_opened_under_either(
    ledger: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "_BETWEEN_LOOKS", 0)
    other = ledger.with_name("other.ledger")
    os.link(ledger, other)

    for name in (ledger, other):
        with pytest.raises(StorageFailure, match="2 names"):
            open_sqlite(name, clock=watch)
    assert set(files(ledger)) == {ledger.name, other.name}
    other.unlink()
    open_sqlite(ledger, clock=watch).close()


def test_the_second_name_of_a_ledger_that_is_just_being_made_is_waited_out(
    ledger: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = ledger.with_name(".draft")
    os.link(ledger, draft)
    monkeypatch.setattr(file, "sleep", lambda _: draft.unlink())

    open_sqlite(ledger, clock=watch).close()
