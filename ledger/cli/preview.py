"""A preview in words: what would be believed of which deal, and is not believed now."""

from ledger.belief.difference import DealShift
from ledger.belief.sentences import NO_BASIS, likelihood
from ledger.belief.view import PropositionBelief, ValuedBelief
from ledger.cli.terminal import answers, say_json, table
from ledger.cli.words import clocks, counted
from ledger.views import Preview


def say_preview(preview: Preview, *, as_json: bool) -> None:
    """Print what a record would change; it was not recorded."""
    if as_json:
        say_json(preview)
        return
    out = answers()
    out.print(f"Nothing was recorded. It would be: {preview.status}.")
    if preview.again:
        out.print("The same is on record already: it would change nothing.")
    elif not preview.deals:
        out.print("No belief would be another.")
    for shift in preview.deals:
        out.print(f"\n{shift.deal}", style="bold")
        rows = table("Proposition", "Now", "Then", wrap="Proposition")
        for moved in shift.propositions:
            rows.add_row(moved.proposition, _belief(moved.from_), _belief(moved.to))
        out.print(rows)
        out.print(_furthest(shift))
    out.print(clocks(preview.recorded_as_of, None, ()))


def _belief(belief: PropositionBelief | ValuedBelief | None) -> str:
    if belief is None:
        return "not raised"
    if isinstance(belief, ValuedBelief):
        return ", ".join(answer.value for answer in belief.answers) or NO_BASIS
    reports = counted(belief.reports, "report")
    return f"{likelihood(belief)}\n{belief.probability or '-'}, {reports}"


def _furthest(shift: DealShift) -> str:
    bands = sum(moved.band is not None for moved in shift.propositions)
    told = f"{counted(bands, 'likelihood')} would leave {'its band' if bands == 1 else 'their bands'}."
    if shift.furthest is None:
        return f"{told} The furthest stage supported would stay."
    was, now = (stage.value if stage is not None else "none" for stage in (shift.furthest.from_, shift.furthest.to))
    return f"{told} Furthest stage supported: {was}, then {now}."
