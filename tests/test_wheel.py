"""The built wheel is all that an analyst needs: an empty folder, a feature file, and a run of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.specs.specification import SOUND

ROOT = Path(__file__).parents[1]
RED = SOUND + '      And "containers were moved" is almost certain\n'
SIDE_BY_SIDE = "  expected: almost certain\n  found:    likely (55-80 %), 0.6726"


@pytest.fixture
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is installed, built of a copy of what it is made from."""
    source, site = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name in ("ledger", "api"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(source / "dist"), str(source)]
    subprocess.run(built, check=True, capture_output=True)
    (wheel,) = (source / "dist").glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)], check=True)
    return site


def ran(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What a command of Python's prints in a folder, where the wheel is what there is of the project."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "CLAIM_"))}
    environment |= {"PYTHONPATH": str(installed), "COLUMNS": "80"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what was compiled once is not compiled again
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_in_an_empty_folder_a_feature_file_is_run(installed: Path, tmp_path: Path) -> None:
    # given
    where = ran(installed, tmp_path, "-c", "import ledger.specs.steps as steps; print(steps.__file__)")
    assert where.stdout.startswith(str(installed)), where.stderr
    (tmp_path / "pytest.ini").write_text("[pytest]\nclaim_ledger_features = .\n")
    feature = tmp_path / "echoes.feature"
    feature.write_text(SOUND)
    # when, then: it is green
    told = ran(installed, tmp_path, "-m", "pytest")
    assert (told.returncode, "1 passed" in told.stdout) == (0, True), told.stdout
    # and: at a server
    told = ran(installed, tmp_path, "-m", "pytest", "-o", "claim_ledger_at=server")
    assert (told.returncode, "1 passed" in told.stdout) == (0, True), told.stdout
    # and: a wrong expectation is red, in words
    feature.write_text(RED)
    told = ran(installed, tmp_path, "-m", "pytest")
    assert (told.returncode, SIDE_BY_SIDE in told.stdout) == (1, True), told.stdout
    assert "Traceback" not in told.stdout
    # and: the command says the same
    told = ran(installed, tmp_path, "-m", "ledger.cli", "spec", "run", ".")
    assert told.returncode == 1
    assert "expected: almost certain\n          found:    likely (55-80 %), 0.6726" in told.stdout
