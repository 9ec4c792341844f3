from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief.concave import MOST_CHOICES, best_shares, total
from ledger.belief.growing import GrowingSum

WITHIN, ACROSS = 500_000, 750_000

weights = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("vwxyz"), st.sampled_from((1, 7, 648_000, 648_001, 10**6))),
    max_size=40,
)
"""Few different weights of few voices, so that there are ties, and voices of more clusters than are all tried."""


@settings(max_examples=60, deadline=None)
@forall(weights)
def test_a_sum_that_grows_is_the_sum_of_what_it_has_grown_to(grown: list[tuple[str, str, int]]) -> None:
    growing = GrowingSum({}, WITHIN, ACROSS)
    options: dict[str, dict[str, int]] = {}
    for voice, cluster, x in grown:
        growing.grow(voice, cluster, x)
        of_it = options.setdefault(voice, {})
        of_it[cluster] = max(x, of_it.get(cluster, 0))
        assert growing.total() == total(best_shares(options, WITHIN, ACROSS))
    assert GrowingSum(options, WITHIN, ACROSS).total() == growing.total()


def test_voices_with_more_choices_than_are_tried_take_their_heaviest() -> None:
    options = {voice: {cluster: i + 1 for i, cluster in enumerate("uvwxyz")} for voice in "abcd"}
    assert 6 ** len(options) > MOST_CHOICES
    assert GrowingSum(options, WITHIN, ACROSS).total() == total(best_shares(options, WITHIN, ACROSS))


def test_what_it_grew_from_stays_as_it_was() -> None:
    options = {"a": {"x": 1}}
    GrowingSum(options, WITHIN, ACROSS).grow("a", "y", 2)
    assert options == {"a": {"x": 1}}
