"""Following the system calls of a process with ptrace: what strace does, where there is none but the system allows it.

On Linux from 5.3 on (PTRACE_GET_SYSCALL_INFO, ptrace(2)), on x86-64 and 64-bit ARM.
"""

import ctypes
import os
import platform
import signal
import struct
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from torture.order import Order

Work = Callable[["Connection[Any, Any]"], None]

REFUSED = "this system lets nobody follow the calls of a process: the server was watched from within alone"

_NAMES = ("fsync", "fdatasync", "write", "pwrite64", "sendto", "writev", "sendmsg")
_NUMBERS = {"x86_64": (74, 75, 1, 18, 44, 20, 46), "aarch64": (82, 83, 64, 68, 206, 66, 211)}
_CALLS = dict(zip(_NUMBERS.get(platform.machine(), ()), _NAMES, strict=False))

_TRACEME, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_OPTIONS = 0x1 | 0x8 | 0x100000  # calls are told from signals, threads are followed, none outlives its tracer
_ALL_THREADS = 0x40000000
_AT_CALL = signal.SIGTRAP | 0x80
_ENTERED, _LEFT = 1, 2
_ENTRY, _EXIT = struct.Struct("=B3xIQQQ6Q"), struct.Struct("=B3xIQQq")
_PIECE = struct.Struct("=QQ")


def trace(wal: str, work: Work, asker: "Connection[Any, Any]") -> None:
    """Do some work in a process of its own, whose id is sent first; when it has ended, send the Order of its calls.

    `wal` is the file whose writes and syncs are of interest. None alone is sent where nothing may be traced.
    """
    if not _CALLS or platform.system() != "Linux":
        asker.send(None)
        return
    process = os.fork()
    if process == 0:
        _work(work, asker)
    asker.send(_Tracer(process, wal).follow() if _may_follow(process) else None)


def _may_follow(process: int) -> bool:
    """Whether a process stops to be traced and its calls are told; it is killed where they are not."""
    _, status = os.waitpid(process, 0)
    if not os.WIFSTOPPED(status):
        return False
    try:
        _call(process)
    except OSError:
        os.kill(process, signal.SIGKILL)
        return False
    return True


def _call(thread: int) -> bytes:
    """What is known of the call that a stopped thread enters or leaves."""
    info = ctypes.create_string_buffer(_ENTRY.size)
    _ptrace(_GET_SYSCALL_INFO, thread, len(info), ctypes.addressof(info))
    return info.raw


def _work(work: Work, asker: "Connection[Any, Any]") -> None:
    try:
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        asker.send(os.getpid())
        work(asker)
    finally:
        os._exit(0)


class _Tracer:
    """Stops a process at every call that it enters and leaves, and tells an Order of some."""

    def __init__(self, process: int, wal: str) -> None:
        self._process = process
        self._wal = wal
        self._order = Order()
        self._threads = {process}
        self._syncing: set[int] = set()

    def follow(self) -> Order:
        """The order, once the process, which has stopped, has ended."""
        _ptrace(_SETOPTIONS, self._process, 0, _OPTIONS)
        self._memory = os.open(f"/proc/{self._process}/mem", os.O_RDONLY)
        _ptrace(_SYSCALL, self._process)
        while True:
            thread, status = os.waitpid(-1, _ALL_THREADS)
            if not os.WIFSTOPPED(status):
                if thread == self._process:
                    return self._order
                continue
            with suppress(ProcessLookupError):  # it was killed meanwhile
                _ptrace(_SYSCALL, thread, 0, self._stopped(thread, status))

    def _stopped(self, thread: int, status: int) -> int:
        """Look at why a thread has stopped; the signal to go on with, 0 for none."""
        stop = os.WSTOPSIG(status)
        if stop == _AT_CALL:
            self._called(thread)
            return 0
        if status >> 16:
            return 0  # it has begun another thread
        if thread not in self._threads:
            self._threads.add(thread)
            return 0  # which begins with a stop
        return stop

    def _called(self, thread: int) -> None:
        call = _call(thread)
        if call[0] == _ENTERED:
            _, _, _, _, number, *arguments = _ENTRY.unpack(call)
            if number in _CALLS:
                self._entered(thread, _CALLS[number], arguments)
        elif call[0] == _LEFT and thread in self._syncing:
            self._syncing.remove(thread)
            if _EXIT.unpack_from(call)[-1] == 0:
                self._order.sync_ended(thread)

    def _entered(self, thread: int, name: str, arguments: list[int]) -> None:
        try:
            file = os.readlink(f"/proc/{thread}/fd/{arguments[0]}")
        except FileNotFoundError:
            return  # there is no such file; the call will fail
        if name in ("fsync", "fdatasync"):
            if file == self._wal:
                self._syncing.add(thread)
                self._order.sync_began(thread)
        elif file == self._wal:
            self._order.wrote(self._data(name, arguments))
        elif file.startswith("socket:"):
            self._order.sent(file, self._data(name, arguments))

    def _data(self, name: str, arguments: list[int]) -> bytes:
        """The bytes that a call was given; of several pieces, all of them."""
        _, at, count, *_ = arguments
        if name == "sendmsg":
            at, count = _PIECE.unpack(self._read(at + 16, _PIECE.size))
        if name in ("sendmsg", "writev"):
            pieces = _PIECE.iter_unpack(self._read(at, count * _PIECE.size))
            return b"".join(self._read(start, length) for start, length in pieces)
        return self._read(at, count)

    def _read(self, at: int, length: int) -> bytes:
        return os.pread(self._memory, length, at)


_LIBRARY = ctypes.CDLL(None, use_errno=True)


def _ptrace(request: int, thread: int, address: int = 0, data: int = 0) -> None:
    if (
        _LIBRARY.ptrace(ctypes.c_long(request), ctypes.c_long(thread), ctypes.c_void_p(address), ctypes.c_void_p(data))
        < 0
    ):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
