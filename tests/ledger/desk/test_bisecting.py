from collections.abc import Mapping, Sequence

import pytest

from ledger.desk.bisecting import Bisection, Colour, Outcome, Run, Verdict, bisect

GREEN, RED, UNASKED = Colour.GREEN, Colour.RED, Colour.UNASKED


def silent(what: str, done: int, total: int) -> None:
    assert done <= total


def history(colours: Mapping[int, Colour], asked: list[int] | None = None) -> Run:
    """A specification that has each colour from a position on."""

    def run(position: int) -> Outcome:
        if asked is not None:
            asked.append(position)
        colour = next(colours[since] for since in sorted(colours, reverse=True) if since <= position)
        return Outcome(position, colour)

    return run


def every(after: int, until: int) -> Sequence[int]:
    """Any position may have changed it."""
    return range(after + 1, until + 1)


@pytest.mark.parametrize("turn", [2, 3, 500, 999, 1_000])
def test_the_first_position_at_which_it_turns_is_found_and_none_is_asked_twice(turn: int) -> None:
    asked: list[int] = []
    found = bisect(history({1: GREEN, turn: RED}, asked), every, 1, 1_000, silent)
    assert found == Bisection(Verdict.TURNED, Outcome(turn, RED), turn - 1, Outcome(1_000, RED), len(asked))
    assert len(asked) == len(set(asked))


def test_without_a_green_moment_it_begins_where_it_is_green_first() -> None:
    found = bisect(history({0: UNASKED, 37: RED, 40: GREEN, 600: RED}), every, None, 1_000, silent)
    assert (found.verdict, found.at.position, found.good) == (Verdict.TURNED, 600, 599)


@pytest.mark.parametrize("last", [GREEN, RED])
def test_belief_is_not_monotone_and_it_is_the_first_turn_that_is_found(last: Colour) -> None:
    colours = {1: GREEN, 100: RED, 200: GREEN, 300: RED, 400: GREEN, 500: last}
    found = bisect(history(colours), every, 1, 1_000, silent)
    assert (found.at.position, found.last.colour) == (100, last)


def test_were_it_halved_another_turn_would_be_found() -> None:
    """The twin: asked at the middle alone it is a turn, but not the first."""
    colours = {1: GREEN, 100: RED, 200: GREEN, 300: RED, 400: GREEN, 900: RED}
    found = bisect(history(colours), lambda after, until: [(after + until) // 2], 1, 1_000, silent)
    assert found.at.position == 900


@pytest.mark.parametrize("places", [[], [40], [50], [40, 60], [10, 20]])
def test_where_a_position_is_left_out_it_is_a_turn_all_the_same(places: Sequence[int]) -> None:
    colours = {1: GREEN, 50: RED}
    found = bisect(history(colours), lambda after, until: places, 1, 64, silent)
    assert (found.verdict, found.at.position, found.good) == (Verdict.TURNED, 50, 49)


@pytest.mark.parametrize(
    ("colours", "good", "verdict", "position"),
    [
        ({0: GREEN}, None, Verdict.GREEN, 9),
        ({0: RED, 9: GREEN}, None, Verdict.GREEN, 9),
        ({0: UNASKED, 4: RED}, None, Verdict.NEVER_GREEN, 9),
        ({0: GREEN, 2: RED}, 3, Verdict.NEVER_GREEN, 3),
        ({0: RED, 5: GREEN}, 3, Verdict.NEVER_GREEN, 3),
        ({0: UNASKED}, 3, Verdict.NEVER_GREEN, 3),
        ({0: UNASKED}, None, Verdict.UNASKED, 9),
        ({0: GREEN, 5: UNASKED}, 1, Verdict.TURNED, 5),
    ],
)
def test_where_there_is_no_turn_to_look_for_it_is_said(
    colours: Mapping[int, Colour], good: int | None, verdict: Verdict, position: int
) -> None:
    found = bisect(history(colours), every, good, 9, silent)
    assert (found.verdict, found.at.position) == (verdict, position)


def test_how_far_it_is_is_told() -> None:
    told: list[Sequence[object]] = []
    bisect(history({1: GREEN, 50: RED}), every, 1, 64, lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
