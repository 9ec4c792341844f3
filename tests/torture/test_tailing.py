"""Readers beside writers, briefly; and, with a safety switched off, that it is found."""

import fcntl
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

import uvicorn

from ledger.opening import open_ledger
from torture import sabotage, tailing
from torture.doors import Door
from torture.processes import as_it_is
from torture.readers import Follow, over_http
from torture.writers import append_beside, intrude


def silent(text: str) -> None:
    pass


def by_time(path: str, door: Door) -> Follow:
    """Trusts that what is new was recorded later than what was last read."""
    ledger, last = open_ledger(path), [""]

    def follow(after: int) -> Iterable[tuple[int, bytes]]:
        new = (e for e in ledger.entries(until=ledger.moment(None).position) if e.recorded_at > last[0])
        for entry, _ in zip(new, range(20), strict=False):
            last[0] = max(last[0], entry.recorded_at)
            yield entry.position, entry.data

    return follow


def out_of_order(server: uvicorn.Server) -> None:
    append_beside(server)
    sabotage.publish_out_of_order(server)


def force(path: str, asker: Connection) -> None:
    """Writes although another process holds the writer's lock."""
    fcntl.flock = lambda file, how: None
    intrude(path, asker)


def test_every_reader_finds_every_entry_once_and_nobody_else_may_write(tmp_path: Path) -> None:
    assert tailing.tails(tmp_path / "a.ledger", tailing.SMOKE, silent) == []


def test_a_log_whose_positions_are_seen_out_of_order_is_found(tmp_path: Path) -> None:
    (fault,) = tailing.tails(tmp_path / "a.ledger", 1, silent, change=out_of_order, readers=(over_http,))

    assert fault.startswith("over_http: position ") and " was to come, " in fault


def test_a_reader_that_trusts_the_time_instead_of_the_position_is_found(tmp_path: Path) -> None:
    (fault,) = tailing.tails(tmp_path / "a.ledger", tailing.SMOKE, silent, change=as_it_is, readers=(by_time,))

    assert fault.startswith("by_time: position ") and " was to come, " in fault


def test_a_second_process_that_is_let_write_is_found(tmp_path: Path) -> None:
    faults = tailing.tails(tmp_path / "a.ledger", 1, silent, readers=(), intruder=force)

    assert any("a second process that wrote was not refused" in fault for fault in faults)
