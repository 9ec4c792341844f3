"""The vocabulary is closed, documented, and as its documentation says."""

import re
from collections.abc import Iterator
from inspect import getdoc

import pytest
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from ledger.specs.phrases import Phrase
from ledger.specs.steps import MODULES


def contexts() -> Iterator[StepFunctionContext]:
    ours = {module.__name__ for module in MODULES}
    return (c for c in step_function_context_registry.values() if c.step_func.__module__ in ours)


STEPS = sorted(contexts(), key=lambda context: (context.parser.name, context.type))


def test_it_is_small() -> None:
    assert 30 <= len({context.parser.name for context in STEPS}) <= 40


@pytest.mark.parametrize("context", STEPS, ids=lambda context: f"{context.type} {context.parser.name}")
def test_each_step_is_documented_by_an_example_of_it(context: StepFunctionContext) -> None:
    described, _, example = (getdoc(context.step_func) or "").partition("Example:\n")
    assert described.strip()
    keyword, _, text = example.strip().partition("\n")[0].partition(" ")
    assert keyword.lower() in {c.type for c in STEPS if c.step_func is context.step_func}
    assert isinstance(context.parser, Phrase)
    assert context.parser.parse_arguments(text) is not None


@pytest.mark.parametrize("context", STEPS, ids=lambda context: f"{context.type} {context.parser.name}")
def test_each_example_is_read_by_one_step_alone(context: StepFunctionContext) -> None:
    example = (getdoc(context.step_func) or "").partition("Example:\n")[2].strip().partition("\n")[0]
    text = re.sub(r"^\w+ ", "", example)
    assert {other.parser.name for other in STEPS if other.parser.is_matching(text)} == {context.parser.name}
