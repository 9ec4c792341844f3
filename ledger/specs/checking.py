"""Checking: a feature file held to the guards, by whoever collects it, and by whoever lints it."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pytest_bdd import parser
from pytest_bdd.exceptions import GherkinParseError, StepError
from pytest_bdd.feature import features
from pytest_bdd.gherkin_parser import Feature, Scenario, get_gherkin_document
from pytest_bdd.parser import FeatureParser, ScenarioTemplate, Step
from pytest_bdd.steps import StepFunctionContext

from ledger.specs.guards import Fault, Kind, ordered, worded
from ledger.specs.mentions import slips
from ledger.words import counted

Definitions = Callable[[Step], Sequence[StepFunctionContext]]
"""The definitions that match a step."""


ENCODING = "utf-8-sig"
"""UTF-8, with the mark before it that some editors write, or without."""


_LANGUAGE = re.compile(r"\s*#\s*language\s*:\s*([\w-]+)\s*$")
_CELL = re.compile(r"\s*\|")
_BAR = re.compile(r"(?<!\\)\|")


class Unfit(Exception):
    """A file that is no specification at all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def document(path: Path) -> Feature:
    """The feature in a file as Gherkin has it. Raises Unfit, or OSError."""
    try:
        return get_gherkin_document(str(path), ENCODING).feature
    except (TypeError, KeyError):  # a file of nothing but comments and blank lines
        raise Unfit(Fault(1, "the file holds no feature", Kind.EMPTY)) from None
    except GherkinParseError as error:
        raise Unfit(Fault(error.line, _unreadable(path, error), Kind.UNREADABLE)) from None
    except UnicodeDecodeError:
        raise Unfit(Fault(1, "the file is not UTF-8 text", Kind.UNREADABLE)) from None


def _unreadable(path: Path, error: GherkinParseError) -> str:
    """Why Gherkin cannot read a line of a file, in the words of who wrote it."""
    lines = path.read_text(encoding=ENCODING).splitlines()
    if (language := next(filter(None, map(_LANGUAGE.match, lines)), None)) is not None and language[1] != "en":
        return f"`{language[0].strip()}` has headings and steps begin with words of that language: take it out"
    if "inconsistent cell count" not in error.message:
        return f"{error.message} ({error.line_content.strip()})"
    top = error.line - 1
    while top > 0 and _CELL.match(lines[top - 1]):
        top -= 1
    row, header = (len(_BAR.findall(lines[n])) - 1 for n in (error.line - 1, top))
    return f"the row has {counted(row, 'cell')} and the table {counted(header, 'column')}: empty ones stand, too"


class _Scenarios(FeatureParser):
    """The parser of pytest-bdd, which keeps only the last of some scenarios of one title; here all are kept."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path.parent), path.name, ENCODING)
        self.found: list[ScenarioTemplate] = []

    def parse_scenario(
        self, scenario_data: Scenario, feature: parser.Feature, rule: parser.Rule | None = None
    ) -> ScenarioTemplate:
        """As in pytest-bdd."""
        template = super().parse_scenario(scenario_data, feature, rule)
        self.found.append(template)
        return template


def templates(path: Path) -> list[ScenarioTemplate]:
    """The scenarios of a file, in order, as pytest-bdd has them; the file is read anew. Raises Unfit."""
    document(path)
    parsed = _Scenarios(path)
    try:
        features[parsed.abs_filename] = parsed.parse()
    except StepError as error:
        message = f"the first step is not a Given, a When or a Then ({error.line_content.strip()})"
        raise Unfit(Fault(error.line, message, Kind.UNREADABLE)) from None
    return parsed.found


def told(template: ScenarioTemplate) -> Iterator[list[Step]]:
    """The steps of a scenario, those of backgrounds first: of an outline once for each of its examples."""
    contexts = [context for examples in template.examples for context in examples.as_contexts()]
    for context in contexts or [{}]:
        yield template.render(context).steps


def wording(template: ScenarioTemplate, matching: Definitions, known: Sequence[StepFunctionContext]) -> Iterator[Fault]:
    """What is wrong with the steps of a scenario."""
    yield from ordered(template)
    for steps in told(template):
        for step in steps:
            yield from worded(step, matching(step), known)
        yield from (Fault(line, message, Kind.SLIP) for line, message in slips(steps, matching))
