"""While an index is rebuilt, readers and the writer wait for no more than one of its batches."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from sqlite3 import Connection
from threading import Event
from typing import Any

import pytest

from ledger.entries import Entry
from ledger.log import Log
from ledger.opening import open_ledger
from ledger.projections import follower
from ledger.projections.applying import apply
from ledger.projections.follower import Follower
from ledger.service import Ledger
from ledger.store import open_sqlite
from tests.ledger.projections.conftest import following
from tests.ledger.story import ANALYST, DEAL, Calendar, claim, everything, head, recorded

ROOT = Path(__file__).parents[3]
STEP = 4
LONG = 60.0
"""Seconds after which something hangs."""

PROGRAM = """
import sys
from ledger.opening import open_ledger
from ledger.projections import follower

def report(position, head):
    print(position, head, flush=True)
    sys.stdin.readline()

follower.BATCH = int(sys.argv[2])
with open_ledger(sys.argv[1]) as ledger:
    ledger.rebuild(report)
"""

Steps = Iterator[tuple[int, int]]
Rebuilding = Callable[[Path, Calendar], Steps]


def in_another_process(file: Path, calendar: Calendar) -> Steps:
    """A rebuild that stands still at each step: it goes on when the next is asked for."""
    command = [sys.executable, "-c", PROGRAM, str(file), str(STEP)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None and process.stdout is not None
        for line in process.stdout:
            position, head = line.split()
            yield int(position), int(head)
            print("on", file=process.stdin, flush=True)
    assert process.returncode == 0


def in_another_thread(
    file: Path, calendar: Calendar, rebuild: Callable[[Follower, follower.Report], object] = Follower.rebuild
) -> Steps:
    """As `in_another_process`."""
    steps: Queue[tuple[int, int] | None] = Queue()
    on = Event()

    def report(position: int, head: int) -> None:
        on.clear()
        steps.put((position, head))
        assert on.wait(LONG)

    def run() -> None:
        log = open_sqlite(file, clock=calendar)
        try:
            rebuild(following(log, log.views), report)
        finally:
            log.close()
            steps.put(None)

    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(run)
        try:
            while (step := steps.get(timeout=LONG)) is not None:
                yield step
                on.set()
        finally:
            on.set()
        running.result(LONG)


@pytest.fixture
def told(file: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(follower, "BATCH", STEP)
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        ledger.claims()
        yield ledger


def use(ledger: Ledger, number: int) -> int:
    """Record a claim, and read it back: which brings the index in use up to it."""
    recorded(ledger, claim(text=f"recorded while rebuilding: {number}"))
    believed = ledger.beliefs(DEAL)
    assert believed.recorded_as_of.position == head(ledger)
    found = ledger.claims(limit=1000).items
    assert found[-1].position == head(ledger)
    return len(found)


@pytest.mark.parametrize("rebuilding", [in_another_process, in_another_thread])
def test_in_the_middle_of_a_rebuild_anyone_records_and_reads(
    told: Ledger, file: Path, calendar: Calendar, rebuilding: Rebuilding
) -> None:
    before, found = len(told.claims(limit=1000).items), []
    used, _ = told._follower.generations()
    assert used is not None
    behind = 0

    for number, (position, head_then) in enumerate(rebuilding(file, calendar)):
        if position < head_then:
            behind += 1
            answers, _ = told._follower.generations()
            assert answers is not None and answers.number == used.number
            found.append(use(told, number))

    assert behind > 5
    assert found == list(range(before + 1, before + 1 + behind))
    after, _ = told._follower.generations()
    assert after is not None and after.number > used.number
    assert len(told.claims(limit=1000).items) == before + behind
    assert told.examination().fault is None


class Held:
    """A fault: views of which every transaction is the one that was begun at first."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    @contextmanager
    def updating(self) -> Iterator[Connection]:
        yield self._db

    reading = updating


def in_one_transaction(one: Follower, report: follower.Report) -> object:
    """A rebuild that holds its write transaction throughout."""
    with one._views.updating() as db:
        return following(one._log, Held(db)).rebuild(report)


def test_a_rebuild_in_one_transaction_would_keep_everyone_waiting(told: Ledger, file: Path, calendar: Calendar) -> None:
    """The twin of the test above: whoever records, or reads what is not in the index yet, waits for its end."""
    recorded(told, claim(text="recorded before"))
    steps = in_another_thread(file, calendar, in_one_transaction)

    with ThreadPoolExecutor(2) as threads:
        position, head_then = next(steps)
        waiting: list[Future[Any]] = [
            threads.submit(told.claims),
            threads.submit(recorded, told, claim(text="recorded now")),
        ]
        with pytest.raises(TimeoutError):
            waiting[0].result(0.5)
        assert position < head_then and not any(one.done() for one in waiting)
        for _ in steps:
            pass
        for one in waiting:
            one.result(LONG)


def test_no_transaction_of_a_rebuild_applies_more_than_a_batch(told: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def counting(db: Connection, log: Log, entries: list[Entry], number: int) -> None:
        taken.append(len(entries))
        apply(db, log, entries, number)

    monkeypatch.setattr(follower, "apply", counting)
    told.rebuild()

    assert sum(taken) == head(told) and max(taken) <= STEP
