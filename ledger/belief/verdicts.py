"""Verdicts as they are answered."""

from ledger.belief.implications import Verdict
from ledger.belief.view import VerdictView
from ledger.terms import Ruling


def settled_as(verdict: Verdict | None) -> bool | None:
    """True or false as a verdict has it; None where there is none, or none could be reached."""
    if verdict is None or verdict.settled.fact.verdict is Ruling.UNDETERMINABLE:
        return None
    return verdict.settled.fact.verdict is Ruling.TRUE


def verdict_view(verdict: Verdict | None) -> VerdictView | None:
    """A verdict in its JSON form."""
    if verdict is None:
        return None
    fact = verdict.settled.fact
    return VerdictView(
        ruling=fact.verdict,
        value=fact.value,
        on=fact.on,
        reason=fact.reason,
        given_on=verdict.given_on,
        position=verdict.settled.moment.position,
    )
