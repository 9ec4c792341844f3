"""Whoever waits for the writer leads, is led, or is told."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread, current_thread
from types import FrameType
from typing import Any

import pytest

import ledger.steady
import ledger.turns
from ledger import open_ledger
from ledger.errors import AlreadyOtherwise, StorageFailure, Unavailable
from ledger.opening import utc_now
from ledger.receipts import Receipt
from ledger.store import open_memory
from ledger.turns import Turn, Turns
from tests.ledger.given import source_record


def wait_for(told: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if told():
            return
        Event().wait(0.005)
    raise AssertionError("it did not come about")


class Stage:
    """Turns whose serving is told what to do, over a log that is only ever held."""

    def __init__(self) -> None:
        self.entered, self.release = Event(), Event()
        self.error: BaseException | None = None  # of the turn under way
        self.later: BaseException | None = None  # of the one after it
        self.served: list[int] = []
        self.turns = Turns(open_memory(utc_now), self.serve)

    def serve(self, turns: Sequence[Turn]) -> None:
        self.entered.set()
        assert self.release.wait(20)
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.error, self.later = self.later, None
        self.served.append(len(turns))
        for turn in turns:
            turn.receipts = []

    def start(self, ended: list[BaseException | None]) -> Thread:
        def run() -> None:
            try:
                self.turns.run(Turn(lambda _: [], "analyst", None))
            except BaseException as error:
                ended.append(error)
            else:
                ended.append(None)

        thread = Thread(target=run, daemon=True)
        thread.start()
        return thread


def test_whoever_comes_while_one_leads_waits_and_the_lead_is_handed_on() -> None:
    stage, ended = Stage(), list[BaseException | None]()
    threads = [stage.start(ended)]
    assert stage.entered.wait(20)
    threads += [stage.start(ended) for _ in range(5)]
    wait_for(lambda: len(stage.turns._waiting) == 5)
    stage.release.set()
    for thread in threads:
        thread.join(20)

    assert ended == [None] * 6
    assert stage.served == [1, 5]
    assert stage.turns.run(Turn(lambda _: [], "analyst", None)) == []  # nobody leads any more


def test_a_leader_that_is_interrupted_hands_the_lead_on() -> None:
    stage, ended = Stage(), list[BaseException | None]()
    stage.error = KeyboardInterrupt()
    threads = [stage.start(ended)]
    assert stage.entered.wait(20)
    threads.append(stage.start(ended))
    wait_for(lambda: len(stage.turns._waiting) == 1)
    stage.release.set()
    for thread in threads:
        thread.join(20)

    assert [type(error) for error in ended] == [KeyboardInterrupt, type(None)]


def test_a_leader_that_is_interrupted_before_it_leads_hands_the_lead_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Turns._come

    def interrupted(self: Turns, turn: Turn) -> None:
        whole(self, turn)
        raise KeyboardInterrupt

    stage, ended = Stage(), list[BaseException | None]()
    stage.release.set()
    monkeypatch.setattr(Turns, "_come", interrupted)
    with pytest.raises(KeyboardInterrupt):
        stage.turns.run(Turn(lambda _: [], "analyst", None))
    monkeypatch.undo()
    thread = stage.start(ended)
    thread.join(5)

    assert ended == [None]
    assert stage.served == [1]


def interrupted_at(step: int, kind: str, run: Callable[[], object]) -> bool:
    """Interrupt this thread, the main one, at the n-th "line" or "call" of ours; whether it came to as many."""
    left, ours = step, (ledger.turns.__file__, ledger.steady.__file__)

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if event == kind and frame.f_code.co_filename in ours:
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


def steps_that_lose_the_lead(kind: str, patience: float) -> list[int]:
    """The first step, of all of an append in the main thread, at which an interrupt keeps the next append from ending;
    none, where whatever comes after an interrupt ends."""
    step = 0
    while True:
        step += 1
        stage, ended = Stage(), list[BaseException | None]()
        stage.release.set()
        reached = interrupted_at(step, kind, lambda: stage.turns.run(Turn(lambda _: [], "analyst", None)))  # noqa: B023
        thread = stage.start(ended)
        thread.join(patience)
        if ended != [None]:
            return [step]
        stage.turns.close()
        if not reached:
            assert step > 5
            return []


@pytest.mark.parametrize("kind", ["line", "call"])
def test_wherever_the_main_thread_is_interrupted_the_next_append_ends(kind: str) -> None:
    assert steps_that_lose_the_lead(kind, 20) == []


def test_were_the_main_thread_to_lead_an_interrupt_would_keep_the_next_append_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ledger.steady.main_thread", lambda: None)

    assert current_thread().name == "MainThread"
    assert steps_that_lose_the_lead("call", 0.5) != []


def test_those_who_share_a_turn_with_an_interrupted_leader_are_told_to_send_again() -> None:
    stage, ended = Stage(), list[BaseException | None]()
    threads = [stage.start(ended)]
    assert stage.entered.wait(20)
    threads += [stage.start(ended) for _ in range(3)]
    wait_for(lambda: len(stage.turns._waiting) == 3)
    stage.later = KeyboardInterrupt()
    stage.release.set()
    for thread in threads:
        thread.join(20)

    assert sorted(type(error).__name__ for error in ended) == [
        "KeyboardInterrupt",
        "NoneType",
        "Unavailable",
        "Unavailable",
    ]


def test_a_turn_that_is_given_up_while_it_waits_is_never_served(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Turn) -> None:
        raise KeyboardInterrupt

    stage, ended = Stage(), list[BaseException | None]()
    first = stage.start(ended)
    assert stage.entered.wait(20)
    given_up = Turn(lambda _: [], "analyst", None)
    monkeypatch.setattr(Turn, "sleep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        stage.turns.run(given_up)
    monkeypatch.undo()
    second = stage.start(ended)
    wait_for(lambda: len(stage.turns._waiting) == 1)
    stage.release.set()
    first.join(20)
    second.join(20)

    assert ended == [None, None]
    assert stage.served == [1, 1]
    assert not given_up.over


def test_turns_that_no_thread_waits_for_are_told_together_with_those_that_one_does() -> None:
    stage, ended, told = Stage(), list[BaseException | None](), list[Turn]()
    stage.turns.submit(Turn(lambda _: [], "analyst", None, told=told.append))
    assert stage.entered.wait(20)
    stage.turns.submit(Turn(lambda _: [], "analyst", None, told=told.append))
    thread = stage.start(ended)
    wait_for(lambda: len(stage.turns._waiting) == 2)
    stage.turns.submit(Turn(lambda _: [], "analyst", "2031-10-13T09:00:00.000000Z", told=told.append))
    stage.release.set()
    thread.join(20)
    stage.turns.close()

    assert ended == [None]
    assert [turn.receipts for turn in told] == [[], [], []]
    assert stage.served == [1, 2, 1]


def test_the_lead_goes_from_a_thread_that_waits_to_a_turn_that_none_waits_for() -> None:
    stage, ended, told = Stage(), list[BaseException | None](), list[Turn]()
    thread = stage.start(ended)
    assert stage.entered.wait(20)
    stage.turns.submit(Turn(lambda _: [], "reporter", None, told=told.append))
    stage.release.set()
    thread.join(20)
    wait_for(lambda: len(told) == 1)
    stage.turns.close()

    assert stage.served == [1, 1]


@pytest.mark.parametrize("error", [StorageFailure("the disk is full"), KeyboardInterrupt(), ZeroDivisionError()])
def test_a_turn_that_no_thread_waits_for_is_told_why_it_failed(error: BaseException) -> None:
    stage, told = Stage(), list[Turn]()
    stage.error = error
    stage.release.set()
    stage.turns.submit(Turn(lambda _: [], "analyst", None, told=told.append))
    wait_for(lambda: len(told) == 1)
    stage.turns.submit(Turn(lambda _: [], "analyst", None, told=told.append))
    stage.turns.close()

    assert type(told[0].failure) is (Unavailable if isinstance(error, KeyboardInterrupt) else type(error))
    assert told[1].receipts == []


def test_a_ledger_that_is_closed_has_recorded_what_waited(tmp_path: Path) -> None:
    outcomes: list[Receipt | Exception] = []
    with open_ledger(str(tmp_path / "claims.ledger"), create=True) as ledger:
        for number in range(20):
            ledger.record_soon(source_record(f"source-{number}"), by="analyst", done=outcomes.append)

    assert sorted(outcome.position for outcome in outcomes if isinstance(outcome, Receipt)) == list(range(2, 22))


def test_what_comes_after_the_ledger_was_closed_is_told_so(tmp_path: Path) -> None:
    outcomes: list[Receipt | Exception] = []
    ledger = open_ledger(str(tmp_path / "claims.ledger"), create=True)
    ledger.close()
    ledger.record_soon(source_record("late"), by="analyst", done=outcomes.append)

    assert [type(outcome) for outcome in outcomes] == [Unavailable]


def test_what_is_refused_soon_is_told_to_its_own_alone(tmp_path: Path) -> None:
    outcomes: list[Receipt | Exception] = []
    with open_ledger(str(tmp_path / "claims.ledger"), create=True) as ledger:
        ledger.record_soon(source_record("one"), by="analyst", done=outcomes.append)
        ledger.record_soon(source_record("one", name="Another"), by="analyst", done=outcomes.append)
        ledger.record_soon(source_record("two"), by="analyst", done=outcomes.append)

    assert [type(outcome) for outcome in outcomes] == [Receipt, AlreadyOtherwise, Receipt]
