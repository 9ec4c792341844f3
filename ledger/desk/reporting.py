"""Reporting: a run as a report that says what was run, with what, on which ledger, and what came of it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ledger.desk import pages
from ledger.desk.outlining import failed, summary, titled
from ledger.desk.results import FeatureResult, LedgerRead, Outcome, Run, ScenarioResult
from ledger.desk.writing import MARK
from ledger.unseen import visible, visible_lines

Rendered = Callable[[Run], str]
Fact = tuple[str, str]
_MEANT = re.compile(r"[`*_\[\]!|~]")
"""What else means something within a line of Markdown."""

COLOURS = {Outcome.GREEN: "green", Outcome.RED: "RED", Outcome.NOT_RUN: "not run", Outcome.NOT_ASKED: "not asked"}


def form_of(path: Path) -> Rendered | None:
    """How a report is written to a file of that name; None where its suffix says no form."""
    return {".md": markdown, ".html": html, ".htm": html}.get(path.suffix.lower())


def facts(run: Run) -> Iterator[Fact]:
    """What a reader needs to know to have the same run again."""
    yield "run", f"{run.began_at}, {run.seconds:.1f} s"
    yield "result", summary(run)
    if run.chosen:
        yield "chosen", ", ".join(f'"{word}"' for word in run.chosen)
    yield "ledgers", ", ".join(run.ledgers) or "none but those that scenarios begin"
    if not reads(run):
        yield "checkpoint", "none: each scenario began a ledger of its own, which is gone, and read no other"
    versions = run.versions
    yield (
        "software",
        f"claim-ledger {versions.claim_ledger}, pytest {versions.pytest}, pytest-bdd {versions.pytest_bdd}",
    )
    yield "Python", versions.python
    yield "vocabulary", versions.vocabulary
    yield from (("added steps", f"{file.path}, SHA-256 {file.sha256}") for file in run.own_steps)
    yield "policy", f"{run.policy.name} ({run.policy.digest}) unless a scenario says otherwise"


def reads(run: Run) -> list[LedgerRead]:
    """Each ledger that was there before, as of each moment that it was read as of, and all that was asked of it."""
    found: dict[tuple[str | None, int], LedgerRead] = {}
    for read in (one.ledger for one in run.scenarios if one.ledger is not None):
        known = found.setdefault((read.name, read.moment.position), read)
        asked, policies = dict.fromkeys((*known.asked, *read.asked)), dict.fromkeys((*known.policies, *read.policies))
        merged = known.model_copy(update={"asked": tuple(asked), "policies": tuple(policies)})
        found[read.name, read.moment.position] = merged
    return list(found.values())


def read_facts(read: LedgerRead) -> Iterator[Fact]:
    """Which ledger was read as of when: its checkpoint, and the policies in force."""
    at = f", {read.moment.recorded_at}" if read.moment.recorded_at is not None else ""
    yield "ledger", read.name or "as it is on record now"
    yield "recorded as of", f"position {read.moment.position}{at}"
    if read.root is not None:
        yield "checkpoint", f"{read.size} entries, root {read.root}"
    else:
        yield "checkpoint", "not told: it is for the key of an auditor"
    yield (
        "policy in force",
        ", ".join(f"{policy.name} ({policy.digest})" for policy in read.policies) or "not asked for",
    )


def clocks(scenario: ScenarioResult) -> str:
    """By which clocks a scenario asked of a ledger that was there before; nothing where there was none."""
    if scenario.ledger is None:
        return ""
    asked = [
        f"recorded by position {one.recorded_as_of.position}, said by {one.asserted_as_of or 'any time'}"
        for one in scenario.ledger.asked
    ]
    name = f'"{scenario.ledger.name}" ' if scenario.ledger.name is not None else ""
    told = f"asked as {'; '.join(asked)}" if asked else "asked for no belief"
    return f"{name}as of position {scenario.ledger.moment.position}; {told}"


def markdown(run: Run) -> str:
    """The report in Markdown. Whatever others wrote is text in it, and nothing else."""
    lines = ["# Specifications run", MARK, "", *_facts(facts(run)), ""]
    for read in reads(run):
        lines += ["## A ledger that was read", "", *_facts(read_facts(read)), ""]
        lines += _fenced(read.note) if read.note is not None else []
    if run.trouble is not None:
        lines += _fenced(run.trouble)
    for feature in run.features:
        lines += [f"## {_plain(feature.title)}", "", f"{_code(feature.path)}, SHA-256 {_code(feature.sha256)}", ""]
        lines += [line for fault in feature.faults for line in _fenced(fault)]
        lines += _scenarios(feature)
    return "\n".join(lines).rstrip() + "\n"


def html(run: Run) -> str:
    """The report as one page of HTML."""
    body = [_definitions(facts(run))]
    for read in reads(run):
        body += ["<h2>A ledger that was read</h2>", _definitions(read_facts(read))]
        body += [pages.verbatim(read.note)] if read.note is not None else []
    body += [pages.verbatim(run.trouble)] if run.trouble is not None else []
    for feature in run.features:
        body += [f"<h2>{pages.text(feature.title)}</h2>"]
        body += [f"<p><code>{pages.text(feature.path)}</code>, SHA-256 <code>{feature.sha256}</code></p>"]
        body += [pages.verbatim(fault, why=True) for fault in feature.faults]
        if feature.scenarios:
            body += [pages.table(("result", "rule", "scenario", "line", "place"), map(_row, feature.scenarios))]
        body += [line for one in feature.scenarios for line in _more(one)]
    return pages.page("Specifications run", body)


def _facts(found: Iterator[Fact]) -> Iterator[str]:
    yield from ("| | |", "|---|---|")
    yield from (f"| {name} | {_plain(told)} |" for name, told in found)


def _scenarios(feature: FeatureResult) -> Iterator[str]:
    if not feature.scenarios:
        return
    yield from ("| result | rule | scenario | line | place |", "|---|---|---|---|---|")
    for one in feature.scenarios:
        cells = (COLOURS[one.outcome], one.rule or "", titled(one, places=False), str(one.line), one.place)
        yield f"| {' | '.join(map(_plain, cells))} |"
    yield ""
    for one in feature.scenarios:
        if told := clocks(one):
            yield from (f"Asked by {_plain(one.title)}: {_plain(told)}.", "")
        if one.message is not None:
            yield from (f"{COLOURS[one.outcome]}: {_plain(one.title)}", "", *_fenced(_told(one)))


def _row(one: ScenarioResult) -> Iterator[str]:
    yield f'<span class="{coloured(one.outcome)}">{COLOURS[one.outcome]}</span>'
    yield from map(pages.text, (one.rule or "", titled(one, places=False), str(one.line), one.place))


def _more(one: ScenarioResult) -> Iterator[str]:
    if told := clocks(one):
        yield f"<p>{pages.text(one.title)}: {pages.text(told)}.</p>"
    if one.message is not None:
        yield f"<h3>{COLOURS[one.outcome]}: {pages.text(one.title)}</h3>"
        yield pages.verbatim(_told(one), why=True)


def coloured(outcome: Outcome) -> str:
    """The class that an outcome has on a page."""
    return outcome.value.replace(" ", "-")


def _told(one: ScenarioResult) -> str:
    """The step at which it failed, and why."""
    step = failed(one)
    at = f"{one.path}:{step.line}: {step.keyword} {step.text}\n" if step is not None else ""
    return at + (one.message or "")


def _definitions(found: Iterator[Fact]) -> str:
    return pages.table(("", ""), ((pages.text(name), pages.text(told)) for name, told in found))


def _plain(told: str) -> str:
    """A text that means nothing else in Markdown, nor in a table of it."""
    safe = visible(told).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    return _MEANT.sub(r"\\\g<0>", safe)


def _fenced(told: str) -> list[str]:
    """Lines as they stand, between fences that are longer than any in them."""
    lines = visible_lines(told)
    fence = "`" * max(3, _ticks(lines) + 1)
    return [fence, lines, fence, ""]


def _code(told: str) -> str:
    """A word as code, between more backticks than it has in a row."""
    shown = visible(told)
    ticks = "`" * (_ticks(shown) + 1)
    return f"{ticks} {shown} {ticks}" if "`" in shown else f"{ticks}{shown}{ticks}"


def _ticks(told: str) -> int:
    return max(map(len, re.findall("`+", told)), default=0)
