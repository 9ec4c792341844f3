"""What a run keeps is held to what befalls workers: one that dies, one that stops, several that leave out the same."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ledger.desk.results import Outcome, Run
from ledger.desk.running import Wanted, run
from tests.ledger.specs.specification import OWN, SOUND

OTHER = SOUND[SOUND.index("    Example:") :].replace("Three", "Four")
OWNED = "      And the ledger holds more than the policy\n"


def ran(folder: Path, text: str, does: str = "pass", **wanted: Any) -> Run:
    """A run of a feature with a step of its own."""
    (folder / "it.feature").write_text(text, encoding="utf-8")
    (folder / "own.py").write_text(OWN.replace("    assert", f"    {does}\n    assert"))
    return run(Wanted(files=[folder / "it.feature"], own_steps=[folder / "own.py"], **wanted))


def outcomes(found: Run) -> list[tuple[str, str | None, str]]:
    return [(one.title, one.example, one.outcome.value) for one in found.scenarios]


def test_a_scenario_whose_worker_dies_is_red_and_the_others_are_run(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND + OWNED + OTHER, "import os; os._exit(3)", workers="2")
    assert outcomes(found) == [("Three outlets", None, "red"), ("Four outlets", None, "green")]
    assert (found.is_red, found.left_out, found.scenarios[0].rule) == (True, 0, "An echo adds nothing")
    assert "crashed while running" in str(found.scenarios[0].message)


def test_of_an_outline_the_example_is_told_at_which_a_worker_died(tmp_path: Path) -> None:
    outline = SOUND.replace("Example: Three", "Scenario Outline: Three").replace("When 3 more", "When <n> more")
    text = outline + OWNED + "      Examples:\n        | n |\n        | 3 |\n        | 5 |\n"
    dies = "import os; claim_ledger_scene.head() > 12 and os._exit(3)"
    found = ran(tmp_path, text, dies, workers="1", places=("memory", "server"))
    assert [one.outcome.value for one in found.scenarios].count("red") == 2
    assert {one.place for one in found.scenarios if one.outcome is Outcome.RED} == {"memory", "server"}
    assert len(found.scenarios) == 4


def test_a_run_that_pytest_ends_early_leaves_nothing_out_in_silence(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND + OWNED + OTHER, "import pytest; pytest.exit('enough')")
    assert (found.can_tell, found.is_red) == (False, False)
    assert {one.outcome for one in found.scenarios} == {Outcome.NOT_RUN}
    assert found.trouble is not None


def test_workers_leave_out_what_was_not_chosen_and_it_is_counted_once(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND + OWNED + OTHER, workers="2", chosen=("four",))
    assert (outcomes(found), found.left_out) == ([("Four outlets", None, "green")], 1)


def test_a_file_that_cannot_be_run_is_told_by_workers_too(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND + "      And the moon is full\n", workers="2")
    assert found.features[0].faults and not found.can_tell
    assert found.trouble is None


def test_a_file_is_told_with_the_bytes_that_it_had_before(tmp_path: Path) -> None:
    path = tmp_path / "it.feature"
    spoils = f"import pathlib; pathlib.Path({str(path)!r}).write_text('Feature: Other')"
    found = ran(tmp_path, SOUND + OWNED, spoils)
    assert found.features[0].sha256 == sha256((SOUND + OWNED).encode()).hexdigest()
    assert found.features[0].title == "Echoes"


def test_two_examples_that_are_the_same_are_refused(tmp_path: Path) -> None:
    outline = SOUND.replace("Example: Three", "Scenario Outline: Three").replace("When 3 more", "When <n> more")
    found = ran(tmp_path, outline + "      Examples:\n        | n |\n        | 3 |\n        | 3 |\n")
    (fault,) = found.features[0].faults
    assert "it.feature:13: this example stands there twice" in fault


@pytest.mark.parametrize("workers", ["", "2"])
def test_tags_are_marks_of_which_nobody_warns(tmp_path: Path, workers: str) -> None:
    found = ran(tmp_path, SOUND.replace("    Example", "    @issue-12 @slow\n    Example"), workers=workers)
    assert outcomes(found) == [("Three outlets", None, "green")]
