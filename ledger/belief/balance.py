"""Balances: what is said for and against a proposition, in millionths of log-odds."""

from dataclasses import dataclass

from ledger.belief.tally import Side


@dataclass(frozen=True, slots=True)
class Odds:
    """The sums of the two sides, and what they come to.

    `raw` is base plus sum for less sum against; `clamped` is raw held within the policy's limits.
    """

    affirming_sum: int
    denying_sum: int
    base: int
    raw: int
    clamped: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The two sides with their voices, the shares of these, and the odds that they add up to."""

    odds: Odds
    affirming: Side
    denying: Side
    affirming_shares: dict[str, int]
    denying_shares: dict[str, int]


def weights(side: Side) -> dict[str, dict[str, int]]:
    """The greatest weight of each voice in each cluster."""
    return {voice: tally.best for voice, tally in side.items()}
