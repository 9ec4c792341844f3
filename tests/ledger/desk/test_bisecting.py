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


@pytest.mark.parametrize("turn", [2, 3, 500, 999, 1_000])
def test_the_first_position_at_which_it_turns_is_found_in_few_runs_none_of_them_twice(turn: int) -> None:
    asked: list[int] = []
    found = bisect(history({1: GREEN, turn: RED}, asked), 1, 1_000, silent)
    assert found == Bisection(Verdict.TURNED, Outcome(turn, RED), turn - 1, len(asked))
    assert len(asked) == len(set(asked)) <= 12


def test_without_a_green_moment_it_begins_where_all_that_is_named_is_on_record() -> None:
    asked: list[int] = []
    found = bisect(history({0: UNASKED, 37: GREEN, 600: RED}, asked), None, 1_000, silent)
    assert (found.verdict, found.at.position, found.good) == (Verdict.TURNED, 600, 599)
    assert len(asked) <= 23


def test_belief_is_not_monotone_so_it_is_a_turn_before_which_it_was_green() -> None:
    colours = {1: GREEN, 100: RED, 200: GREEN, 300: RED, 400: GREEN, 500: RED}
    found = bisect(history(colours), 1, 1_000, silent)
    assert found.at.position in (100, 300, 500)
    assert history(colours)(found.at.position - 1).colour is GREEN


@pytest.mark.parametrize(
    ("colours", "good", "verdict", "position"),
    [
        ({0: GREEN}, None, Verdict.GREEN, 9),
        ({0: RED, 9: GREEN}, 3, Verdict.GREEN, 9),
        ({0: UNASKED, 4: RED}, None, Verdict.NEVER_GREEN, 4),
        ({0: GREEN, 2: RED}, 3, Verdict.NEVER_GREEN, 3),
        ({0: GREEN, 9: RED}, 12, Verdict.NEVER_GREEN, 9),
        ({0: UNASKED}, 3, Verdict.NEVER_GREEN, 3),
        ({0: UNASKED}, None, Verdict.UNASKED, 9),
        ({0: GREEN, 5: UNASKED}, 1, Verdict.TURNED, 5),
    ],
)
def test_where_there_is_no_turn_to_look_for_it_is_said(
    colours: Mapping[int, Colour], good: int | None, verdict: Verdict, position: int
) -> None:
    found = bisect(history(colours), good, 9, silent)
    assert (found.verdict, found.at.position) == (verdict, position)


def test_how_far_it_is_is_told() -> None:
    told: list[Sequence[object]] = []
    bisect(history({1: GREEN, 50: RED}), 1, 64, lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
