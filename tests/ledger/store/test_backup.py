import errno
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from ledger.audit.tree import Tree
from ledger.canonical import commitment
from ledger.entries import Entry
from ledger.errors import DamagedLedger, NotALedger, Refusal, Rejected, StorageFailure
from ledger.log import Change
from ledger.store import backup as copying
from ledger.store import file, open_sqlite
from ledger.store.backup import backup, restore
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Open, Watch
from tests.ledger.store.damages import DAMAGES, sql

APPEND = """
import sys
from datetime import UTC, datetime
from ledger.log import Change
from ledger.store import open_sqlite
from tests.ledger.examples import graded
log = open_sqlite(sys.argv[1], clock=lambda: datetime.now(UTC))
for line in sys.stdin:
    position = log.head().position
    entries = log.append([Change(f"source:p{position}", 0, (graded(f"p{position}"),), "other")])
    print(entries[-1].position, flush=True)
log.close()
"""

BACK_UP = """
import sys
from pathlib import Path
from ledger.store import backup as copying
copying.PAGES_AT_ONCE = 1
def wait(what, done, total):
    print(what, done, flush=True)
    if what == sys.argv[3]:
        sys.stdin.read()
copying.backup(Path(sys.argv[1]), Path(sys.argv[2]), wait)
"""


def quietly(what: str, done: int, total: int) -> None:
    pass


def entries(path: Path, watch: Watch) -> list[Entry]:
    with closing(open_sqlite(path, clock=watch)) as log:
        return log.read(limit=1_000)


def root(found: list[Entry]) -> str:
    tree = Tree()
    for entry in found:
        tree.add(entry.data)
    return tree.root


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".writer")}


@contextmanager
def started(program: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", program, *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_copy_is_the_ledger_and_a_ledger_from_it_goes_on(filled: Path, tmp_path: Path, watch: Watch) -> None:
    copy, anew = tmp_path / "copy.ledger", tmp_path / "anew.ledger"

    made = backup(filled, copy, quietly)
    put_back = restore(copy, anew, quietly, made.digest)

    found = entries(anew, watch)
    assert found == entries(filled, watch)
    assert (made.position, made.recorded_at, made.digest) == (12, found[-1].recorded_at, root(found))
    assert put_back == made
    with closing(open_sqlite(anew, clock=watch)) as log:
        assert log.reveal(commitment(b"salt", b"what was said")) == b"what was said"
        assert log.append([Change("source:a", 1, (graded("a"),), "analyst")])[0].position == 13
    assert names(tmp_path) == {filled.name, copy.name, anew.name}
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_empty_ledger_is_a_ledger(path: Path, opened: Open, tmp_path: Path) -> None:
    opened(create=True).close()
    made = backup(path, tmp_path / "copy.ledger", quietly)
    assert (made.position, made.recorded_at, made.digest) == (0, None, Tree().root)


def test_what_others_append_between_two_steps_is_not_in_the_copy(
    filled: Path, tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 1)
    acknowledged: list[int] = []
    with started(APPEND, filled) as writer:
        assert writer.stdin is not None and writer.stdout is not None

        def append_one(what: str, done: int, total: int) -> None:
            assert writer.stdin is not None and writer.stdout is not None
            if what == "Copying" and len(acknowledged) < 20:  # a copy that began anew each time would never end
                print("more", file=writer.stdin, flush=True)
                acknowledged.append(int(writer.stdout.readline()))

        made = backup(filled, tmp_path / "copy.ledger", append_one)
        writer.communicate()

    assert len(acknowledged) > 5
    assert acknowledged == list(range(13, 13 + len(acknowledged)))
    whole, copied = entries(filled, watch), entries(tmp_path / "copy.ledger", watch)
    assert len(whole) == 12 + len(acknowledged)
    assert copied == whole[: made.position] == whole[:12]


def test_what_lies_in_the_journal_of_a_running_ledger_is_in_the_copy(
    filled: Path, tmp_path: Path, watch: Watch, opened: Open
) -> None:
    log = opened()
    log.append([Change("source:z", 0, (graded("z"),), "analyst")])
    assert filled.with_name(filled.name + "-wal").stat().st_size > 0

    assert backup(filled, tmp_path / "copy.ledger", quietly).position == 13
    assert restore(filled, tmp_path / "anew.ledger", quietly).position == 13
    assert entries(tmp_path / "copy.ledger", watch) == entries(tmp_path / "anew.ledger", watch) == log.read(limit=99)


def _end(process: subprocess.Popen[str], by: signal.Signals) -> None:
    """Signal until it ends: an interrupt that Python takes while it cleans up after a call-back is lost."""
    for _ in range(40):
        process.send_signal(by)
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
            return
    process.kill()
    raise AssertionError(f"it did not end by {by.name}")


@pytest.mark.parametrize("during", ["Copying", "Verifying"])
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGINT])
def test_a_backup_that_is_ended_leaves_no_target(
    filled: Path, tmp_path: Path, during: str, ended_by: signal.Signals
) -> None:
    copy = tmp_path / "copy.ledger"
    with started(BACK_UP, filled, copy, during) as process:
        assert process.stdout is not None
        while not process.stdout.readline().startswith(during):
            assert process.poll() is None
        _end(process, ended_by)

    assert process.returncode != 0
    assert not copy.exists()
    if ended_by == signal.SIGINT:
        assert names(tmp_path) <= {filled.name, filled.name + "-wal", filled.name + "-shm"}
    assert backup(filled, copy, quietly).position == 12


