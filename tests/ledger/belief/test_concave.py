from decimal import Decimal
from math import exp, log

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from ledger.belief.concave import apportion, best_shares, log_odds, probability, ratio, shares, total

WITHIN, ACROSS = 500_000, 750_000

options = st.dictionaries(
    st.sampled_from("abcd"),
    st.dictionaries(st.sampled_from("xyz"), st.integers(1, 3_500_000), min_size=1, max_size=3),
    max_size=4,
)
"""Few enough voices for every choice of clusters to be tried."""


def test_within_a_cluster_weights_add_up_like_a_root_and_across_clusters_more_freely() -> None:
    cluster = [(voice, "one", 1_000_000) for voice in "abcd"]
    apart = [(voice, voice, 1_000_000) for voice in "abcd"]
    assert total(shares(cluster, WITHIN, ACROSS)) == 2_000_000
    assert total(shares(apart, WITHIN, ACROSS)) == pytest.approx(4**0.75 * 1e6, abs=4)


@forall(options)
def test_shares_are_apportioned_without_remainder(given: dict[str, dict[str, int]]) -> None:
    parts = best_shares(given, WITHIN, ACROSS)
    whole = apportion(parts)
    assert sum(whole.values()) == total(parts)
    assert all(0 <= whole[voice] * 10**12 - parts[voice] + 10**12 <= 2 * 10**12 for voice in parts)


@forall(options, st.sampled_from("abcde"), st.sampled_from("xyz"), st.integers(1, 3_500_000))
def test_a_further_or_greater_weight_never_lowers_the_sum(
    given: dict[str, dict[str, int]], voice: str, cluster: str, x: int
) -> None:
    known = given.get(voice, {})
    more = given | {voice: known | {cluster: max(x, known.get(cluster, 0))}}
    assert total(best_shares(more, WITHIN, ACROSS)) >= total(best_shares(given, WITHIN, ACROSS))


def test_odds_agree_with_the_textbook() -> None:
    assert log_odds(500_000) == 0
    assert log_odds(990_000) == round(log(99) * 1e6) == -log_odds(10_000)
    assert probability(668_700) == Decimal(f"{1 / (1 + exp(-0.6687)):.4f}")
    assert (ratio(1, 8), ratio(1, 20_000), ratio(3, 20_000)) == ("0.1250", "0.0000", "0.0002")
