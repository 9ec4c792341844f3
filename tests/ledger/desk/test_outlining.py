from pathlib import Path
from typing import Any

import pytest

from ledger.desk.outlining import outline, summary
from ledger.desk.results import Outcome
from ledger.desk.running import Wanted, run
from tests.ledger.specs.earlier import scenario
from tests.ledger.specs.specification import SOUND

AGAIN = SOUND[SOUND.index("    Example:") :].replace("Three", "Four")
RED = SOUND + '      And "containers were moved" is almost certain\n'


def outlined(folder: Path, text: str, **wanted: Any) -> list[str]:
    path = folder / "it.feature"
    path.write_text(text)
    return [line for line, _ in outline(run(Wanted(files=[path], **wanted)))]


def test_by_file_rule_and_scenario_and_in_full_where_one_is_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = outlined(Path(), RED + AGAIN)
    assert lines[:-1] == [
        "it.feature",
        "  Rule: An echo adds nothing",
        "    RED Three outlets",
        '        it.feature:10: And "containers were moved" is almost certain',
        '        "containers were moved"',
        "          expected: almost certain",
        "          found:    likely (55-80 %), 0.6726",
        '          +0.72 "State U" affirms: 4 claims, echoes: 3',
        "    ok  Four outlets",
        "",
    ]
    assert lines[-1].startswith("2 scenarios: 1 green, 1 red. ")


@pytest.mark.parametrize(
    ("text", "chosen", "said"),
    [
        (RED + AGAIN, ("four",), "1 scenario: 1 green, 0 red, 1 left out."),
        (SOUND.replace("    Example", "    @skip\n    Example"), (), "1 scenario: 0 green, 0 red, 1 not run (@skip)."),
        (SOUND, ("moon",), 'Nothing was run: no title and no rule has "moon".'),
        (SOUND + "    Example: None\n", (), "Nothing was run: 1 file cannot be."),
    ],
)
def test_how_many_came_out_how(tmp_path: Path, text: str, chosen: tuple[str, ...], said: str) -> None:
    assert outlined(tmp_path, text, chosen=chosen)[-1].startswith(said)


def test_why_one_was_not_run_is_told(tmp_path: Path) -> None:
    assert "        not run: skipped by @skip" in outlined(
        tmp_path, SOUND.replace("    Example", "    @skip\n    Example")
    )


def test_where_there_was_trouble_nothing_was_run(tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND)
    found = run(Wanted(files=[tmp_path / "it.feature"]))
    assert found.count(Outcome.GREEN) == 1
    assert summary(found.model_copy(update={"trouble": "no server"})).startswith("1 scenario: 1 green, 0 red. ")
    nothing = found.model_copy(update={"trouble": "no server", "features": ()})
    assert summary(nothing) == "Nothing was run."


def test_why_a_ledger_could_not_be_asked_is_told_once(tmp_path: Path) -> None:
    past = scenario('Given the ledger "x" as recorded by 2023-10-14', 'Then "it" is likely')
    other = past[past.index("    Example") :].replace("It goes on", "And again")
    lines = outlined(tmp_path, past + other)
    assert [line for line in lines if line.startswith("    ?  ")] == ["    ?   It goes on", "    ?   And again"]
    assert len([line for line in lines if 'no ledger is called "x"' in line]) == 1
    assert lines[-1].startswith("2 scenarios: 0 green, 0 red, 2 not asked. ")
