"""Appends that wait share one sync, fail alone, and are each acknowledged once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from ledger import open_ledger
from ledger.entries import Entry
from ledger.errors import AlreadyOtherwise, DamagedLedger, Overtaken, Rejected, StorageFailure, TooLarge
from ledger.log import Change
from ledger.opening import utc_now
from ledger.receipts import Receipt
from ledger.service import Ledger
from ledger.store import StoredLog, open_sqlite
from ledger.turns import Turn
from tests.ledger.given import source_record
from tests.ledger.test_turns import wait_for


class CountedLog:
    """A log that counts its appends, and holds the first back until it is let go."""

    def __init__(self, log: StoredLog) -> None:
        self._log = log
        self.appends: list[int] = []
        self.entered, self.release = Event(), Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    def append(self, changes: Sequence[Change], **kwargs: Any) -> list[Entry]:
        self.entered.set()
        assert self.release.wait(20)
        self.appends.append(len(changes))
        return self._log.append(changes, **kwargs)


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[CountedLog]:
    log = CountedLog(open_sqlite(tmp_path / "claims.ledger", clock=utc_now, create=True))
    yield log
    log.close()


def recording(
    ledger: Ledger, source: str, outcomes: list[Receipt | Exception], *, by: str = "analyst", **fields: Any
) -> Thread:
    def record() -> None:
        try:
            outcomes.append(ledger.record(source_record(source, **fields), by=by))
        except Exception as error:
            outcomes.append(error)

    thread = Thread(target=record)
    thread.start()
    return thread


def held_back(
    log: CountedLog, others: Callable[[Ledger, list[Receipt | Exception]], list[Thread]], waiting: int
) -> Any:
    """The outcomes of appends that came while the first one was under way."""
    ledger = Ledger(log, log.views, utc_now, log.notary)
    outcomes: list[Receipt | Exception] = []
    threads = [recording(ledger, "first", outcomes)]
    assert log.entered.wait(20)
    threads += others(ledger, outcomes)
    wait_for(lambda: len(ledger._turns._waiting) == waiting)
    log.release.set()
    for thread in threads:
        thread.join(20)
    return ledger, outcomes


def test_appends_that_wait_share_one_sync(counted: CountedLog) -> None:
    def others(ledger: Ledger, outcomes: list[Receipt | Exception]) -> list[Thread]:
        return [recording(ledger, f"source-{n}", outcomes) for n in range(20)]

    _, outcomes = held_back(counted, others, 20)

    assert counted.appends == [2, 20]
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    assert sorted(receipt.position for receipt in receipts) == list(range(2, 23))


def test_appends_of_several_principals_share_one_sync_and_each_is_its_own(counted: CountedLog) -> None:
    def others(ledger: Ledger, outcomes: list[Receipt | Exception]) -> list[Thread]:
        return [recording(ledger, f"source-{n}", outcomes, by=f"principal-{n % 3}") for n in range(9)]

    _, outcomes = held_back(counted, others, 9)

    assert counted.appends == [2, 9]
    assert all(isinstance(outcome, Receipt) for outcome in outcomes)
    recorded = {entry.stream: entry.recorded_by for entry in counted.read(2, limit=100)}
    assert recorded == {f"source:source-{n}": f"principal-{n % 3}" for n in range(9)}


def test_a_principal_that_there_cannot_be_is_refused_alone(counted: CountedLog) -> None:
    def others(ledger: Ledger, outcomes: list[Receipt | Exception]) -> list[Thread]:
        return [recording(ledger, f"source-{n}", outcomes, by=by) for n, by in enumerate(["one", "", "two"])]

    _, outcomes = held_back(counted, others, 3)

    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [Rejected]
    assert len(outcomes) == 4


def test_who_is_refused_is_refused_alone(counted: CountedLog) -> None:
    def others(ledger: Ledger, outcomes: list[Receipt | Exception]) -> list[Thread]:
        return [
            recording(ledger, "second", outcomes),
            recording(ledger, "first", outcomes, name="Another of that name"),
            recording(ledger, "third", outcomes),
        ]

    _, outcomes = held_back(counted, others, 3)

    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [AlreadyOtherwise]
    assert sorted(outcome.id for outcome in outcomes if isinstance(outcome, Receipt)) == ["first", "second", "third"]


@pytest.mark.parametrize(
    "error", [TooLarge("too large to be stored"), Overtaken("the ledger went on"), RuntimeError("nobody foresaw it")]
)
def test_where_the_append_of_several_fails_by_one_of_them_each_is_tried_by_itself(
    counted: CountedLog, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    whole = counted._log.append

    def refuse_the_second(changes: Sequence[Change], **kwargs: Any) -> list[Entry]:
        if any(change.stream == "source:second" for change in changes):
            raise error
        return whole(changes, **kwargs)

    monkeypatch.setattr(counted._log, "append", refuse_the_second)

    def others(ledger: Ledger, outcomes: list[Receipt | Exception]) -> list[Thread]:
        return [recording(ledger, name, outcomes) for name in ("second", "third")]

    ledger, outcomes = held_back(counted, others, 2)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == [error]
    assert [source.id for source in ledger.sources().items] == ["first", "third"]


def test_a_storage_failure_is_told_to_all_that_shared_it_and_nothing_was_recorded(
    counted: CountedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = counted._log.append

    def fail_later(changes: Sequence[Change], **kwargs: Any) -> list[Entry]:
        if len(counted.appends) > 1:
            raise StorageFailure("the disk is full")
        return whole(changes, **kwargs)

    monkeypatch.setattr(counted._log, "append", fail_later)

    def others(ledger: Ledger, outcomes: list[Receipt | Exception]) -> list[Thread]:
        return [recording(ledger, f"source-{n}", outcomes) for n in range(5)]

    ledger, outcomes = held_back(counted, others, 5)

    assert sum(isinstance(outcome, StorageFailure) for outcome in outcomes) == 5
    assert [source.id for source in ledger.sources().items] == ["first"]


def test_where_what_came_before_cannot_be_read_those_that_share_a_sync_are_acknowledged(
    counted: CountedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = counted._log.stream

    def damaged(stream: str) -> list[Entry]:
        if stream == "source:first":
            raise DamagedLedger("it is not what was written")
        return whole(stream)

    def turn(*names: str) -> Turn:
        return Turn(lambda unit: [unit.take(source_record(name), "analyst") for name in names], "analyst", None)

    counted.release.set()
    ledger = Ledger(counted, counted.views, utc_now, counted._log.notary)
    ledger.record(source_record("first"), by="analyst")
    monkeypatch.setattr(counted._log, "stream", damaged)
    turns = [turn("second"), turn("first"), turn("third"), turn("first", "fourth")]
    with counted._log.writing():
        ledger._turns._serve(turns)

    assert [type(turn.failure) for turn in turns] == [type(None), DamagedLedger, type(None), StorageFailure]
    assert [receipt.position for turn in turns for receipt in turn.receipts or ()] == [3, 4]
    assert "what was new was stored" in str(turns[3].failure)
    monkeypatch.undo()
    assert [source.id for source in ledger.sources().items] == ["first", "second", "third", "fourth"]


def test_the_same_record_from_many_at_once_is_recorded_once(tmp_path: Path) -> None:
    barrier = Barrier(16)

    def record(ledger: Ledger) -> Receipt:
        barrier.wait()
        return ledger.record(source_record("the-same"), by="analyst")

    with open_ledger(str(tmp_path / "claims.ledger"), create=True) as ledger, ThreadPoolExecutor(16) as threads:
        receipts = list(threads.map(record, [ledger] * 16))

        assert sorted(receipt.again for receipt in receipts) == [False] + [True] * 15
        assert {receipt.position for receipt in receipts} == {2}
        assert ledger.moment(None).position == 2
