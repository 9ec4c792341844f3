"""Shifts in words: what would be believed of a deal, and is not believed now."""

from ledger.belief.difference import DealShift
from ledger.belief.sentences import NO_BASIS, likelihood
from ledger.belief.view import PropositionBelief, ValuedBelief
from ledger.cli.terminal import Terminal, table
from ledger.words import counted


def print_shift(out: Terminal, shift: DealShift, then: str) -> None:
    """Print every belief about a deal that would be another, under the head `then`, and what becomes of its ladder."""
    rows = table("Proposition", "Now", then, wrap="Proposition")
    for moved in shift.propositions:
        rows.add_row(moved.proposition, _belief(moved.from_), _belief(moved.to))
    out.print(rows)
    out.print(_furthest(shift, then.lower()))


def _belief(belief: PropositionBelief | ValuedBelief | None) -> str:
    if belief is None:
        return "not raised"
    if isinstance(belief, ValuedBelief):
        return ", ".join(answer.value for answer in belief.answers) or NO_BASIS
    reports = counted(belief.reports, "report")
    return f"{likelihood(belief)}\n{belief.probability or '-'}, {reports}"


def _furthest(shift: DealShift, then: str) -> str:
    bands = sum(moved.band is not None for moved in shift.propositions)
    told = f"{counted(bands, 'likelihood')} would leave {'its band' if bands == 1 else 'their bands'}."
    if shift.furthest is None:
        return f"{told} The furthest stage supported would stay."
    was, now = (stage.value if stage is not None else "none" for stage in (shift.furthest.from_, shift.furthest.to))
    return f"{told} Furthest stage supported: {was}, {then} {now}."
