import os
import subprocess
import sys
from pathlib import Path

from tests.ledger.cli.conftest import Run
from tests.ledger.specs.earlier import keep
from tests.ledger.specs.specification import SOUND

ROOT = Path(__file__).parents[3]


def test_its_commands_are_listed(run: Run) -> None:
    told = run("spec", "--help").out
    assert all(command in told for command in ("bisect", "steps"))


def test_without_pytest_it_is_said_what_to_install_and_no_other_command_needs_it(tmp_path: Path) -> None:
    keep(tmp_path / "claims.ledger")
    (tmp_path / "held.feature").write_text(SOUND)
    hidden = "import sys; sys.modules['pytest'] = sys.modules['pytest_bdd'] = None; from ledger.cli import main; main()"
    for words, status in ((["spec", "bisect", "held.feature"], 2), (["spec", "steps"], 2), (["beliefs"], 0)):
        command = [sys.executable, "-c", hidden, *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        told = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
        assert told.returncode == status, told.stderr
        assert ("pip install 'claim-ledger[specs]'" in told.stderr) == (status == 2)
