from pathlib import Path

import pytest
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from ledger.desk.vocabulary import contexts
from ledger.specs.checking import templates, told
from ledger.specs.meaning.coding import CLAIM
from ledger.specs.tabled import columns_of, flawed, read
from tests.ledger.specs.specification import SOUND


@pytest.fixture
def steps(tmp_path: Path) -> list[tuple[StepFunctionContext, Step]]:
    """The steps of a specification with two bad rows, each with its definition."""
    path = tmp_path / "it.feature"
    row = SOUND.splitlines()[6]
    path.write_text(SOUND.replace(row, "\n".join([row, row.replace("affirms", "agrees"), row.replace("10-13", "1")])))
    (found,) = [steps for template in templates(path) for steps in told(template)]
    return [(next(c for c in contexts() if c.parser.is_matching(step.name)), step) for step in found]


def test_a_step_is_read_by_the_columns_of_what_it_names(steps: list[tuple[StepFunctionContext, Step]]) -> None:
    assert [columns_of(context, step) for context, step in steps] == [CLAIM, None, None]


def test_each_flaw_is_told_at_the_line_of_its_row(steps: list[tuple[StepFunctionContext, Step]]) -> None:
    assert [(line, message.partition(":")[0]) for line, message in flawed(*steps[0])] == [
        (8, "column stance"),
        (9, "column recorded"),
        (9, "column said"),
    ]
    assert list(flawed(*steps[1])) == []


def test_rows_are_read_as_far_as_they_can_be(steps: list[tuple[StepFunctionContext, Step]]) -> None:
    assert [(line, len(row)) for line, row in read(*steps[0])] == [(7, 5), (8, 4), (9, 3)]
    assert read(*steps[1]) == []
