"""Outlining: a run as lines for a terminal, by file, rule and scenario, and in full where one is red."""

from collections.abc import Iterator
from itertools import groupby

from ledger.desk.results import FeatureResult, Outcome, Run, ScenarioResult, StepResult
from ledger.words import counted

MARKS = {Outcome.GREEN: "ok ", Outcome.RED: "RED", Outcome.NOT_RUN: "-  "}
Line = tuple[str, Outcome | None]
"""A line and, where it is to stand out, what for."""


def outline(run: Run) -> Iterator[Line]:
    """The run in lines, those of each feature together; a blank line after each."""
    for feature in run.features:
        if feature.scenarios or feature.faults:
            yield from _feature(feature, places=len({scenario.place for scenario in run.scenarios}) > 1)
            yield "", None
    yield summary(run), None


def summary(run: Run) -> str:
    """How many came out how, in a sentence or two."""
    red, green, idle = (run.count(outcome) for outcome in (Outcome.RED, Outcome.GREEN, Outcome.NOT_RUN))
    if run.trouble is not None and not run.scenarios:
        return "Nothing was run."
    broken = [feature for feature in run.features if feature.faults]
    if broken and not run.scenarios:
        return f"Nothing was run: {counted(len(broken), 'file')} cannot be."
    if not run.scenarios:
        words = ", ".join(f'"{word}"' for word in run.chosen)
        return (
            f"Nothing was run: no title and no rule has {words}." if words else "Nothing was run: there is no scenario."
        )
    parts = [f"{green} green", f"{red} red", *([f"{idle} not run{_tags(run)}"] if idle else [])]
    parts += [f"{run.left_out} left out"] if run.left_out else []
    parts += [f"{counted(len(broken), 'file')} cannot be run"] if broken else []
    return f"{counted(len(run.scenarios), 'scenario')}: {', '.join(parts)}. {run.seconds:.1f} s."


def _tags(run: Run) -> str:
    """The tags that have scenarios not run, in brackets."""
    found = sorted({one.by_tag for one in run.scenarios if one.by_tag is not None})
    return f" ({', '.join(found)})" if found else ""


def _feature(feature: FeatureResult, *, places: bool) -> Iterator[Line]:
    yield feature.path, None
    for fault in feature.faults:
        yield from ((f"  {line}", Outcome.RED) for line in fault.splitlines())
    for rule, scenarios in groupby(feature.scenarios, key=lambda one: one.rule):
        if rule is not None:
            yield f"  Rule: {rule}", None
        for scenario in scenarios:
            yield from _scenario(scenario, places=places)


def _scenario(scenario: ScenarioResult, *, places: bool) -> Iterator[Line]:
    yield f"    {MARKS[scenario.outcome]} {titled(scenario, places=places)}", scenario.outcome
    if scenario.outcome is Outcome.RED:
        if (step := failed(scenario)) is not None:
            yield f"        {scenario.path}:{step.line}: {step.keyword} {step.text}", None
        yield from ((f"        {line}", None) for line in (scenario.message or "").splitlines())
    elif scenario.message is not None:
        yield f"        not run: {scenario.message}", None


def titled(scenario: ScenarioResult, *, places: bool) -> str:
    """The title of a scenario with what tells it from others of that title."""
    of = [part for part in (scenario.example, f"at {scenario.place}" if places else None) if part]
    return f"{scenario.title} ({'; '.join(of)})" if of else scenario.title


def failed(scenario: ScenarioResult) -> StepResult | None:
    """The step at which a scenario turned red."""
    return next((step for step in scenario.steps if step.outcome is Outcome.RED), None)
