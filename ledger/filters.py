"""Filters: which claims a list is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list: those that agree with every field that is given.

    `source` stands at any hop, `origin` at the last; `unfiled` lets through only claims that have no deal yet.
    """

    deal: str | None = None
    proposition: str | None = None
    origin: str | None = None
    stance: str | None = None
    status: str | None = None
    source: str | None = None
    unfiled: bool = False
