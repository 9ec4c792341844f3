"""The kit as a plugin of pytest: collects and runs the feature files under the roots, once it is enabled."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Scenario, Step

from ledger.errors import Refusal
from ledger.specs.collecting import FeatureFile, is_specification
from ledger.specs.faults import Miswritten, Unmet, is_unasked
from ledger.specs.places.live import Live
from ledger.specs.places.pasts import Pasts
from ledger.specs.places.scenes import Ledgers, Place, live_at, scene_at
from ledger.specs.places.targets import Targets, targets_of
from ledger.specs.roots import cover, missed, require_roots, roots_of
from ledger.specs.scene import Scene
from ledger.unseen import visible_lines

LEDGERS = pytest.StashKey[Ledgers]()
"""The ledgers that scenarios are about."""

PLACES = pytest.StashKey[tuple[Place, ...]]()
"""Where each scenario is told."""

_COLLECTED = pytest.StashKey[set[Path]]()
_TAKEN = pytest.StashKey[Step]()
_SCENE = pytest.StashKey[Scene]()
_FAILED = pytest.StashKey[tuple[Scenario, Step]]()


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to run where specifications are named that cannot be, and see to it that all are."""
    require_roots(config)
    cover(config)
    config.stash[_COLLECTED] = set[Path]()
    targets = targets_of(config)
    ledgers = Ledgers(Pasts(targets.ledgers, targets.any_name), _live(targets))
    config.stash.setdefault(LEDGERS, ledgers)
    config.stash[PLACES] = targets.places if ledgers is config.stash[LEDGERS] else (Place.LIVE,)
    config.add_cleanup(ledgers.close)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect a feature file if it lies under one of the directories."""
    if is_specification(file_path, roots_of(parent.config)):
        parent.config.stash[_COLLECTED].add(file_path)
        return FeatureFile.from_parent(parent, path=file_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config) -> None:
    """Tell of each feature file that was passed over: pytest then runs nothing."""
    for report in missed(config, config.stash[_COLLECTED]):
        config.hook.pytest_collectreport(report=report)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each scenario at every place that is named; one place alone leaves the names of tests as they are."""
    places = metafunc.config.stash[PLACES]
    if isinstance(metafunc.definition.parent, FeatureFile) and len(places) > 1:
        metafunc.parametrize(claim_ledger_scene.__name__, places, ids=str, indirect=True)


@pytest.fixture
def claim_ledger_scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """The ledger of one scenario, where its place is, on a clock that the scenario sets."""
    config = request.config
    with scene_at(
        getattr(request, "param", config.stash[PLACES][0]), config.stash[LEDGERS], request.node.name
    ) as scene:
        yield scene


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Step) -> None:
    """Tell the scene whether what comes is given, and of its When the words."""
    if isinstance(request.node.parent, FeatureFile):
        scene: Scene = request.getfixturevalue(claim_ledger_scene.__name__)
        request.node.stash[_SCENE] = scene
        scene.giving = step.type == "given"
        if step.type == "when":
            scene.doing = f"line {step.line_number}: {step.keyword} {step.name}"


def pytest_bdd_step_error(request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
    """Note which step failed."""
    request.node.stash[_FAILED] = (scenario, step)


def pytest_bdd_after_step(request: pytest.FixtureRequest, step: Step) -> None:
    """Note which step was taken last."""
    request.node.stash[_TAKEN] = step


def pytest_bdd_after_scenario(request: pytest.FixtureRequest, scenario: Scenario) -> None:
    """Have a scenario of which every step was taken fail where its When did, though no Then may have asked."""
    node = request.node
    if isinstance(node.parent, FeatureFile) and node.stash.get(_TAKEN, None) is scenario.steps[-1]:
        told = [step for step in scenario.steps if step.type != "then"] or scenario.steps
        node.stash[_FAILED] = (scenario, told[-1])
        request.getfixturevalue(claim_ledger_scene.__name__).end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell a specification's own faults in words: which step, what was expected, what was found."""
    report = yield
    told = call.excinfo is not None and isinstance(call.excinfo.value, Miswritten | Refusal | Unmet)
    if told and call.excinfo is not None and isinstance(item.parent, FeatureFile) and _FAILED in item.stash:
        report.longrepr = _told(item, *item.stash[_FAILED], call.excinfo.value)
        if is_unasked(call.excinfo.value):
            report.when = "setup"  # which makes it an error, and no failure: the ledger did not say no
    return report


def _live(targets: Targets) -> Live | None:
    if not targets.url:
        return None
    try:
        return live_at(targets.url, targets.key, allow_writes=targets.allow_writes)
    except Refusal as refusal:
        raise pytest.UsageError(f"--ledger-url: {refusal}") from None


def _told(item: pytest.Item, scenario: Scenario, step: Step, error: BaseException) -> str:
    path = item.nodeid.partition("::")[0]
    lines = [f"Rule: {scenario.rule.name}"] if scenario.rule else []
    lines += [f"{scenario.keyword}: {scenario.name}", f"{path}:{step.line_number}: {step.keyword} {step.name}"]
    if isinstance(error, Refusal):
        lines.append(f"the ledger refuses this: {item.stash[_SCENE].in_words(error)}")
    else:
        lines.append(str(error))
    return visible_lines("\n".join(lines))
