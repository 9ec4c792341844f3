from collections.abc import Callable
from queue import Queue
from typing import Any

import pytest

from ledger.errors import StorageFailure
from ledger.figures import Figures
from ledger.projections import pursuit
from ledger.projections.follower import Follower
from ledger.projections.pursuit import Pursuit
from tests.ledger.given import source_record
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import ANALYST, everything, head, recorded

NEVER = 600.0
"""Seconds: longer than any test takes."""


class Telling(Follower):
    """Tells how far it came with each transaction, after `then` was done, and each time that it came to the head."""

    def __init__(self, followed: Followed, then: Callable[[], object] = lambda: None) -> None:
        self.figures = Figures(lambda: "2031-10-12T00:00:00.000000Z")
        super().__init__(followed.log, followed.log.views, self.figures)
        self.told: Queue[int] = Queue()
        self.there: Queue[int] = Queue()
        self.then = then

    def _advance(self, *given: Any, **how: Any) -> int:
        reached = super()._advance(*given, **how)
        self.then()
        self.told.put(reached)
        return reached

    def follow(self, *given: Any, **how: Any) -> int:
        reached = super().follow(*given, **how)
        self.there.put(reached)
        return reached


def wait_for(position: int, told: Queue[int]) -> None:
    while told.get(timeout=60) < position:
        pass


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry in a transaction, and once it rests, it rests until it is ended."""
    monkeypatch.setattr(pursuit, "AT_ONCE", 1)
    monkeypatch.setattr(pursuit, "PAUSE", NEVER)


def test_what_was_appended_is_indexed_without_being_asked_for_and_without_rest(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    telling = Telling(followed)

    with Pursuit(followed.log, telling):
        wait_for(head(followed.ledger), telling.there)

    assert telling.position() == head(followed.ledger)


def test_what_is_appended_while_it_rests_is_indexed_too(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pursuit, "PAUSE", 0.01)
    telling = Telling(followed)

    with Pursuit(followed.log, telling):
        for one in everything():
            recorded(followed.ledger, one)
            wait_for(head(followed.ledger), telling.there)


def test_while_the_log_grows_it_gives_way_after_each_transaction(followed: Followed) -> None:
    followed.follower.follow()
    followed.ledger.record_all(everything(), by=ANALYST)
    names = iter(range(100))
    telling = Telling(followed, lambda: recorded(followed.ledger, source_record(f"late-{next(names)}")))

    with Pursuit(followed.log, telling):
        wait_for(2, telling.told)  # the first transaction shows it where the log is, the second that it grows

    assert telling.position() == 2
    assert telling.figures.failing() == ()


@pytest.mark.parametrize("built", [True, False])
def test_it_ends_after_the_transaction_that_it_is_in(followed: Followed, built: bool) -> None:
    if built:
        followed.follower.follow()
    followed.ledger.record_all(everything(), by=ANALYST)
    telling = Telling(followed)
    follows = Pursuit(followed.log, telling)
    telling.then = follows._over.set

    with follows:
        wait_for(1, telling.told)

    used, building = telling.generations()
    assert [one.position for one in (used, building) if one is not None] == [1]
    assert followed.follower.follow() == head(followed.ledger)


def test_what_fails_is_in_the_figures_and_tried_again(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pursuit, "PAUSE", 0.01)
    followed.ledger.record_all(everything(), by=ANALYST)
    failures: Queue[str] = Queue()

    def fail() -> None:
        if failures.qsize() < 2:
            failures.put(StorageFailure.slug)
            raise StorageFailure("the disk is full")

    telling = Telling(followed, fail)
    with Pursuit(followed.log, telling):
        wait_for(head(followed.ledger), telling.there)

    assert [failure.kind for failure in telling.figures.last_failures()] == [StorageFailure.slug]
    assert telling.figures.failing() == ()
