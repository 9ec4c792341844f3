import pytest

from benchmarks.figures import Figure, Goal, compared, p99


@pytest.mark.parametrize(
    ("goal", "ratio", "verdict"),
    [
        (Goal(">=", 2.5), 2.5, "met"),
        (Goal(">=", 2.5), 2.4, "missed"),
        (Goal("<=", 1.3), 1.3, "met"),
        (Goal("<=", 1.3), 1.4, "missed"),
        (None, 9, ""),
    ],
)
def test_a_goal_is_met_at_its_bound(goal: Goal | None, ratio: float, verdict: str) -> None:
    assert Figure("work", "peer", ratio, 1, "/s", ratio, goal).verdict == verdict


def test_a_ratio_is_the_median_of_the_ratios_of_rounds() -> None:
    figure = compared("work", "peer", [(10, 5), (1, 1), (40, 10)], "/s")

    assert (figure.ledger, figure.peer, figure.ratio) == (10, 5, 2)


def test_the_99th_percentile_is_the_nearest_rank() -> None:
    assert p99([float(n) for n in range(1, 301)]) == 297
    assert p99([3.0, 1.0]) == 3
