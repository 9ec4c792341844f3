"""Noting: a plugin of pytest that notes what came of each scenario, step by step, on whichever worker it ran.

`claim-ledger spec run` loads it; it keeps whatever else lies about, packages and configuration, out of the run.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from pytest_bdd.parser import Scenario, ScenarioTemplate, Step
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import step_function_context_registry

from ledger.desk.ownsteps import load
from ledger.desk.results import Outcome, ScenarioResult, StepResult
from ledger.desk.watching import Entries, Roots, Watch, WatchedStaging
from ledger.errors import Refusal
from ledger.specs.collecting import FeatureFile
from ledger.specs.faults import Miswritten, Unmet, is_unasked
from ledger.specs.places.scenes import Place
from ledger.specs.plugin import PLACES, claim_ledger_scene
from ledger.specs.scene import Scene

NOTED = "claim_ledger_noted"
"""The attribute of a report that has what came of its scenario, in JSON."""

LEFT_OUT = "claim_ledger_left_out"
"""Under which a worker says how many scenarios were not chosen."""

OWN_STEPS = "--claim-ledger-steps"
CHOSEN = "--claim-ledger-chosen"
_ROOTS = pytest.StashKey[Roots]()
_ENTRIES = pytest.StashKey[Entries]()
LADDER = "the ladder stands "


@dataclass(eq=False)
class Notes:
    """What is noted of a scenario while it runs."""

    scenario: Scenario
    watch: Watch
    began: float = field(default_factory=perf_counter)
    steps: list[StepResult] = field(default_factory=list)
    message: str | None = None

    def end(self) -> None:
        """Make the When red where every step was taken: it was refused, and no Then expected that."""
        kinds = [step.type for step in self.scenario.steps]
        if len(self.steps) == len(kinds) and all(step.outcome is Outcome.GREEN for step in self.steps):
            at = max((n for n, kind in enumerate(kinds) if kind != "then"), default=len(kinds) - 1)
            self.steps[at] = self.steps[at].model_copy(update={"outcome": Outcome.RED})


_NOTES = pytest.StashKey[Notes]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that name files of steps, and that choose scenarios."""
    parser.addoption(OWN_STEPS, action="append", default=[], help="a file of steps of one's own")
    parser.addoption(CHOSEN, action="append", default=[], help="words of the title, or the rule, of what is to be run")


def pytest_configure(config: pytest.Config) -> None:
    """Load the steps that were added."""
    config.stash[_ROOTS], config.stash[_ENTRIES] = {}, {}
    for file in config.getoption(OWN_STEPS):
        try:
            module = load(Path(file))
        except Miswritten as fault:
            raise pytest.UsageError(str(fault)) from None
        config.pluginmanager.register(module, module.__name__)


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector:
    """Take every folder for a folder alone, whatever package it may be: nothing in it is imported."""
    return pytest.Dir.from_parent(parent, path=path)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not chosen."""
    words: list[str] = [word.lower() for word in config.getoption(CHOSEN)]
    left = [item for item in items if words and not any(word in _titles(item) for word in words)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    if hasattr(config, "workeroutput"):
        config.workeroutput[LEFT_OUT] = len(left)


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, scenario: Scenario) -> None:
    """Begin to note, and to watch what is read."""
    stash = request.config.stash
    watch = Watch(stash[_ROOTS], None if Place.LIVE in stash[PLACES] else stash[_ENTRIES])
    _scene(request).watch(lambda staging: WatchedStaging(staging, watch))
    request.node.stash[_NOTES] = Notes(scenario, watch)


def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """Begin to time a step."""
    request.node.stash[_NOTES].began = perf_counter()


def pytest_bdd_after_step(
    request: pytest.FixtureRequest, step: Step, step_func: Any, step_func_args: dict[str, Any]
) -> None:
    """Note a step that did what it says."""
    _note(request, step, step_func, step_func_args, Outcome.GREEN)


def pytest_bdd_step_error(
    request: pytest.FixtureRequest, step: Step, step_func: Any, step_func_args: dict[str, Any], exception: Exception
) -> None:
    """Note the step that failed, why, and those after it."""
    notes = request.node.stash[_NOTES]
    notes.message = told(exception)
    _note(request, step, step_func, step_func_args, _failed(exception))
    rest = notes.scenario.steps[len(notes.steps) :]
    notes.steps += [_result(left, None, Outcome.NOT_RUN) for left in rest]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put what was noted on the report, which goes to wherever the run was begun."""
    report = yield
    if isinstance(item.parent, FeatureFile) and (report.when == "call" or not report.passed):
        error = call.excinfo.value if call.excinfo is not None else None
        setattr(report, NOTED, _noted(item, report, error).model_dump_json())
    return report


