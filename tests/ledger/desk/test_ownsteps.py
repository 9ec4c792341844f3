import subprocess
import sys
from pathlib import Path

import pytest

from ledger.desk.ownsteps import contexts_of, load
from ledger.specs.faults import Miswritten
from tests.ledger.specs.specification import OWN


def test_the_steps_of_a_file_are_found_and_it_is_loaded_once(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text(OWN)
    module = load(file)
    assert [context.parser.name for context in contexts_of([module])] == ["the ledger holds more than the policy"]
    assert load(file) is module


def test_steps_of_others_are_not_among_them(tmp_path: Path) -> None:
    (tmp_path / "none.py").write_text("import pytest_bdd\n")
    assert list(contexts_of([load(tmp_path / "none.py")])) == []


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("missing.py", None, "is no file of steps"),
        ("notes.txt", "", "is no file of steps"),
        ("broken.py", "import nothing_of_that_name", "cannot be loaded: ModuleNotFoundError"),
        ("spoilt.py", "def", "cannot be loaded: SyntaxError"),
    ],
)
def test_what_cannot_be_loaded_is_told(tmp_path: Path, name: str, text: str | None, why: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(Miswritten, match=why):
        load(tmp_path / name)


def test_where_python_leaves_out_asserts_no_steps_are_taken(tmp_path: Path) -> None:
    # given
    own = tmp_path / "own.py"
    own.write_text(OWN)
    script = f"from pathlib import Path\nfrom ledger.desk.ownsteps import load\nload(Path({str(own)!r}))\n"
    # when
    plain, optimized = (
        subprocess.run(
            [sys.executable, *flags, "-c", script],
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=False,
        )
        for flags in ([], ["-O"])
    )
    # then
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "under -O, or PYTHONOPTIMIZE, Python leaves out every assert" in optimized.stderr
