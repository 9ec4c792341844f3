"""Growing sums: the concave sum of a side, told anew after one more weight without going through all of them.

Summed by parts it asks of each different weight only how many are greater. A weight is a product of a few of the
policy's numbers, so there are few different ones, however many voices there are.
"""

from bisect import insort
from collections.abc import Mapping, Sequence
from itertools import product

from ledger.belief.concave import TRILLION, Weight, choices, roots


class GrowingSum:
    """What `total(best_shares(...))` of a side is while the side grows, to the last digit."""

    def __init__(self, options: Mapping[str, Mapping[str, int]], within: int, across: int) -> None:
        self._options: dict[str, dict[str, int]] = {}
        self._open: dict[str, dict[str, int]] = {}
        self._within = within
        self._clusters: dict[str, _Ranked] = {}
        self._sums = _Ranked(across)
        for voice, weights in options.items():
            for cluster, x in weights.items():
                self.grow(voice, cluster, x)

    def grow(self, voice: str, cluster: str, x: int) -> None:
        """Take a weight of a voice in a cluster; its heaviest there counts."""
        weights = self._options.setdefault(voice, {})
        if x <= weights.get(cluster, 0):
            return
        before = dict(weights)
        weights[cluster] = x
        if len(before) == 1:
            self._place([(voice, *weight) for weight in before.items()], -1)
        if len(weights) == 1:
            self._place([(voice, cluster, x)], 1)
        else:
            self._open[voice] = weights

    def total(self) -> int:
        """The sum in millionths, rounded down once."""
        if not self._open:
            return self._sums.total() // TRILLION
        fixed, open_ = choices(self._open)
        return max(self._with([*fixed, *chosen]) for chosen in product(*open_)) // TRILLION

    def _with(self, chosen: Sequence[Weight]) -> int:
        """The sum, not rounded, with these weights of the voices that have several to choose from."""
        self._place(chosen, 1)
        found = self._sums.total()
        self._place(chosen, -1)
        return found

    def _place(self, weights: Sequence[Weight], times: int) -> None:
        """Put weights into their clusters, or take them out (-1)."""
        for _, cluster, x in weights:
            ranked = self._clusters.get(cluster)
            if ranked is None:
                ranked = self._clusters[cluster] = _Ranked(self._within)
            self._sums.count(ranked.total(), -1)
            ranked.count(x, times)
            self._sums.count(ranked.total(), 1)


class _Ranked:
    """Numbers that add up by their ranks, under one exponent: of each different one, how often it is there."""

    def __init__(self, exponent: int) -> None:
        self._roots = roots(exponent)
        self._often: dict[int, int] = {}
        self._upwards: list[int] = []
        self._count = 0

    def count(self, number: int, times: int) -> None:
        """Count a number so many times more; nothing counts no 0."""
        if not number:
            return
        often = self._often.get(number, 0)
        if not often:
            insort(self._upwards, number)
        self._often[number] = often + times
        self._count += times
        if not self._often[number]:
            del self._often[number]
            self._upwards.remove(number)

    def total(self) -> int:
        """The sum of x_j * (R(j) - R(j-1)), sorted downwards, in millionths of what the numbers are."""
        root = self._roots.up_to(self._count)
        found = above = 0
        for number in reversed(self._upwards):
            here = above + self._often[number]
            found += number * (root[here] - root[above])
            above = here
        return found
