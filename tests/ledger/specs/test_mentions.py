from pathlib import Path

import pytest

from ledger.desk.linting import lint
from ledger.specs.guards import Kind
from tests.ledger.specs.specification import SOUND, Specify

ROW = SOUND.splitlines()[6] + "\n"
TWICE = SOUND.replace(ROW, ROW + ROW)
SOURCES = '      Given the sources:\n        | source    |\n        | "Daily"   |\n'


def told(folder: Path, text: str) -> list[tuple[int, str]]:
    path = folder / "it.feature"
    path.write_text(text, encoding="utf-8")
    return [(one.line, one.message) for one in lint([path]) if one.kind is Kind.SLIP]


def claims(*origins: str) -> str:
    """Claims of these origins."""
    return SOUND.replace(ROW, "".join(ROW.replace("State U", origin) for origin in ("State U", *origins)))


def test_a_source_that_is_nearly_another_is_told_at_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, claims("Daily", "Dailly")) == [
        (
            9,
            '"Dailly" is nearly "Daily", of which line 8 speaks: write both alike or, if they are two sources, '
            "give each in `the sources:`",
        )
    ]


def test_of_two_the_one_that_is_declared_is_right(tmp_path: Path) -> None:
    text = claims("Dailly").replace("      When 3", SOURCES + "      When 3")
    ((line, message),) = told(tmp_path, text)
    assert (line, message.partition(",")[0]) == (8, '"Dailly" is nearly "Daily"')


def test_two_that_are_declared_are_two(tmp_path: Path) -> None:
    both = SOURCES + '        | "Dailly"  |\n'
    assert told(tmp_path, claims("Daily", "Dailly").replace("      When 3", both + "      When 3")) == []


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        claims("State W", "outlet 1", "outlet 2"),
        SOUND.replace('"State U"', '"containers are moved"'),
    ],
)
def test_what_is_told_apart_is_well(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_a_proposition_in_a_sentence_that_is_nearly_that_of_a_claim(tmp_path: Path) -> None:
    ((line, message),) = told(
        tmp_path, SOUND.replace('belief in "containers were moved"', 'belief in "containers were moved."')
    )
    assert (line, message.partition(",")[0]) == (9, '"containers were moved." is nearly "containers were moved"')


def test_one_in_a_list_is_told(tmp_path: Path) -> None:
    asks = '      When the analyst asks what was believed:\n        | without |\n        | "State U", "Wirre" |\n'
    text = claims("Wire").replace(SOUND.splitlines()[7] + "\n", asks)
    assert [line for line, _ in told(tmp_path, text)] == [11]


def test_a_feature_with_a_slip_does_not_run(specify: Specify) -> None:
    result = specify(claims("Daily", "Dailly"))
    result.assert_outcomes(errors=1)
    assert 'features/it.feature:9: "Dailly" is nearly "Daily"' in result.stdout.str()
