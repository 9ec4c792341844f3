"""The calls of a process that writes, syncs and sends, as they are followed; None where the system lets nobody."""

import os
import socket
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

import pytest

from torture import tracing
from torture.order import Order
from torture.processes import kill, piped

CLAIM = b"sha256:" + b"0" * 64
FRAME, PAGE = b"\0\0\0\2\0\0\0\7" + bytes(16), (b'{"stream":"claim:%s"}' % CLAIM).ljust(4096, b"\0")
HEAD, BODY = b"HTTP/1.1 201 Created\r\n\r\n", b'{"claim":"%s"}' % CLAIM

Sync = Callable[[int], None]


def no_sync(file: int) -> None:
    pass


def work(wal: str, sync: Sync, pieces: bool, asker: Connection) -> None:
    """Write a claim and sync it in one thread, and acknowledge it in another."""
    file = os.open(wal, os.O_CREAT | os.O_RDWR)
    here, there = socket.socketpair()

    def write() -> None:
        os.pwrite(file, FRAME, 32)
        os.pwrite(file, PAGE, 56)
        sync(file)

    writer = Thread(target=write)
    writer.start()
    writer.join()
    if pieces:
        here.sendmsg([HEAD[:9], HEAD[9:] + BODY[:20], BODY[20:]])
        os.writev(there.fileno(), [b"HTTP/1.1 ", b"200 OK"])
    else:
        here.sendall(HEAD)
        here.sendall(BODY)


def traced(wal: Path, sync: Sync, pieces: bool) -> Order | None:
    process, connection = piped(tracing.trace, str(wal), partial(work, str(wal), sync, pieces))
    if connection.recv() is None:
        return None
    order: Order = connection.recv()
    kill(process)
    return order


@pytest.mark.parametrize("pieces", [False, True])
def test_what_is_synced_before_it_is_sent_is_seen_to_be(tmp_path: Path, pieces: bool) -> None:
    order = traced(tmp_path / "wal", os.fsync, pieces)

    assert order is None or (order.acknowledged, order.too_early, order.shared) == ({CLAIM}, [], [1])


@pytest.mark.parametrize("pieces", [False, True])
def test_what_is_sent_without_a_sync_is_seen_to_be(tmp_path: Path, pieces: bool) -> None:
    order = traced(tmp_path / "wal", no_sync, pieces)

    assert order is None or (order.acknowledged, order.too_early, order.shared) == ({CLAIM}, [CLAIM], [])
