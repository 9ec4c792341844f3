"""Outlining: a run as lines for a terminal, by file, rule and scenario, and in full where one is red."""

from collections.abc import Iterator
from itertools import groupby

from ledger.desk.results import FeatureResult, Outcome, Run, ScenarioResult, StepResult
from ledger.words import counted

MARKS = {Outcome.GREEN: "ok ", Outcome.RED: "RED", Outcome.NOT_RUN: "-  ", Outcome.NOT_ASKED: "?  "}
COUNTED = (Outcome.GREEN, Outcome.RED, Outcome.NOT_RUN, Outcome.NOT_ASKED)
Line = tuple[str, Outcome | None]
"""A line and, where it is to stand out, what for."""


def outline(run: Run) -> Iterator[Line]:
    """The run in lines, those of each feature together; a blank line after each."""
    outlined = Outline(places=len({scenario.place for scenario in run.scenarios}) > 1)
    for feature in run.features:
        yield from outlined.feature(feature)
    yield summary(run), None


class Outline:
    """The features of a run, one after another; why a ledger could not be asked is told once."""

    def __init__(self, *, places: bool) -> None:
        self._places = places
        self._told: set[str | None] = set()

    def feature(self, feature: FeatureResult) -> Iterator[Line]:
        """One feature in lines, a blank one last; none where nothing came of it."""
        if not feature.scenarios and not feature.faults:
            return
        yield feature.path, None
        for fault in feature.faults:
            yield from ((f"  {line}", Outcome.RED) for line in fault.splitlines())
        for rule, scenarios in groupby(feature.scenarios, key=lambda one: one.rule):
            if rule is not None:
                yield f"  Rule: {rule}", None
            for scenario in scenarios:
                yield from self._scenario(scenario)
        yield "", None

    def _scenario(self, scenario: ScenarioResult) -> Iterator[Line]:
        yield f"    {MARKS[scenario.outcome]} {titled(scenario, places=self._places)}", scenario.outcome
        if scenario.outcome is Outcome.NOT_RUN:
            yield f"        not run: {scenario.message}", None
        elif scenario.outcome is not Outcome.GREEN and scenario.message not in self._told:
            if scenario.outcome is Outcome.NOT_ASKED:
                self._told.add(scenario.message)
            if (step := failed(scenario)) is not None:
                yield f"        {scenario.path}:{step.line}: {step.keyword} {step.text}", None
            yield from ((f"        {line}", None) for line in (scenario.message or "").splitlines())


def summary(run: Run) -> str:
    """How many came out how, in a sentence or two."""
    green, red, idle, unasked = (run.count(outcome) for outcome in COUNTED)
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
    parts += [f"{unasked} not asked"] if unasked else []
    parts += [f"{run.left_out} left out"] if run.left_out else []
    parts += [f"{counted(len(broken), 'file')} cannot be run"] if broken else []
    return f"{counted(len(run.scenarios), 'scenario')}: {', '.join(parts)}. {run.seconds:.1f} s."


def _tags(run: Run) -> str:
    """The tags that have scenarios not run, in brackets."""
    found = sorted({one.by_tag for one in run.scenarios if one.by_tag is not None})
    return f" ({', '.join(found)})" if found else ""


def titled(scenario: ScenarioResult, *, places: bool) -> str:
    """The title of a scenario with what tells it from others of that title."""
    of = [part for part in (scenario.example, f"at {scenario.place}" if places else None) if part]
    return f"{scenario.title} ({'; '.join(of)})" if of else scenario.title


def failed(scenario: ScenarioResult) -> StepResult | None:
    """The step at which a scenario turned red, or the ledger could not be asked."""
    return next((step for step in scenario.steps if step.outcome in (Outcome.RED, Outcome.NOT_ASKED)), None)