def told(error: BaseException) -> str:
    """Why a step failed, in words."""
    if isinstance(error, Miswritten | Unmet):
        return str(error)
    if isinstance(error, Refusal):
        return f"the ledger refuses this: {error}"
    if isinstance(error, AssertionError):
        return str(error) or "what the step asserts does not hold"
    return f"the step itself is broken, not what it says: {type(error).__name__}: {error}"


def _noted(item: pytest.Item, report: pytest.TestReport, error: BaseException | None) -> ScenarioResult:
    notes, template = item.stash.get(_NOTES, None), _template(item)
    outcome = Outcome.NOT_RUN if report.skipped else Outcome.GREEN if report.passed else _failed(error)
    message = (notes.message if notes is not None else None) or _why(report, error, _tag(item))
    if outcome is Outcome.RED and error is not None and notes is not None:
        notes.end()
    if outcome is Outcome.GREEN and (notes is None or len(notes.steps) < len(notes.scenario.steps)):
        outcome, message = Outcome.RED, "some of its steps were not run"
    params = item.callspec.params if hasattr(item, "callspec") else {}
    example: dict[str, str] = params.get("_pytest_bdd_example", {})
    return ScenarioResult(
        path=str(item.path),
        rule=template.rule.name if template.rule is not None else None,
        title=template.name,
        example=", ".join(f"{name}: {value}" for name, value in example.items()) or None,
        line=template.line_number,
        place=str(_place(item)),
        outcome=outcome,
        message=message if outcome is not Outcome.GREEN else None,
        by_tag=_tag(item) if outcome is Outcome.NOT_RUN else None,
        seconds=round(report.duration, 6),
        steps=tuple(notes.steps) if notes is not None else (),
        ledger=notes.watch.read() if notes is not None else None,
    )


def _failed(error: BaseException | None) -> Outcome:
    return Outcome.NOT_ASKED if is_unasked(error) else Outcome.RED


def _place(item: pytest.Item) -> Place:
    """Where the scenario is told."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return Place(params.get(claim_ledger_scene.__name__, item.config.stash[PLACES][0]))


def _template(item: pytest.Item) -> ScenarioTemplate:
    assert isinstance(item, pytest.Function)
    return scenario_wrapper_template_registry[item.function]


def _titles(item: pytest.Item) -> str:
    """The title of a scenario and of its rule, in lower case."""
    template = _template(item)
    return f"{template.rule.name if template.rule is not None else ''}\n{template.name}".lower()


def _tag(item: pytest.Item) -> str | None:
    """The tag that has a scenario not run, or its failure expected."""
    return next((f"@{mark.name}" for mark in item.iter_markers() if mark.name in ("skip", "xfail")), None)


def _why(report: pytest.TestReport, error: BaseException | None, tag: str | None) -> str | None:
    """Why there is nothing to be told of a step."""
    if hasattr(report, "wasxfail"):
        return f"it was expected to fail, by {tag}, and does" if tag else str(report.wasxfail)
    if report.skipped:
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        return f"skipped by {tag}" if tag else said.replace("Skipped: ", "skipped: ", 1)
    if error is not None:
        return told(error)
    return f"it was expected to fail, by {tag}, and holds" if report.failed and tag else str(report.longrepr or "")


def _note(request: pytest.FixtureRequest, step: Step, step_func: Any, args: dict[str, Any], outcome: Outcome) -> None:
    notes = request.node.stash[_NOTES]
    seconds = perf_counter() - notes.began
    definition = next(c.parser.name for c in step_function_context_registry.values() if c.step_func is step_func)
    read = notes.watch.taken(_scene(request), _propositions(step, args), ladder=step.name.startswith(LADDER))
    notes.steps.append(_result(step, definition, outcome, seconds, read))


def _propositions(step: Step, args: dict[str, Any]) -> Iterator[str]:
    """The propositions that a step which expects something names, in its sentence or its table."""
    if step.type != "then":
        return
    if isinstance(args.get("proposition"), str):
        yield args["proposition"]
    header, *rows = args.get("datatable") or [[]]
    if "proposition" in header:
        yield from dict.fromkeys(row[header.index("proposition")].strip('"') for row in rows)


def _result(
    step: Step, definition: str | None, outcome: Outcome, seconds: float = 0.0, read: tuple[int, ...] = ()
) -> StepResult:
    table = tuple(tuple(map(str, row)) for row in step.datatable.raw()) if step.datatable is not None else ()
    return StepResult(
        line=step.line_number,
        keyword=step.keyword.strip(),
        text=step.name,
        table=table,
        definition=definition,
        outcome=outcome,
        seconds=round(seconds, 6),
        read=read,
    )


def _scene(request: pytest.FixtureRequest) -> Scene:
    scene: Scene = request.getfixturevalue(claim_ledger_scene.__name__)
    return scene
