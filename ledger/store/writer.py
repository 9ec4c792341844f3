"""The single writer: one thread of one process at a time."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from ledger.errors import InUse, StorageFailure


class Writer:
    """A lock among threads and, where a path is given, among processes.

    The lock among processes (flock on `path`, which names the holder's process id) is taken at the first use and kept
    until close: whoever wrote may rely on it that nobody else did since. `prepare` is called once it is taken, before
    anybody is the writer.
    """

    def __init__(self, path: Path | None = None, prepare: Callable[[], None] = lambda: None) -> None:
        self._path = path
        self._prepare = prepare
        self._threads = RLock()
        self._file: int | None = None
        self._closed = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the writer. Re-entrant within a thread. Raises InUse if another process is, and names it."""
        with self._threads:
            if self._closed:  # whoever waited for it meanwhile must not keep other processes out for ever
                raise StorageFailure("the ledger was closed: open it again")
            if self._path is not None and self._file is None:
                self._take(self._path)
            yield

    def _take(self, path: Path) -> None:
        file = _lock(path)
        try:
            self._prepare()
        except BaseException:
            os.close(file)
            raise
        self._file = file

    def holder(self) -> int | None:
        """The id of the process that is the writer, None where none is. Asks without waiting for it."""
        if self._path is None:
            return None
        if self._file is not None:
            return os.getpid()
        try:
            file = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            named = os.pread(file, 32, 0).decode(errors="replace").strip()
            return int(named) if named.isdecimal() and _alive(int(named)) and not _free(file) else None
        finally:
            os.close(file)

    def close(self) -> None:
        """Let another process be the writer, and no thread here any more. Idempotent."""
        with self._threads:
            self._closed = True
            if self._file is not None:
                os.close(self._file)
                self._file = None


def _lock(path: Path) -> int:
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StorageFailure(
            f"cannot become the writer, as the lock beside the file fails: {error.strerror}"
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with suppress(OSError):  # the lock holds, be there room for a name in the file or not
            os.ftruncate(file, 0)
            os.pwrite(file, b"%d\n" % os.getpid(), 0)
    except BlockingIOError:
        holder = os.pread(file, 32, 0).decode(errors="replace").strip() or "unknown"
        os.close(file)
        raise InUse(f"process {holder} is writing to this ledger: let it finish, or stop it") from None
    except OSError as error:
        os.close(file)
        raise StorageFailure(
            f"cannot become the writer, as the lock beside the file fails: {error.strerror}"
        ) from error
    return file


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _free(file: int) -> bool:
    """Whether nobody holds the lock. It is taken to find out: only where the process that is named still lives."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
