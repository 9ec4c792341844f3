"""Sums and odds: exact integers in millionths; roots, logarithms and exponentials once, in 28 decimal digits.

A concave sum of weights x, sorted downwards, is the sum of x_j * (R(j) - R(j-1)) with R(j) = j^a. Summed by parts it
is the integral over t of R(number of weights of at least t), so it never falls when a weight is added or raised, as
long as R does not fall: rounding R to millionths cannot break that.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from itertools import pairwise, product

from ledger.belief.policy import MILLION

DIGITS = Context(prec=28, rounding=ROUND_HALF_EVEN)
PLACES = Decimal("0.0001")
TRILLION = MILLION * MILLION
MOST_CHOICES = 256


Weight = tuple[str, str, int]
"""What one voice puts into a sum: the voice, the cluster of voices that it depends on, millionths of log-odds."""


class Roots:
    """R(j) = j^a in millionths, grown as far as it is asked for. Any thread may ask: lists that were given stay."""

    def __init__(self, exponent: int) -> None:
        self._exponent = Decimal(exponent).scaleb(-6)
        self._found = [0]
        self._steps: list[int] = []

    def up_to(self, count: int) -> list[int]:
        """R(0) = 0, R(1), ... at least up to R(count)."""
        found = self._found
        if count >= len(found):
            found = [*found, *map(self._root, range(len(found), max(count + 1, 2 * len(found))))]
            self._found = found
        return found

    def steps(self, count: int) -> list[int]:
        """At least `count` differences R(j) - R(j-1), for j = 1, 2, 3, ..."""
        steps = self._steps
        if count > len(steps):
            steps = self._steps = [here - last for last, here in pairwise(self.up_to(count))]
        return steps

    def _root(self, j: int) -> int:
        root = DIGITS.power(Decimal(j), self._exponent)
        return int(DIGITS.quantize(DIGITS.multiply(root, Decimal(MILLION)), Decimal(1)))


@lru_cache(maxsize=64)
def roots(exponent: int) -> Roots:
    """The roots under an exponent (millionths)."""
    return Roots(exponent)


def shares(weights: Sequence[Weight], within: int, across: int) -> dict[str, int]:
    """What each voice adds to the two-level sum, exactly, in millionths of a trillionth (10^-18).

    Within each cluster the sum has the exponent `within`; across the clusters, by their sums, `across` (millionths).
    A voice's share is its weight, times the step of its rank in the cluster, times the step of the cluster's rank.
    """
    clusters: dict[str, list[tuple[str, int]]] = {}
    for negative, voice, cluster in sorted([(-x, voice, cluster) for voice, cluster, x in weights]):
        ranked_in = clusters.get(cluster)
        if ranked_in is None:
            clusters[cluster] = [(voice, -negative)]
        else:
            ranked_in.append((voice, -negative))
    inner = roots(within).steps(max(map(len, clusters.values()), default=0))
    sums = [(-sum([x * step for (_, x), step in zip(ws, inner, strict=False)]), key) for key, ws in clusters.items()]
    outer = roots(across).steps(len(sums))
    return {
        voice: x * step * outer_step
        for (_, key), outer_step in zip(sorted(sums), outer, strict=False)
        for (voice, x), step in zip(clusters[key], inner, strict=False)
    }


def best_shares(options: Mapping[str, Mapping[str, int]], within: int, across: int) -> dict[str, int]:
    """The shares of the voices, each with one of its weights by cluster: those whose sum is the greatest.

    A voice made of several sources may lie in several clusters. Choosing the greatest sum keeps it monotone: a further
    weight is a further choice. Beyond MOST_CHOICES combinations, which takes three voices of seven clusters each, the
    voices last by name take their heaviest weight, and the sum may fall where one of them gains a cluster.
    """
    fixed, open_ = choices(options)
    if not open_:
        return shares(fixed, within, across)
    candidates = (shares([*fixed, *chosen], within, across) for chosen in product(*open_))
    return max(candidates, key=lambda parts: sum(parts.values()))


def choices(options: Mapping[str, Mapping[str, int]]) -> tuple[list[Weight], list[list[Weight]]]:
    """The weights of which there is no choice, and of each other voice those that one is to be chosen of."""
    fixed = [(voice, *choice) for voice, weights in options.items() if len(weights) == 1 for choice in weights.items()]
    open_: list[list[Weight]] = []
    combinations = 1
    for voice in sorted(voice for voice, weights in options.items() if len(weights) > 1):
        several = [(voice, cluster, x) for cluster, x in options[voice].items()]
        several.sort(key=lambda weight: (-weight[2], weight[1]))
        if combinations * len(several) <= MOST_CHOICES:
            combinations *= len(several)
            open_.append(several)
        else:
            fixed.append(several[0])
    return fixed, open_


def total(parts: dict[str, int]) -> int:
    """The sum of the shares in millionths, rounded down once."""
    return sum(parts.values()) // TRILLION


def apportion(parts: dict[str, int]) -> dict[str, int]:
    """The shares in whole millionths that add up to their `total` exactly (largest remainder; ties by voice)."""
    whole = {voice: part // TRILLION for voice, part in parts.items()}
    missing = total(parts) - sum(whole.values())
    for voice in sorted(parts, key=lambda v: (-(parts[v] % TRILLION), v))[:missing]:
        whole[voice] += 1
    return whole


@lru_cache(maxsize=1024)
def log_odds(probability: int) -> int:
    """ln(p / (1 - p)) in millionths, of a probability in millionths strictly between 0 and 1."""
    odds = DIGITS.divide(Decimal(probability), Decimal(MILLION - probability))
    return int(DIGITS.quantize(DIGITS.multiply(DIGITS.ln(odds), Decimal(MILLION)), Decimal(1)))


@lru_cache(maxsize=65_536)
def probability(odds: int) -> Decimal:
    """1 / (1 + e^-L) of log-odds in millionths, to 4 places, half-even."""
    power = DIGITS.exp(Decimal(-odds).scaleb(-6))
    return DIGITS.quantize(DIGITS.divide(Decimal(1), DIGITS.add(Decimal(1), power)), PLACES)


def ratio(numerator: int, denominator: int) -> str:
    """A quotient as a decimal string of 4 places, half-even."""
    return str(DIGITS.quantize(DIGITS.divide(Decimal(numerator), Decimal(denominator)), PLACES))
