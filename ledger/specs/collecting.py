"""Collecting: a feature file as a module of tests, one function for each scenario.

pytest-bdd makes the functions and runs the steps. The kit's own steps are fixtures of this one node of pytest's tree:
no other test and no other feature file sees them.
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import plugin, scenario
from pytest_bdd.compat import get_fixture_names
from pytest_bdd.parser import ScenarioTemplate, Step
from pytest_bdd.scenario import find_fixturedefs_for_step, scenario_wrapper_template_registry
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from ledger.specs.checking import ENCODING, Unfit, document, templates, wording
from ledger.specs.guards import Fault, structural
from ledger.specs.returning import hold
from ledger.specs.steps import MODULES
from ledger.unseen import visible_lines

SUFFIX = ".feature"
STEP = "claim_ledger_step"
"""The one name under which every step of the kit is a fixture: pytest-bdd goes through all names for every step."""

_OURS = frozenset(module.__name__ for module in MODULES)


class FeatureFile(pytest.Module):
    """One feature file. Collecting it raises CollectError, with every fault found, unless all of it can be run."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem, f"The scenarios of {self.path.name}.")
        module.__file__ = str(self.path)
        return module

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """The scenarios, in the order of the file, named by their titles."""
        try:
            self._refuse(structural(document(self.path)))
            found = templates(self.path)
        except Unfit as unfit:
            raise self._broken([unfit.fault]) from None
        for step in _steps():
            pytest.register_fixture(name=STEP, func=step, node=self)
        self._register({tag for one in found for tag in tags(one)})
        known = list(self._known())
        self._refuse(fault for template in found for fault in wording(template, self._matching, known))
        for context in known:
            if context.step_func.__module__ not in _OURS:
                hold(context)
        for template in found:
            function = scenario(
                self.path.name, template.name, encoding=ENCODING, features_base_dir=str(self.path.parent)
            )(_pass)
            function = pytest.mark.usefixtures("claim_ledger_scene")(function)
            setattr(self.obj, template.name, function)
            yield from self._genfunctions(template.name, function)

    def _matching(self, step: Step) -> list[StepFunctionContext]:
        found = find_fixturedefs_for_step(step, self.session._fixturemanager, self)
        return [c for one in found if _is_meant(c := step_function_context_registry[one.func])]

    def _known(self) -> Iterator[StepFunctionContext]:
        fixtures = self.session._fixturemanager
        for name in get_fixture_names(fixtures):
            for found in fixtures.getfixturedefs(name, self) or ():
                context = step_function_context_registry.get(found.func)
                if context is not None and _is_meant(context):
                    yield context

    def _register(self, found: set[str]) -> None:
        """Make marks of the tags, which pytest would else warn of, or refuse."""
        known = {re.split("[:(]", line)[0].strip() for line in self.config.getini("markers")}
        for tag in sorted(found - known):
            self.config.addinivalue_line("markers", f"{tag}: a tag of feature files")

    def _refuse(self, faults: Iterator[Fault]) -> None:
        if found := list(dict.fromkeys(faults)):
            raise self._broken(found)

    def _broken(self, faults: list[Fault]) -> pytest.Collector.CollectError:
        shown = self.nodeid or self.path.name
        told = "\n".join(f"{shown}:{fault.line}: {fault.message}" for fault in faults)
        return self.CollectError(visible_lines(told))


def located(path: Path) -> Path:
    """A path from the root on, with no `..` in it: as pytest has it, who does not look where links lead."""
    return Path(os.path.abspath(path))


def titled(item: pytest.Item) -> str:
    """The title of the scenario that a test is of."""
    assert isinstance(item, pytest.Function)
    title: str = scenario_wrapper_template_registry[item.function].name
    return title


def tags(template: ScenarioTemplate) -> set[str]:
    """The tags of a scenario, those of its rule and its feature among them."""
    return template.tags | template.feature.tags | (template.rule.tags if template.rule is not None else set())


def is_specification(path: Path, roots: list[Path]) -> bool:
    """Whether a file is a feature file under one of the kit's directories."""
    return path.suffix.lower() == SUFFIX and any(path.is_relative_to(root) for root in roots)


@cache
def _steps() -> tuple[Callable[..., object], ...]:
    """What makes a fixture of each of the kit's steps."""
    return tuple(made for made, c in step_function_context_registry.items() if c.step_func.__module__ in _OURS)


def _is_meant(context: StepFunctionContext) -> bool:
    """Whether a step is for specifications. pytest-bdd has one that is not, `trace`, which waits for who debugs it."""
    return context.step_func.__module__ != plugin.__name__


def _pass() -> None:
    """What runs after a scenario's steps: nothing."""
