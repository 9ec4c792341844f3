import sqlite3
from contextlib import closing
from pathlib import Path
from stat import S_IMODE

import pytest

from ledger.errors import NotALedger, StorageFailure
from ledger.private import Private

NOTES = Private("notes", 77, 3, ("CREATE TABLE notes (text TEXT)",), ("journal_mode = DELETE", "synchronous = EXTRA"))


@pytest.mark.parametrize("where", ["notes", None])
def test_it_is_made_once_and_found_again(tmp_path: Path, where: str | None) -> None:
    path = None if where is None else tmp_path / where
    with closing(NOTES.connect(path)) as db:
        db.execute("INSERT INTO notes VALUES ('kept')")
        numbers = [
            db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version", "synchronous")
        ]
    assert numbers == [(77,), (3,), (3,)]
    if path is not None:
        with closing(NOTES.connect(path)) as db:
            assert db.execute("SELECT text FROM notes").fetchall() == [("kept",)]


def test_it_is_its_owner_s_alone_whoever_made_it(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    NOTES.connect(path).close()
    assert S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    NOTES.connect(path).close()
    assert S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pragma", "said"), [("application_id = 78", "holds no notes of a ledger"), ("user_version = 4", "a newer program")]
)
def test_what_is_something_else_or_newer_is_left_alone(tmp_path: Path, pragma: str, said: str) -> None:
    path = tmp_path / "notes"
    NOTES.connect(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA {pragma}")
    before = path.read_bytes()
    with pytest.raises(NotALedger, match=said):
        NOTES.connect(path)
    assert path.read_bytes() == before


def test_where_it_cannot_be_kept_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure, match="the notes cannot be kept in"):
        NOTES.connect(tmp_path / "nowhere" / "notes")
