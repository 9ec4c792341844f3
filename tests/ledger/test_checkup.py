import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from ledger import checkup
from ledger.checkup import Checkup
from ledger.errors import StorageFailure
from ledger.figures import Figures
from ledger.opening import open_ledger
from ledger.projections import follower
from ledger.service import Ledger
from ledger.views import Health
from tests.ledger.given import source_record
from tests.ledger.story import ANALYST, DEAL, Calendar, claim, everything, head, recorded


@pytest.fixture
def stored(file: Path, calendar: Calendar) -> Iterator[Ledger]:
    """A ledger in a file, followed up to its head."""
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.beliefs(DEAL)
        yield ledger


def spoil(file: Path, position: int) -> None:
    """Put a row into the index where that of a claim yet to come belongs: following fails on it."""
    with closing(sqlite3.connect(file)) as db, db:
        ((number,),) = db.execute("SELECT number FROM view_generation WHERE state = 'used'")
        db.execute(
            f"INSERT INTO view_claim_{number} VALUES (?, 'spoilt', NULL, NULL, NULL, NULL, NULL)",
            (position,),
        )


def mend(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        ((number,),) = db.execute("SELECT number FROM view_generation WHERE state = 'used'")
        db.execute(f"DELETE FROM view_claim_{number} WHERE id = 'spoilt'")


def test_a_ledger_in_order_is_ready(stored: Ledger) -> None:
    found = stored.health()
    assert (found.ready, found.error, found.failures, found.building) == (True, None, (), None)
    assert (found.head, found.index, found.lag, found.lag_seconds) == (head(stored), head(stored), 0, 0)


def test_the_lag_is_in_entries_and_in_seconds_of_recording(stored: Ledger, calendar: Calendar) -> None:
    for n in range(3):
        calendar.pass_seconds(20)
        recorded(stored, claim(text=f"report {n}"))

    assert (stored.health().lag, stored.health().lag_seconds) == (3, 60)


def test_before_anything_was_followed_the_lag_goes_back_to_the_first_entry(ledger: Ledger, calendar: Calendar) -> None:
    calendar.pass_seconds(7)
    recorded(ledger, claim())

    assert (ledger.health().index, ledger.health().lag, ledger.health().lag_seconds) == (0, head(ledger), 7)


def test_a_rebuild_is_seen_from_elsewhere(
    stored: Ledger, file: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH", 3)
    seen: list[Health] = []
    with open_ledger(str(file), clock=calendar) as other:
        other.rebuild(lambda position, head: seen.append(stored.health()))

    building = [found.building for found in seen]
    assert [(one.position, one.percent) for one in building if one] == [(3, 25), (6, 50), (9, 75), (12, 100)]
    assert len({one.generation for one in building if one}) == 1
    assert all(found.ready and found.lag == 0 for found in seen)
    assert stored.health().building is None


# -- what fails --------------------------------------------------------------------------------------------------------


def read_the_spoilt(ledger: Ledger, file: Path) -> None:
    recorded(ledger, claim())
    spoil(file, head(ledger))
    with pytest.raises(StorageFailure):
        ledger.claims()


def test_an_index_that_cannot_follow_is_told_with_what_and_when_until_it_can(
    stored: Ledger, file: Path, calendar: Calendar
) -> None:
    calendar.on("2024-02-29")
    read_the_spoilt(stored, file)

    found = stored.health()
    mend(file)
    after = stored.health()

    (failure,) = found.failures
    assert (found.ready, found.lag) == (False, 1)
    assert (failure.of, failure.kind, failure.at) == ("index", "storage-failure", "2024-02-29T12:00:00.000000Z")
    assert found.error is not None and "failed at 2024-02-29T12" in found.error and "view_claim" in found.error
    assert (after.ready, after.error, after.failures, after.lag) == (True, None, (), 0)


def test_a_failure_that_nobody_keeps_would_leave_it_ready(
    stored: Ledger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    monkeypatch.setattr(Figures, "failed", lambda *of: None)
    read_the_spoilt(stored, file)

    assert stored.health().ready


def test_a_store_that_fails_is_tried_again_without_being_asked_to_record(
    stored: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored.figures.failed("append", StorageFailure("the disk is full"))
    with monkeypatch.context() as broken:
        broken.setattr(stored._follower, "confirm", raising)
        found = stored.health()
    after = stored.health()

    assert (found.ready, [failure.of for failure in found.failures]) == (False, ["append"])
    assert found.error is not None and "the disk is full" in found.error
    assert (after.ready, after.failures) == (True, ())


def raising() -> None:
    raise StorageFailure("still full")


# -- nobody who asks waits ---------------------------------------------------------------------------------------------


def asked_while_the_store_hangs(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> list[Health]:
    """The answers that were given before a store that keeps a trial waiting let go of it."""
    monkeypatch.setattr(checkup, "PATIENCE", 0.01)
    entered, release = Event(), Event()

    def hang() -> None:
        entered.set()
        assert release.wait(20)

    monkeypatch.setattr(ledger._follower, "confirm", hang)
    ledger.figures.failed("append", StorageFailure("the disk is full"))
    answered: list[Health] = []
    asking = [Thread(target=lambda: answered.append(ledger.health())) for _ in range(2)]
    for thread in asking:
        thread.start()
    assert entered.wait(20)
    for thread in asking:
        thread.join(2)
    given = list(answered)
    release.set()
    for thread in asking:
        thread.join(20)
    return given


def test_an_answer_does_not_wait_for_a_store_that_hangs(stored: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [found.ready for found in asked_while_the_store_hangs(stored, monkeypatch)] == [False, False]


def test_a_trial_on_the_thread_that_asks_would_keep_it_waiting(stored: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the test above."""
    monkeypatch.setattr(Checkup, "_try_again", Checkup._try)
    assert asked_while_the_store_hangs(stored, monkeypatch) == []


def test_an_answer_does_not_wait_for_an_append_or_a_writer(stored: Ledger, calendar: Calendar) -> None:
    answered: list[Health] = []
    with stored._log.writing(), stored._log.views.updating():  # type: ignore[attr-defined]
        asking = Thread(target=lambda: answered.append(stored.health()))
        asking.start()
        asking.join(20)

    assert [found.ready for found in answered] == [True]


# -- the diagnosis -----------------------------------------------------------------------------------------------------


def test_what_keeps_the_index_back_in_another_process_is_found_and_nothing_is_changed(
    stored: Ledger, file: Path, calendar: Calendar
) -> None:
    recorded(stored, claim())
    spoil(file, head(stored))
    with open_ledger(str(file), clock=calendar) as other:
        found = other.diagnosis()
        mend(file)
        again = other.diagnosis()

        assert found.error is not None and "following the log into the index failed" in found.error
        assert [failure.of for failure in found.failures] == ["index"]
        assert (again.error, again.ready) == (None, True)

    with open_ledger(str(file), clock=calendar) as other:
        recorded_before = other.health()
        rehearsed = other.diagnosis()
        assert (rehearsed.index, rehearsed.lag) == (recorded_before.index, recorded_before.lag)


def test_a_rehearsal_leaves_the_index_as_it_was(stored: Ledger, file: Path, calendar: Calendar) -> None:
    stored.record_all([source_record("late"), *everything()], by=ANALYST)
    with open_ledger(str(file), clock=calendar) as other:
        before = other.diagnosis()
        after = other.diagnosis()

    assert before.lag == after.lag == head(stored) - 12
    assert before.error is None
    stored.claims()
    assert stored.examination().fault is None
