from pathlib import Path

from tests.ledger.cli.conftest import Run
from tests.ledger.specs.specification import OWN, SOUND

SPOILT = SOUND.replace("is unchanged", "stays").replace("Example: Three outlets", "Example: Three https://example.org")


def test_nothing_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND)
    assert run("spec", "lint", ".").out == "1 feature file: nothing wrong.\n"


def test_each_fault_with_its_place_and_what_to_do_about_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SPOILT)
    told = run("spec", "lint", "it.feature")
    assert told.status == 1
    assert told.fits()
    assert "it.feature:4: prose\n  there is an address in it, https://example.org\n  -> name the thing" in told.out
    assert "it.feature:9: unknown-step\n  no step is worded" in told.out
    assert told.out.endswith("1 feature file: 2 faults.\n")


def test_for_machines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SPOILT)
    told = run("spec", "lint", ".", "--json")
    assert (told.status, told.json["files"]) == (1, 1)
    assert [(fault["path"], fault["line"], fault["kind"]) for fault in told.json["faults"]] == [
        ("it.feature", 4, "prose"),
        ("it.feature", 9, "unknown-step"),
    ]
    assert all(fault["remedy"] for fault in told.json["faults"])


def test_with_steps_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND + "      And the ledger holds more than the policy\n")
    (tmp_path / "own.py").write_text(OWN)
    assert run("spec", "lint", "it.feature").status == 1
    assert run("spec", "lint", "it.feature", "--steps", "own.py").status == 0


def test_where_there_is_nothing_to_lint(run: Run) -> None:
    told = run("spec", "lint", "nowhere")
    assert told.status == 2
    assert "there is nothing at nowhere" in told.err
