"""The examples: each directory stands alone, and is run as whoever copies it would."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.specs.specification import ALONE

EXAMPLES = Path(__file__).parents[1] / "examples"
DESKS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


def run(directory: Path) -> str:
    """What pytest says of a directory, told from inside it."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *ALONE]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False).stdout


def test_there_are_three_desks_each_with_its_own_words() -> None:
    titles = [title for desk in DESKS for title in titles_of(desk)]
    assert len(DESKS) == 3
    assert len(set(titles)) == len(titles)
    assert all((EXAMPLES / desk / "README.md").is_file() for desk in DESKS)


@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_runs_where_it_is_copied_to(desk: str, tmp_path: Path) -> None:
    # given
    here = Path(shutil.copytree(EXAMPLES / desk, tmp_path / desk))
    # when
    told = run(here)
    # then
    assert 6 <= len(titles_of(desk)) <= 12
    assert re.search(rf"=+ {len(titles_of(desk))} passed in ", told), told


def test_the_twin_what_a_desk_does_not_find_is_red(tmp_path: Path) -> None:
    # given
    here = Path(shutil.copytree(EXAMPLES / DESKS[0], tmp_path / "desk"))
    for feature in here.glob("features/*.feature"):
        feature.write_text(feature.read_text(encoding="utf-8").replace(" is unchanged", " rises"), encoding="utf-8")
    # when, then
    assert "  expected: rises" in run(here)


def titles_of(desk: str) -> list[str]:
    """The titles of a desk's scenarios."""
    texts = (path.read_text(encoding="utf-8") for path in EXAMPLES.glob(f"{desk}/features/*.feature"))
    return [title for text in texts for title in re.findall(r"^ +Example: (.+)$", text, re.MULTILINE)]
