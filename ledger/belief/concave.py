"""Sums and odds: exact integers in millionths; roots, logarithms and exponentials once, in 28 decimal digits.

A concave sum of weights x, sorted downwards, is the sum of x_j * (R(j) - R(j-1)) with R(j) = j^a. Summed by parts it
is the integral over t of R(number of weights of at least t), so it never falls when a weight is added or raised, as
long as R does not fall: rounding R to millionths cannot break that.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from itertools import product

from ledger.belief.policy import MILLION

DIGITS = Context(prec=28, rounding=ROUND_HALF_EVEN)
PLACES = Decimal("0.0001")
TRILLION = MILLION * MILLION
MOST_CHOICES = 256


Weight = tuple[str, str, int]
"""What one voice puts into a sum: the voice, the cluster of voices that it depends on, millionths of log-odds."""


class _Roots:
    """j^a for j = 1, 2, 3, ... as differences in millionths, grown as far as they are asked for."""

    def __init__(self, exponent: int) -> None:
        self._exponent = Decimal(exponent).scaleb(-6)
        self._last = 0
        self._steps: list[int] = []

    def steps(self, count: int) -> list[int]:
        """At least `count` differences R(j) - R(j-1), in millionths."""
        for j in range(len(self._steps) + 1, count + 1):
            root = DIGITS.power(Decimal(j), self._exponent)
            here = int(DIGITS.quantize(DIGITS.multiply(root, Decimal(MILLION)), Decimal(1)))
            self._steps.append(here - self._last)
            self._last = here
        return self._steps


@lru_cache(maxsize=64)
def _roots(exponent: int) -> _Roots:
    return _Roots(exponent)


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
    inner = _roots(within).steps(max(map(len, clusters.values()), default=0))
    sums = [(-sum([x * step for (_, x), step in zip(ws, inner, strict=False)]), key) for key, ws in clusters.items()]
    outer = _roots(across).steps(len(sums))
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
    fixed = [(voice, *choice) for voice, choices in options.items() if len(choices) == 1 for choice in choices.items()]
    open_: list[list[Weight]] = []
    combinations = 1
    for voice in sorted(voice for voice, choices in options.items() if len(choices) > 1):
        choices = [(voice, cluster, x) for cluster, x in options[voice].items()]
        choices.sort(key=lambda weight: (-weight[2], weight[1]))
        if combinations * len(choices) <= MOST_CHOICES:
            combinations *= len(choices)
            open_.append(choices)
        else:
            fixed.append(choices[0])
    if not open_:
        return shares(fixed, within, across)
    candidates = (shares([*fixed, *chosen], within, across) for chosen in product(*open_))
    return max(candidates, key=lambda parts: sum(parts.values()))


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