def test_the_same_backup_that_is_let_go_on_ends_well(filled: Path, tmp_path: Path) -> None:
    with started(BACK_UP, filled, tmp_path / "copy.ledger", "Copying") as process:
        process.communicate()
    assert process.returncode == 0
    assert (tmp_path / "copy.ledger").exists()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_refused(filled: Path, tmp_path: Path, damage: str) -> None:
    copy, anew = tmp_path / "copy.ledger", tmp_path / "anew.ledger"
    backup(filled, copy, quietly)
    DAMAGES[damage](copy)
    before = names(tmp_path)

    with pytest.raises((StorageFailure, DamagedLedger), match=r"copy\.ledger"):
        restore(copy, anew, quietly)

    assert names(tmp_path) == before


def test_a_copy_opened_the_same_way_but_not_damaged_is_taken(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    backup(filled, copy, quietly)
    sql()(copy)
    assert restore(copy, tmp_path / "anew.ledger", quietly).position == 12


def test_no_byte_can_be_flipped_in_silence_where_the_digest_is_known(filled: Path, tmp_path: Path) -> None:
    copy, anew = tmp_path / "copy.ledger", tmp_path / "anew.ledger"
    made = backup(filled, copy, quietly)
    whole = copy.read_bytes()
    refused = 0

    for place in range(0, len(whole), 97):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            assert restore(copy, anew, quietly, made.digest) == made
            anew.unlink()
        except Refusal:
            refused += 1
        assert not anew.exists()

    assert refused > 20


def test_a_damaged_ledger_is_not_backed_up(filled: Path, tmp_path: Path) -> None:
    sql("UPDATE vault SET data = x'00'")(filled)
    with pytest.raises(DamagedLedger, match="the vault"):
        backup(filled, tmp_path / "copy.ledger", quietly)
    assert names(tmp_path) == {filled.name}


def test_a_copy_that_holds_other_than_the_ledger_did_is_thrown_away(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying._copy_pages

    def losing(source: sqlite3.Connection, draft: Path, progress: copying.Progress) -> None:
        real(source, draft, progress)
        sql("DELETE FROM vault")(draft)

    monkeypatch.setattr(copying, "_copy_pages", losing)

    with pytest.raises(DamagedLedger, match="secrets=0"):
        backup(filled, tmp_path / "copy.ledger", quietly)
    assert not (tmp_path / "copy.ledger").exists()


def test_a_copy_of_another_digest_is_refused(filled: Path, tmp_path: Path) -> None:
    backup(filled, tmp_path / "copy.ledger", quietly)
    with pytest.raises(Rejected, match="it is another copy"):
        restore(tmp_path / "copy.ledger", tmp_path / "anew.ledger", quietly, "sha256:" + "0" * 64)
    assert names(tmp_path) == {filled.name, "copy.ledger"}


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_what_has_the_name_already_stays(filled: Path, tmp_path: Path, make: Callable[[Path], None]) -> None:
    taken, copy = tmp_path / "taken", tmp_path / "copy.ledger"
    backup(filled, copy, quietly)
    make(taken)
    before = names(tmp_path)

    with pytest.raises(Rejected, match="taken is there already"):
        backup(filled, taken, quietly)
    with pytest.raises(Rejected, match="taken is there already"):
        restore(copy, taken, quietly)

    assert names(tmp_path) == before


def test_what_takes_the_name_meanwhile_stays(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"

    def be_quicker(what: str, done: int, total: int) -> None:
        copy.write_text("another was quicker")

    with pytest.raises(Rejected, match="is there already"):
        backup(filled, copy, be_quicker)

    assert copy.read_text() == "another was quicker"
    assert names(tmp_path) == {filled.name, copy.name}


def test_a_journal_that_an_earlier_ledger_left_is_not_taken_over(filled: Path, tmp_path: Path) -> None:
    backup(filled, tmp_path / "copy.ledger", quietly)
    (tmp_path / "anew.ledger-wal").touch()
    with pytest.raises(Rejected, match="-wal is there already"):
        restore(tmp_path / "copy.ledger", tmp_path / "anew.ledger", quietly)


def test_what_is_not_a_ledger_is_neither_backed_up_nor_restored(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Dear reader,\n" * 20)
    for name in ("notes.txt", "nowhere"):
        with pytest.raises(NotALedger):
            backup(tmp_path / name, tmp_path / "copy.ledger", quietly)
        with pytest.raises(NotALedger):
            restore(tmp_path / name, tmp_path / "anew.ledger", quietly)
    assert names(tmp_path) == {"notes.txt"}


def test_a_folder_that_is_not_there_is_a_storage_failure_that_names_the_target(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageFailure, match=r"nowhere/copy\.ledger"):
        backup(filled, tmp_path / "nowhere" / "copy.ledger", quietly)


def test_a_copy_may_lie_where_nothing_can_be_written(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(filled, tmp_path / "copy.ledger", quietly)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert restore(tmp_path / "copy.ledger", tmp_path / "anew.ledger", quietly).position == 12


def test_the_copy_is_synced_before_it_has_its_name(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.ledger"
    named: list[bool] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        named.append(copy.exists())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    backup(filled, copy, quietly)

    assert named == [False, True]  # its bytes, then its name


def test_a_copy_whose_name_cannot_be_synced_is_none(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = file._sync

    def failing(path: Path) -> None:
        if path == tmp_path:
            raise OSError(errno.EIO, "Input/output error")
        sync(path)

    monkeypatch.setattr(file, "_sync", failing)

    with pytest.raises(StorageFailure, match="Input/output error"):
        backup(filled, tmp_path / "copy.ledger", quietly)
    assert names(tmp_path) == {filled.name}
