import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import lines, source


def test_a_backup_says_its_position_and_digest_and_restores_to_the_same_log(told: Run) -> None:
    made = told("backup", "copy.ledger")
    restored = told("restore", "copy.ledger", "--ledger", "anew.ledger")

    assert (made.status, restored.status, restored.err) == (0, 0, "")
    log = told("export").out
    last = json.loads(log.splitlines()[-1])
    head, *rest = made.out.splitlines()
    assert head == "Backed up to copy.ledger, verified."
    assert rest[0] == f"Position {last['position']}, recorded at {last['recorded_at']}"
    assert rest[1].startswith("Digest sha256:")
    assert restored.out.splitlines() == ["Restored to anew.ledger, verified.", *rest]
    assert told("export", "--ledger", "anew.ledger").out == log
    assert told("beliefs", "--ledger", "anew.ledger").out == told("beliefs").out
    assert all(len(line) <= 80 for line in made.out.splitlines()) and restored.fits()


def test_machines_get_json_and_hold_a_copy_against_its_digest(told: Run) -> None:
    made = told("backup", "copy.ledger", "--json").json
    assert set(made) == {"ledger", "backup", "position", "recorded_at", "digest"}

    other = told("restore", "copy.ledger", "--ledger", "anew.ledger", "--digest", "sha256:00", "--json")
    same = told("restore", "copy.ledger", "--ledger", "anew.ledger", "--digest", made["digest"], "--json")

    assert (other.status, other.problem["field"]) == (1, "digest")
    assert same.json == {**made, "ledger": "anew.ledger"}


def test_nothing_is_overwritten(told: Run, tmp_path: Path) -> None:
    told("backup", "copy.ledger")
    before = (tmp_path / "claims.ledger").read_bytes(), (tmp_path / "copy.ledger").read_bytes()

    for words in (("backup", "copy.ledger"), ("backup", "claims.ledger"), ("restore", "copy.ledger")):
        refused = told(*words)
        assert refused.status == 1
        assert "is there already" in refused.err
        assert refused.fits()

    assert ((tmp_path / "claims.ledger").read_bytes(), (tmp_path / "copy.ledger").read_bytes()) == before


def test_a_damaged_backup_cannot_be_restored(told: Run, tmp_path: Path) -> None:
    told("backup", "copy.ledger")
    whole = (tmp_path / "copy.ledger").read_bytes()
    shutil.copy(tmp_path / "copy.ledger", tmp_path / "whole.ledger")
    (tmp_path / "copy.ledger").write_bytes(whole.replace(b'"fact":{', b'"fict":{'))

    refused = told("restore", "copy.ledger", "--ledger", "anew.ledger", "--json")

    assert (refused.status, refused.problem["type"]) == (2, "/problems/damaged-ledger")
    assert not (tmp_path / "anew.ledger").exists()
    assert told("restore", "whole.ledger", "--ledger", "anew.ledger").status == 0


def test_a_ledger_that_another_process_imports_into_is_backed_up_as_it_was_at_one_moment(
    told: Run, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "ledger.cli", "import", "-", "--ledger", str(tmp_path / "claims.ledger")]
    digests = []
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as importing:
        assert importing.stdin is not None
        for number in range(4):
            importing.stdin.writelines(lines(*(source(f"s-{number}-{n}") for n in range(700))))
            importing.stdin.flush()
            digests.append(told("backup", f"copy-{number}.ledger", "--json").json["digest"])
        importing.stdin.close()
    assert importing.returncode == 0

    log = told("export").out.splitlines()
    for number, digest in enumerate(digests):
        copy = f"copy-{number}.ledger"
        told("restore", copy, "--ledger", f"anew-{number}.ledger", "--digest", digest)
        kept = told("export", "--ledger", f"anew-{number}.ledger").out.splitlines()
        assert kept == log[: len(kept)]
    assert len(log) > 2_800
