from pathlib import Path

from ledger.desk.vocabulary import vocabulary
from tests.ledger.cli.conftest import Run


def test_the_vocabulary_is_printed(run: Run) -> None:
    told = run("spec", "steps")
    assert told.status == 0
    assert told.out.count("Example:") == len(vocabulary())
    assert 'Then {"proposition"} {belief}' in told.out


def test_it_can_be_searched(run: Run) -> None:
    told = run("spec", "steps", "outlets")
    assert (told.status, told.out.count("Example:")) == (0, 1)
    assert told.fits()


def test_a_word_that_no_step_has_is_told(run: Run) -> None:
    told = run("spec", "steps", "nonsense")
    assert told.status == 1
    assert "No step speaks of nonsense" in told.err


def test_for_machines(run: Run) -> None:
    (told,) = run("spec", "steps", "the matrix is:", "--json").json
    assert told["keywords"] == ["then"]
    assert {"name": "voice", "needed": True, "meaning": "a source, by its name in quotation marks"} in told["tables"][
        0
    ]["columns"]


def test_it_writes_the_page(run: Run, tmp_path: Path) -> None:
    told = run("spec", "steps", "--markdown")
    assert (told.status, told.out) == (0, f"Wrote {len(vocabulary())} steps to features/VOCABULARY.md\n")
    page = (tmp_path / "features/VOCABULARY.md").read_text()
    assert page.startswith("# The vocabulary of specifications\n")
    assert run("spec", "steps", "--markdown", "--out", "words.md").status == 0
    assert (tmp_path / "words.md").read_text() == page


def test_the_page_is_of_all_steps(run: Run) -> None:
    assert run("spec", "steps", "outlets", "--markdown").status == 2


def test_the_page_is_written_over_itself_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine\n")
    assert run("spec", "steps", "--markdown", "--out", "notes.md").status == 2
    assert (tmp_path / "notes.md").read_text() == "mine\n"
    assert run("spec", "steps", "--markdown").status == 0
    assert run("spec", "steps", "--markdown").status == 0
