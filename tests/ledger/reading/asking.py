"""What tests of questions ask for again and again."""

from collections.abc import Callable
from typing import Any

from ledger.belief import DealBelief
from ledger.belief.view import PropositionBelief
from ledger.service import Ledger
from tests.ledger.story import (
    DEAL,
)


def belief(found: DealBelief, proposition: str = "shipped") -> PropositionBelief:
    (one,) = (p for p in found.propositions if p.id == proposition)
    assert isinstance(one, PropositionBelief)
    return one


def reports(ledger: Ledger, **clocks: Any) -> int:
    return belief(ledger.beliefs(DEAL, **clocks)).reports


def pages(ask: Callable[..., Any], limit: int, **more: Any) -> list[Any]:
    found, after = [], 0
    while True:
        page = ask(after=after, limit=limit, **more)
        assert len(page.items) <= limit
        found += page.items
        if page.next is None:
            return found
        after = page.next
