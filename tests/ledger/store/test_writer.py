import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.errors import InUse, StorageFailure
from ledger.log import Change
from ledger.store import StoredLog, open_sqlite
from ledger.store.writer import Writer
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Open, Watch

HOLD = """
import sys
from datetime import UTC, datetime
from ledger.store import open_sqlite
log = open_sqlite(sys.argv[1], clock=lambda: datetime.now(UTC))
with log.writing():
    pass
print("holding", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_writer(path: Path) -> Iterator[int]:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        yield process.pid
        process.communicate()


def append(log: StoredLog, expected: int = 0) -> None:
    log.append([Change("source:a", expected, (graded("a"),), "analyst")])


def test_another_process_that_writes_is_named_and_readers_do_not_mind(path: Path, opened: Open) -> None:
    log = opened(create=True)

    with another_writer(path) as pid:
        with pytest.raises(InUse, match=f"process {pid} "):
            append(log)
        with pytest.raises(InUse, match=f"process {pid} "), log.writing():
            raise AssertionError("was let in")
        assert log.read(limit=10) == []
    append(log)

    assert log.head().position == 1


def test_a_second_log_on_the_file_is_another_writer_too(opened: Open) -> None:
    first, second = opened(create=True), opened()
    append(first)

    with pytest.raises(InUse, match=f"process {os.getpid()} "):
        append(second, 1)
    assert second.head().position == 1
    first.close()
    append(second, 1)

    assert second.head().position == 2


def test_a_link_to_the_file_has_the_same_writer(path: Path, opened: Open, watch: Watch) -> None:
    append(opened(create=True))
    link = path.with_name("link.ledger")
    link.symlink_to(path)
    linked = open_sqlite(link, clock=watch)

    with pytest.raises(InUse):
        append(linked, 1)
    linked.close()


def test_without_a_path_only_threads_wait() -> None:
    writer = Writer()
    with writer.held(), writer.held():
        writer.close()


def test_a_lock_that_cannot_be_made_is_a_storage_failure(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure, match="cannot become the writer"), Writer(tmp_path / "no" / "lock").held():
        raise AssertionError("was let in")


def test_whoever_holds_the_lock_is_named_to_others_and_to_itself(path: Path, opened: Open) -> None:
    log = opened(create=True)
    assert log.storage().writer is None

    with another_writer(path) as holder:
        assert log.storage().writer == holder
    assert log.storage().writer is None

    with log.writing():
        pass
    assert log.storage().writer == opened().storage().writer == os.getpid()


@pytest.mark.parametrize(
    "left",
    [b"", b"no number", b"%d" % os.getpid(), b"4194305", b"9" * 30],
    ids=["nothing", "no number", "a process", "no process", "too large"],
)
def test_a_lock_file_that_nobody_holds_names_no_writer(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "claims.ledger.writer"
    path.write_bytes(left)

    assert Writer(path).holder() is None
    with Writer(path).held():
        pass


def test_where_there_is_no_path_there_is_no_process_to_name() -> None:
    assert Writer().holder() is None


def test_a_lock_that_has_no_room_for_its_holders_name_holds_all_the_same(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int, data: bytes, at: int) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as filled:
        filled.setattr("os.pwrite", full)
        append(opened(create=True))

    with pytest.raises(InUse, match="process unknown is writing"):
        append(opened(), 1)


def test_whoever_comes_once_it_is_closed_keeps_no_other_out(opened: Open) -> None:
    log = opened(create=True)
    append(log)
    log.close()

    with pytest.raises(StorageFailure, match="was closed"), log.writing():
        raise AssertionError("was let in")
    append(opened(), expected=1)
