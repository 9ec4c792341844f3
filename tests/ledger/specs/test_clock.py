from datetime import UTC, datetime

import pytest

from ledger.specs.clock import START, ScenarioClock
from ledger.specs.faults import Miswritten


def test_it_stands_still() -> None:
    clock = ScenarioClock()
    assert clock() == clock() == START


def test_a_day_is_its_noon_and_an_instant_itself() -> None:
    clock = ScenarioClock()
    clock.turn_to("2031-10-13")
    assert clock() == datetime(2031, 10, 13, 12, tzinfo=UTC)
    clock.turn_to("2031-10-13T15:30:00Z")
    assert clock() == datetime(2031, 10, 13, 15, 30, tzinfo=UTC)


def test_the_same_day_again_is_the_same_day() -> None:
    clock = ScenarioClock()
    clock.turn_to("2031-10-13T15:30:00Z")
    clock.turn_to("2031-10-13")
    assert clock() == datetime(2031, 10, 13, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("earlier", ["2031-10-12", "2031-10-13T11:59:59Z"])
def test_it_does_not_go_back(earlier: str) -> None:
    clock = ScenarioClock()
    clock.turn_to("2031-10-13")
    with pytest.raises(Miswritten, match="the recorded clock goes forward only"):
        clock.turn_to(earlier)


def test_nothing_is_learnt_in_some_month() -> None:
    with pytest.raises(Miswritten, match="is no day on which"):
        ScenarioClock().turn_to("2031-10")


def test_it_reaches_the_end_of_an_imprecise_date_unless_that_has_passed() -> None:
    clock = ScenarioClock()
    clock.reach("2031-10")
    assert clock() == datetime(2031, 10, 31, 12, tzinfo=UTC)
    clock.reach("2031-09")
    clock.reach("2031-09/..")
    assert clock() == datetime(2031, 10, 31, 12, tzinfo=UTC)


def test_a_day_that_is_asked_about_is_over() -> None:
    clock = ScenarioClock()
    clock.pass_by("2031-10-31")
    assert clock() == datetime(2031, 11, 1, tzinfo=UTC)
    clock.next_day()
    assert clock() == datetime(2031, 11, 1, 12, tzinfo=UTC)
    clock.next_day()
    assert clock() == datetime(2031, 11, 2, 12, tzinfo=UTC)


def test_it_goes_on_from_the_instant_at_which_a_ledger_was_recorded() -> None:
    clock = ScenarioClock()
    clock.begin_at("2023-10-14T12:30:00.000001Z")
    assert clock() == datetime(2023, 10, 14, 12, 30, 0, 1, UTC)
    clock.next_day()
    assert clock() == datetime(2023, 10, 15, 12, tzinfo=UTC)


def test_another_day_follows_whatever_day_it_reaches() -> None:
    clock = ScenarioClock()
    with pytest.raises(Miswritten, match="9999 is too late: the clock of a scenario goes to the end of 9998-12-31"):
        clock.reach("9999")
    clock.reach("9998")
    clock.pass_by("9998-12-31")
    clock.next_day()
