"""Guards: what makes a feature file unfit to run. pytest-bdd alone would pass each of these without checking anything.

Faults are told as `file:line: what is wrong`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from inspect import isasyncgenfunction, iscoroutinefunction, signature

from pytest_bdd import parser
from pytest_bdd.gherkin_parser import Background, Child, Feature, Rule, Scenario, Step
from pytest_bdd.steps import StepFunctionContext

from ledger.specs.faults import Miswritten
from ledger.specs.misworded import misworded
from ledger.specs.phrases import Phrase
from ledger.specs.tabled import flawed

ORDER = ("given", "when", "then")
_STEP = re.compile(r"\s*(\||(given|when|then|and|but)\b)", re.IGNORECASE)
_PARAMETER = re.compile(r"<([^<>\s][^<>]*)>")


class Kind(StrEnum):
    """What is wrong with a specification, for machines."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    DUPLICATE = "duplicate"
    SEVERAL_WHENS = "several-whens"
    DISORDER = "disorder"
    UNKNOWN = "unknown-step"
    AMBIGUOUS = "ambiguous-step"
    ASYNC = "async-step"
    MISREAD = "misread"
    UNUSED = "unused"
    SLIP = "slip"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a line of a feature file."""

    line: int
    message: str
    kind: Kind


def structural(feature: Feature) -> Iterator[Fault]:
    """What is wrong with a feature before its steps are looked up: what is empty, doubled or out of order."""
    if not feature.name.strip():
        yield Fault(feature.location.line, "the feature has no name", Kind.EMPTY)
    if not any(child.rule or child.scenario for child in feature.children):
        yield Fault(feature.location.line, f'the feature "{feature.name}" has no scenario', Kind.EMPTY)
    for rule in rules(feature):
        if not any(child.scenario for child in rule.children):
            yield Fault(rule.location.line, f'the rule "{rule.name}" has no scenario', Kind.EMPTY)
    for background in backgrounds(feature):
        if not background.steps:
            yield Fault(background.location.line, "the background has no step", Kind.EMPTY)
    yield from _doubled([(rule.name, rule.location.line) for rule in rules(feature)], "rule")
    found = list(scenarios(feature))
    yield from _doubled([(scenario.name, scenario.location.line) for scenario in found], "scenario")
    for scenario in found:
        yield from _examples(scenario)
        yield from _swallowed(scenario)


def ordered(scenario: parser.ScenarioTemplate) -> Iterator[Fault]:
    """What is wrong with the steps of a scenario: none, none that expects anything, several Whens, or disorder."""
    kinds = [step.type for step in scenario.steps]
    if not scenario._steps:
        yield Fault(scenario.line_number, f'the scenario "{scenario.name}" has no step', Kind.EMPTY)
    elif "then" not in kinds:
        yield Fault(scenario.line_number, f'the scenario "{scenario.name}" has no Then: it expects nothing', Kind.EMPTY)
    if kinds.count("when") > 1:
        second = [step for step in scenario.steps if step.type == "when"][1]
        yield Fault(
            second.line_number,
            "a second When: a scenario shows what one thing does; write another scenario",
            Kind.SEVERAL_WHENS,
        )
    for before, step in zip(scenario.steps, scenario.steps[1:], strict=False):
        if ORDER.index(step.type) < ORDER.index(before.type):
            yield Fault(step.line_number, f"a {step.type.title()} stands after a {before.type.title()}", Kind.DISORDER)


def worded(
    step: parser.Step, found: Sequence[StepFunctionContext], known: Sequence[StepFunctionContext]
) -> Iterator[Fault]:
    """What is wrong with a step, given the definitions that match it and all that could have.

    None matches, or several do; it cannot wait (`async def`); a slot cannot be read; a table is missing or not read.
    """
    if unfilled := list(_unfilled(step)):
        yield from unfilled
        return
    if not found:
        yield Fault(step.line_number, misworded(step, known), Kind.UNKNOWN)
        return
    if len(found) > 1:
        texts = " and ".join(f"`{context.parser.name}`" for context in found)
        yield Fault(step.line_number, f'"{step.name}" can be read in {len(found)} ways: {texts}', Kind.AMBIGUOUS)
        return
    context = found[0]
    if iscoroutinefunction(context.step_func) or isasyncgenfunction(context.step_func):
        yield Fault(
            step.line_number, f"`{context.parser.name}` is an `async def`, which would never run: use `def`", Kind.ASYNC
        )
    if isinstance(context.parser, Phrase):
        try:
            context.parser.parse_arguments(step.name)
        except Miswritten as fault:
            yield Fault(step.line_number, str(fault), Kind.MISREAD)
    yield from _attached(step, context)
    yield from (Fault(line, message, Kind.MISREAD) for line, message in flawed(context, step))


def _attached(step: parser.Step, context: StepFunctionContext) -> Iterator[Fault]:
    taken, phrase = signature(context.step_func).parameters, context.parser.name
    for name, what, given in (("datatable", "table", step.datatable), ("docstring", "text block", step.docstring)):
        if given is not None and name not in taken:
            yield Fault(
                step.line_number, f"`{phrase}` takes no {what}: nobody would read the one below it", Kind.UNUSED
            )
        if given is None and name in taken and taken[name].default is taken[name].empty:
            yield Fault(step.line_number, f"`{phrase}` needs a {what} below it", Kind.MISREAD)


def _unfilled(step: parser.Step) -> Iterator[Fault]:
    cells = [cell.value for row in step.datatable.rows for cell in row.cells] if step.datatable else []
    for text in [step.name, *cells]:
        if (left := _PARAMETER.search(text)) is not None:
            yield Fault(
                step.line_number, f"nothing fills {left[0]}: the examples have no column {left[1]}", Kind.MISREAD
            )


def _examples(scenario: Scenario) -> Iterator[Fault]:
    text, seen = " ".join(_texts(scenario.steps)), list[dict[str, str]]()
    for table in scenario.examples:
        names = [cell.value for cell in table.table_header.cells] if table.table_header else []
        for row in table.table_body or ():
            example = dict(zip(names, (cell.value for cell in row.cells), strict=False))
            if example in seen:
                message = "this example stands there twice, and the second checks nothing more"
                yield Fault(row.location.line, message, Kind.DUPLICATE)
            seen.append(example)
        if not table.table_body:
            yield Fault(
                table.location.line, f'the examples of "{scenario.name}" have no row: nothing is checked', Kind.EMPTY
            )
        for cell in table.table_header.cells if table.table_header else ():
            if f"<{cell.value}>" not in text:
                yield Fault(cell.location.line, f"no step uses the column {cell.value} of the examples", Kind.UNUSED)


def _swallowed(scenario: Scenario) -> Iterator[Fault]:
    """Steps that Gherkin takes for the scenario's description, for want of a keyword before them."""
    for line in scenario.description.splitlines():
        if _STEP.match(line):
            text = line.strip()
            yield Fault(
                scenario.location.line,
                f'in "{scenario.name}" this is read as a remark, and not run: {text}',
                Kind.MISREAD,
            )


def _texts(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        yield step.text
        if step.datatable is not None:
            yield from (cell.value for row in step.datatable.rows for cell in row.cells)


def _doubled(named: Sequence[tuple[str, int]], what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, line in named:
        if not name.strip():
            yield Fault(line, f"the {what} has no name", Kind.EMPTY)
        elif name in seen:
            yield Fault(line, f'another {what} is called "{name}" too, and only one of them would run', Kind.DUPLICATE)
        seen.add(name)


def rules(feature: Feature) -> Iterator[Rule]:
    """The rules of a feature."""
    return (child.rule for child in feature.children if child.rule)


def _children(feature: Feature) -> Iterator[Child]:
    for child in feature.children:
        yield child
        if child.rule:
            yield from child.rule.children


def scenarios(feature: Feature) -> Iterator[Scenario]:
    """The scenarios of a feature, those of its rules among them."""
    return (child.scenario for child in _children(feature) if child.scenario)


def backgrounds(feature: Feature) -> Iterator[Background]:
    """The backgrounds of a feature and of its rules."""
    return (child.background for child in _children(feature) if child.background)
