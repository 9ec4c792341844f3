from pathlib import Path

import pytest

from ledger.desk.linting import lint
from tests.ledger.specs.specification import SOUND


def told(folder: Path, text: str) -> str:
    """What is said of the one step that no definition matches."""
    path = folder / "it.feature"
    path.write_text(text, encoding="utf-8")
    (fault,) = lint([path])
    return fault.message


def then(step: str) -> str:
    return f"{SOUND}      And {step}\n"


BELIEF = '"containers were moved" is likely'


@pytest.mark.parametrize(
    ("step", "rule", "right"),
    [
        ("containers were moved is likely", "stand between quotation marks", BELIEF),
        ('"containers were moved is likely', "stand between quotation marks", BELIEF),
        ("\u201ccontainers were moved\u201d is likely", "Quotation marks are straight", BELIEF),
        ('"containers were moved"\u00a0is likely', "not a no-break space", BELIEF),
        ('"containers were moved"  is likely', "one plain space", BELIEF),
        (BELIEF + ".", "No full stop stands at the end", BELIEF),
        (BELIEF + " # as we hold", "Comments stand on lines of their own", BELIEF),
        ('"containers were moved" is Likely', "written in lower case", BELIEF),
        ("The ledger verifies", "written in lower case", "the ledger verifies"),
        ("the ledger verifies:", "A colon stands at the end where", "the ledger verifies"),
        ("\u201ccontainers were moved\u201d is Likely.", "No full stop stands at the end", BELIEF),
    ],
)
def test_a_step_whose_words_are_right_is_shown_as_it_is_written(
    tmp_path: Path, step: str, rule: str, right: str
) -> None:
    said = told(tmp_path, then(step))
    assert rule.lower() in said.lower()
    assert said.endswith(f"Write:\n    Then {right}")
    # and: that is so
    path = tmp_path / "it.feature"
    path.write_text(then(right), encoding="utf-8")
    assert lint([path]) == []


def test_a_heading_of_a_table_in_another_case(tmp_path: Path) -> None:
    assert told(tmp_path, SOUND.replace("the claims:", "The claims:")).endswith("Write:\n    Given the claims:")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("is at least likly", ": did you mean `is at least likely`?"),
        ("is highly likely", ": did you mean `is very likely`?"),
        ("is 65%", "."),
    ],
)
def test_a_word_that_a_slot_does_not_take_is_told_with_those_that_it_takes(
    tmp_path: Path, written: str, meant: str
) -> None:
    said = told(tmp_path, then(f'"containers were moved" {written}'))
    assert f"`{written}` is no {{belief}}{meant} The nearest is:" in said
    assert '\n    Then {"proposition"} {belief}\n    {belief}: has no basis, or is, is at least' in said
    assert "the ledger verifies" not in said


@pytest.mark.parametrize("number", ["0", "-3", "100000000", "seven"])
def test_what_is_no_number_of_outlets(tmp_path: Path, number: str) -> None:
    said = told(tmp_path, SOUND.replace("When 3", f"When {number}"))
    assert f"`{number}` is no {{n}}." in said
    assert "{n}: a number from 1 to 9999, in digits" in said


def test_a_step_that_is_like_none_is_told_with_some_that_are_nearest(tmp_path: Path) -> None:
    said = told(tmp_path, then("the ladder is quite high"))
    assert "The nearest are:" in said
    assert "Then the ladder stands {limit} {stage}" in said


def test_the_other_words_of_the_standard_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "it.feature"
    path.write_text(then('"containers were moved" is at most highly probable'))
    assert lint([path]) == []
