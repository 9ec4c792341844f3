from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import AlreadyOtherwise, InUse, Refusal, StorageFailure, TooLarge
from ledger.figures import UNEXPECTED, Figures, Spread
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.store import StoredLog
from tests.ledger.given import source_record
from tests.ledger.story import ANALYST, Calendar, everything

AT = "2024-01-01T12:00:00.000000Z"


def test_a_spread_counts_how_many_were_at_most_each_bound() -> None:
    spread = Spread((1, 5))
    for measured in (0.5, 1, 1.5, 7):
        spread.add(measured)

    assert (spread.at_most(), spread.sum) == ([2, 3, 4], 10)


def test_records_are_counted_by_how_they_ended(empty: Ledger) -> None:
    records = [source_record("a"), source_record("a"), source_record("a", name="Another"), source_record("b")]
    empty.record_each(records, by=ANALYST, keep_going=True)
    with pytest.raises(AlreadyOtherwise):
        empty.record(source_record("b", name="Another"), by=ANALYST)

    found = empty.figures
    assert found.outcomes == {("recorded", ""): 2, ("again", ""): 1, ("refused", "already-otherwise"): 2}
    assert found.entries == empty.moment(None).position == 3
    assert (found.appends.at_most()[-1], found.syncs.at_most()[-1]) == (1, 1)
    assert found.appends.sum >= found.syncs.sum > 0


def test_what_is_on_record_already_needs_no_sync(empty: Ledger) -> None:
    for _ in range(3):
        empty.record(source_record("a"), by=ANALYST)

    assert (empty.figures.appends.at_most()[-1], empty.figures.syncs.at_most()[-1]) == (3, 1)
    assert (empty.figures.sharing.at_most()[-1], empty.figures.sharing.sum) == (1, 1)


def test_an_append_that_could_not_begin_failed(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as first, open_ledger(str(file), clock=calendar) as second:
        first.record(source_record("a"), by=ANALYST)
        with pytest.raises(InUse):
            second.record(source_record("b"), by=ANALYST)

        assert second.figures.outcomes == {("failed", "in-use"): 1}


def test_who_cannot_become_the_writer_fails_to_append(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        lock = file.with_name(file.name + ".writer")
        lock.unlink(missing_ok=True)
        lock.mkdir()
        with pytest.raises(StorageFailure, match="cannot become the writer"):
            ledger.record(source_record("a"), by=ANALYST)

        assert [failure.of for failure in ledger.figures.failing()] == ["append"]
        assert not ledger.health().ready
        lock.rmdir()
        assert ledger.health().ready


def test_every_append_of_many_threads_is_counted_once(empty: Ledger) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: empty.record(source_record(f"s-{n}"), by=ANALYST), range(80)))

    assert empty.figures.outcomes == {("recorded", ""): 80}
    assert empty.figures.sharing.sum == empty.figures.appends.at_most()[-1] == 80


def test_batches_of_the_follower_are_counted(empty: Ledger) -> None:
    empty.record_all(everything(), by=ANALYST)
    empty.claims()
    empty.claims()

    assert (empty.figures.batches.at_most()[-1], empty.figures.followed) == (1, empty.moment(None).position)


def test_a_failure_is_kept_until_the_work_succeeds_and_the_last_for_good() -> None:
    figures = Figures(lambda: AT)
    figures.failed("append", StorageFailure("there is no room left"))
    (failure,) = figures.failing()
    figures.succeeded("index")
    assert figures.failing() == (failure,)

    figures.succeeded("append")

    assert (failure.of, failure.kind, failure.at) == ("append", "storage-failure", AT)
    assert "there is no room left" in failure.detail
    assert (figures.failing(), figures.last_failures()) == ((), (failure,))


def test_of_what_nobody_foresaw_no_text_is_kept() -> None:
    figures = Figures(lambda: AT)
    figures.failed("index", ValueError("what a source said"))
    with pytest.raises(ValueError, match="what a source said"):
        figures.appending(failing(ValueError("what a source said")))

    (failure,) = figures.failing()
    assert (failure.kind, failure.detail) == (UNEXPECTED, "The program failed: ValueError")
    assert figures.outcomes == {("failed", UNEXPECTED): 1}
    assert failure.at == AT


@pytest.mark.parametrize(
    ("refusal", "outcome"),
    [(TooLarge("it is"), ("refused", "too-large")), (StorageFailure("full"), ("failed", "storage-failure"))],
)
def test_refused_is_not_failed(refusal: Refusal, outcome: tuple[str, str]) -> None:
    figures = Figures(lambda: AT)
    with pytest.raises(type(refusal)):
        figures.appending(failing(refusal))

    assert figures.outcomes == {outcome: 1}


def test_a_store_that_fails_is_in_the_figures_until_it_takes_something(
    file: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        with monkeypatch.context() as broken:
            broken.setattr(StoredLog, "append", failing(StorageFailure("the disk is full")))
            with pytest.raises(StorageFailure):
                ledger.record(source_record("a"), by=ANALYST)
        assert [failure.of for failure in ledger.figures.failing()] == ["append"]

        ledger.record(source_record("a"), by=ANALYST)

        assert ledger.figures.failing() == ()


def failing(error: Exception) -> Callable[..., Any]:
    """A fault: it raises this, whatever it is called with."""

    def fail(*args: object, **kwargs: object) -> Any:
        raise error

    return fail
