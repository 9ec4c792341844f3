from pathlib import Path

import pytest

from ledger.audit.checkpoints import Checkpoint
from ledger.audit.notes import Note
from ledger.audit.signers import Verifier
from tests.ledger.cli.conftest import Run


@pytest.fixture
def unsigned(told: Run, tmp_path: Path) -> Run:
    """A command line whose ledger is an older one, that has no signer yet."""
    (tmp_path / "claims.ledger-signers").unlink()
    return told


def verifiers(run: Run) -> list[Verifier]:
    return [Verifier.parse(one["verifier"]) for one in run("checkpoint", "--verifiers", "--json").json["items"]]


def test_prints_the_note_as_it_is_and_says_once_that_a_signer_was_made(unsigned: Run) -> None:
    first, second = unsigned("checkpoint"), unsigned("checkpoint")

    (verifier,) = verifiers(unsigned)
    note = Note.parse(first.out.encode())
    assert [one for one, _ in note.signed_by([verifier])] == [verifier]
    assert Checkpoint.parse(note.text).origin == verifier.name
    assert "The ledger had no signer yet" in first.err and verifier.text in first.err
    assert (second.out, second.err) == (first.out, "")


def test_says_the_same_in_json(told: Run) -> None:
    found = told("checkpoint", "--json").json

    assert found["note"] == told("checkpoint").out
    checkpoint = Checkpoint.parse(Note.parse(found["note"].encode()).text)
    assert (found["origin"], found["size"], found["root"]) == (
        checkpoint.origin,
        checkpoint.size,
        "sha256:" + checkpoint.root.hex(),
    )


def test_keeps_it_in_a_new_file_and_overwrites_none(told: Run, tmp_path: Path) -> None:
    kept, again = told("checkpoint", "--out", "head"), told("checkpoint", "--out", "head")

    assert kept.status == 0 and "Kept in head" in kept.out
    assert (tmp_path / "head").read_text() == told("checkpoint").out
    assert again.status == 1 and "head is there already" in " ".join(again.err.split())
    assert told("checkpoint", "--out", "no/such/head").status == 2


def test_a_rotation_is_signed_by_both_until_the_old_one_is_retired(told: Run) -> None:
    told("checkpoint")
    both = told("checkpoint", "--rotate")
    old, new = verifiers(told)
    after = told("checkpoint", "--retire", old.key_id.hex())

    assert new.text in both.err and old.name == new.name
    assert len(Note.parse(both.out.encode()).signed_by([old, new])) == 2
    assert [one for one, _ in Note.parse(after.out.encode()).signed_by([old, new])] == [new]
    assert "erased" in after.err
    listed = told("checkpoint", "--verifiers")
    assert "2 verifiers." in listed.out and listed.out.count("signs") == 1


def test_the_last_signer_is_not_retired(told: Run) -> None:
    told("checkpoint")
    (only,) = verifiers(told)

    assert "last signer" in " ".join(told("checkpoint", "--retire", only.key_id.hex()).err.split())
    assert told("checkpoint", "--retire", "00000000").status != 0


def test_to_list_verifiers_makes_none(unsigned: Run) -> None:
    assert unsigned("checkpoint", "--verifiers", "--json").json == {"items": []}
    assert "0 verifiers." in unsigned("checkpoint", "--verifiers").out


@pytest.mark.parametrize("words", [("--rotate",), ("--retire", "00000000")])
def test_signers_are_looked_after_where_they_lie(told: Run, words: tuple[str, ...]) -> None:
    refused = told("checkpoint", "--url", "http://localhost:1", "--key", "x", *words)

    assert refused.status == 2
    assert "beside the ledger" in " ".join(refused.err.split())


def test_verify_takes_what_was_kept(told: Run) -> None:
    told("checkpoint", "--out", "head")
    (verifier,) = verifiers(told)

    found = told("verify", "claims.ledger", "--signed-by", verifier.text, "--checkpoint", "head", "--json")

    assert found.status == 0, found.out + found.err
