import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.auditor.tampered import OTHER, SIGNER, note_of
from tests.ledger.cli.conftest import Run

ALTERED = "UPDATE events SET state = CAST(replace(state, 'local', 'loyal') AS BLOB) WHERE position = 12"


def tampered(folder: Path, *statements: str) -> None:
    """A copy of the ledger that somebody wrote to with other means."""
    shutil.copy(folder / "claims.ledger", folder / "tampered.ledger")
    with closing(sqlite3.connect(folder / "tampered.ledger")) as db, db:
        for statement in statements:
            db.execute(statement)


@pytest.fixture
def exported(told: Run, tmp_path: Path) -> Run:
    """The ledger, its export, and its checkpoint."""
    assert told("export", "--out", "log.ndjson").status == 0
    lines = (tmp_path / "log.ndjson").read_bytes().splitlines()
    (tmp_path / "head.txt").write_text(note_of(lines, SIGNER))
    (tmp_path / "forged.txt").write_text(note_of(lines, OTHER))
    return told


SIGNED = ("--checkpoint", "head.txt", "--signed-by", SIGNER.verifier.text)


def test_a_ledger_and_its_export_are_verified_alike(exported: Run) -> None:
    file, log = exported("verify", *SIGNED), exported("verify", "log.ndjson", *SIGNED)

    assert file.status == log.status == 0
    assert file.fits() and log.fits()
    assert file.out.startswith("Verified: ") and SIGNER.name in file.out
    assert "the vault holds" in file.out and "the vault holds" not in log.out
    twins = [exported("verify", *words, "--json").json for words in (SIGNED, ("log.ndjson", *SIGNED))]
    assert twins[0]["root"] == twins[1]["root"] == exported("replay", "--json").json["root"]


def test_in_a_tampered_copy_that_is_not_indexed_the_checkpoint_says_up_to_where_it_holds(
    exported: Run, tmp_path: Path
) -> None:
    tampered(tmp_path, "DROP TRIGGER events_update", "DROP TABLE view_generation", ALTERED)

    said = exported("verify", "tampered.ledger", *SIGNED, "--json")

    assert said.status == 1
    head = len((tmp_path / "log.ndjson").read_bytes().splitlines())
    assert said.json | {"detail": ""} == {
        "verified": False,
        "rule": "root",
        "position": head,
        "after": 0,
        "detail": "",
    }
    assert exported("verify", "tampered.ledger").status == 0, "nothing else is known of it"


def test_in_a_tampered_copy_the_position_is_named(exported: Run, tmp_path: Path) -> None:
    tampered(tmp_path, "DROP TRIGGER events_update", ALTERED)
    said = exported("verify", "tampered.ledger")
    assert said.status == 1
    assert said.out.startswith("Not verified. position 12: ")


def test_another_key_or_a_tail_that_is_gone_is_found(exported: Run, tmp_path: Path) -> None:
    forged = exported("verify", "--checkpoint", "forged.txt", "--signed-by", SIGNER.verifier.text, "--json")
    assert (forged.status, forged.json["rule"]) == (1, "signature")

    lines = (tmp_path / "log.ndjson").read_bytes().splitlines(keepends=True)
    (tmp_path / "log.ndjson").write_bytes(b"".join(lines[:-1]))
    cut = exported("verify", "log.ndjson", *SIGNED, "--json")
    assert (cut.status, cut.json["rule"], cut.json["position"]) == (1, "end", len(lines))


def test_what_cannot_be_looked_at_is_told_apart(exported: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"\xff")
    for words in (
        ["none.ndjson"],
        ["--signed-by", "nonsense"],
        ["--checkpoint", "none.txt"],
        ["--checkpoint", "latin.txt"],
        ["--checkpoint", "log.ndjson"],
    ):
        said = exported("verify", *words)
        assert (said.status, said.out) == (2, ""), words
        assert (words[0] if words[0].startswith("--") and words[1] != "none.txt" else "none") in said.err
