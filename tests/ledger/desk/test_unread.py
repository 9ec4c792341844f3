from pathlib import Path

import pytest

from ledger.desk.unread import unread
from ledger.specs.checking import templates, told
from tests.ledger.specs.specification import SOUND

GIVEN = '      Given the sources:\n        | source   |\n        | "Nobody" |\n'
WITH_SOURCE = SOUND.replace("      Given the claims", GIVEN + "      And the claims")


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "it.feature").write_text(text, encoding="utf-8")
    found = templates(folder / "it.feature")
    return [(fault.line, fault.message) for fault in unread([(one, list(told(one))) for one in found])]


def test_what_nothing_else_speaks_of_is_found(tmp_path: Path) -> None:
    assert faults(tmp_path, WITH_SOURCE) == [(7, 'nothing speaks of "Nobody", which is given here')]


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        WITH_SOURCE.replace('"Nobody"', '"State U"'),
        WITH_SOURCE + "      And the ledger verifies\n",
        WITH_SOURCE + '      And the hedge on "x" grew at "Nobody" from "a" to "b"\n',
    ],
)
def test_what_a_claim_a_sentence_or_a_whole_matrix_speaks_of_is_read(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == []


def test_what_a_background_gives_need_be_read_by_one_scenario_only(tmp_path: Path) -> None:
    # given
    background = GIVEN.replace("      Given", "    Background:\n      Given").replace('"Nobody"', '"State U"')
    other = "    Example: Time\n      When 2031-12-31 passes\n      Then nothing is recorded\n"
    text = SOUND.replace("    Example:", background + "    Example:") + other
    # when, then
    assert faults(tmp_path, text) == []
    assert [line for line, _ in faults(tmp_path, text.replace('| "State U" |\n    E', '| "Nobody"  |\n    E'))] == [7]
