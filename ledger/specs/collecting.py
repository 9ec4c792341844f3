"""Collecting: a feature file as a module of tests, one function for each scenario.

pytest-bdd makes the functions and runs the steps. The kit's own steps are fixtures of this one node of pytest's tree:
no other test and no other feature file sees them.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import parser, scenario
from pytest_bdd.compat import get_fixture_names
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import get_feature
from pytest_bdd.gherkin_parser import Feature, get_gherkin_document
from pytest_bdd.scenario import find_fixturedefs_for_step
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

from ledger.specs.guards import Fault, ordered, structural, worded
from ledger.specs.steps import MODULES


class FeatureFile(pytest.Module):
    """One feature file. Collecting it raises CollectError, with every fault found, unless all of it can be run."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem, f"The scenarios of {self.path.name}.")
        module.__file__ = str(self.path)
        for steps in MODULES:
            found = {name: step for name, step in vars(steps).items() if name.startswith(StepNamePrefix.step_def.value)}
            vars(module).update(found)
        return module

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """The scenarios, in the order of the file, named by their titles."""
        self._refuse(structural(self._document()))
        self.session._fixturemanager.parsefactories(self)
        templates = get_feature(str(self.path.parent), self.path.name).scenarios
        self._refuse(fault for template in templates.values() for fault in self._faults(template))
        for title in templates:
            function = scenario(self.path.name, title, features_base_dir=str(self.path.parent))(_pass)
            function = pytest.mark.usefixtures("claim_ledger_scene")(function)
            setattr(self.obj, title, function)
            yield from self._genfunctions(title, function)

    def _document(self) -> Feature:
        try:
            return get_gherkin_document(str(self.path)).feature
        except (TypeError, KeyError):  # a file of nothing but comments and blank lines
            raise self._broken([Fault(1, "the file holds no feature")]) from None
        except GherkinParseError as error:
            raise self._broken([Fault(error.line, f"{error.message} ({error.line_content.strip()})")]) from None
        except UnicodeDecodeError:
            raise self._broken([Fault(1, "the file is not UTF-8 text")]) from None

    def _faults(self, template: parser.ScenarioTemplate) -> Iterator[Fault]:
        yield from ordered(template)
        known = list(self._known())
        contexts = [context for examples in template.examples for context in examples.as_contexts()]
        for context in contexts or [{}]:
            for step in template.render(context).steps:
                yield from worded(step, list(self._matching(step)), known)

    def _matching(self, step: parser.Step) -> Iterator[StepFunctionContext]:
        for found in find_fixturedefs_for_step(step, self.session._fixturemanager, self):
            yield step_function_context_registry[found.func]

    def _known(self) -> Iterator[StepFunctionContext]:
        fixtures = self.session._fixturemanager
        for name in get_fixture_names(fixtures):
            for found in fixtures.getfixturedefs(name, self) or ():
                if (context := step_function_context_registry.get(found.func)) is not None:
                    yield context

    def _refuse(self, faults: Iterator[Fault]) -> None:
        if found := list(dict.fromkeys(faults)):
            raise self._broken(found)

    def _broken(self, faults: list[Fault]) -> pytest.Collector.CollectError:
        shown = self.nodeid or self.path.name
        return self.CollectError("\n".join(f"{shown}:{fault.line}: {fault.message}" for fault in faults))


def is_specification(path: Path, roots: list[Path]) -> bool:
    """Whether a file is a feature file under one of the kit's directories."""
    return path.suffix == ".feature" and any(path.is_relative_to(root) for root in roots)


def _pass() -> None:
    """What runs after a scenario's steps: nothing."""
