"""The propositions of a deal as a table: what is believed, how good the basis is, and what it rests on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ledger.belief.sentences import likelihood
from ledger.belief.view import PropositionBelief, ValuedBelief, VerdictView
from ledger.cli.terminal import one_line, table
from ledger.terms import LADDER, About, Ruling, Stage
from ledger.words import share

AnyBelief = PropositionBelief | ValuedBelief

_STYLES = {"low": "yellow", "moderate": "cyan", "high": "green"}


def belief_table(beliefs: Sequence[AnyBelief], *, texts: bool = False) -> Table:
    """One row for each proposition, or for each answer to a valued one, under the stage that it stands at."""
    made = table("Proposition", "Belief", "Confidence", "Origins", "Reports", right=("Origins", "Reports"))
    made.columns[0].ratio = 1
    made.columns[1].min_width = len("very likely (80-95 %)")
    made.columns[1].max_width = len("almost certain (95-99 %)")
    made.expand = True
    for stage, group in groupby(sorted(beliefs, key=_rung), key=_stage):
        made.add_row(Text(stage, style="bold"))
        for belief in group:
            for row in _rows(belief, texts=texts):
                made.add_row(*row)
    return made


def notes(beliefs: Sequence[AnyBelief]) -> Iterator[str]:
    """What a reader of the table must not miss: verdicts, and what becomes of it without interested sources."""
    for belief in beliefs:
        if belief.verdict is not None and belief.verdict.given_on == belief.id:
            yield f"Verdict on {belief.id}: {_verdict(belief.verdict)}. {one_line(belief.verdict.reason)}"
    yield from _without_interested([belief for belief in beliefs if isinstance(belief, PropositionBelief)])


def _without_interested(beliefs: Sequence[PropositionBelief]) -> Iterator[str]:
    moved = [(b, b.without_interested.probability) for b in beliefs]
    moved = [(belief, alone) for belief, alone in moved if alone != belief.probability]
    leaving = [(belief, share(alone)) for belief, alone in moved if share(alone) != share(belief.probability)]
    yield from (f"Without interested sources, {belief.id}: {alone}." for belief, alone in leaving)
    if moved and not leaving:
        yield "Without interested sources no belief leaves its band."


def _rows(belief: AnyBelief, *, texts: bool) -> Iterator[tuple[RenderableType, ...]]:
    named = Group(belief.id, one_line(belief.text)) if texts else belief.id
    name = Padding(named, (0, 0, 0, 1))
    reports, origins = str(belief.reports), str(belief.origins)
    if isinstance(belief, PropositionBelief):
        style = "dim" if belief.vacuous else ""
        confidence = Text(belief.confidence.value, style=_STYLES[belief.confidence.value])
        yield name, Text(_believed(belief), style=style), confidence, origins, reports
        return
    unit = f" {one_line(belief.unit)}" if belief.unit else ""
    yield name, _answered(belief), "", origins, reports
    for answer in belief.answers:
        yield "", f"{answer.value}{unit}", "", str(answer.origins), str(answer.reports)


def _believed(belief: PropositionBelief) -> str:
    undeterminable = belief.verdict is not None and belief.verdict.ruling is Ruling.UNDETERMINABLE
    return likelihood(belief) + ("\nheld undeterminable" if undeterminable else "")


def _answered(belief: ValuedBelief) -> Text:
    answers = Text("answers:" if belief.answers else "no answer", style="dim")
    if belief.verdict is None:
        return answers
    value, unit = belief.verdict.value, f" {one_line(belief.unit)}" if belief.unit else ""
    settled = "held undeterminable" if value is None else f"settled as {value}{unit}"
    return Text(f"{settled}\n").append_text(answers)


def _verdict(verdict: VerdictView) -> str:
    return verdict.ruling.value if verdict.value is None else f"{verdict.ruling.value}, {verdict.value}"


def _rung(belief: AnyBelief) -> tuple[int, bool]:
    """Up the ladder, then beside it, then what has no stage; deeds before plans."""
    rungs = (*LADDER, Stage.RESPONSE, Stage.CONTEXT, None)
    return rungs.index(belief.stage), belief.about is About.PLAN


def _stage(belief: AnyBelief) -> str:
    named = "no stage" if belief.stage is None else belief.stage.value
    return f"{named}, planned" if belief.about is About.PLAN else named
