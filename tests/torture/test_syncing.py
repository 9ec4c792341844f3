"""Acknowledgements of a real server, watched from within its process; what strace would tell is read in test_strace."""

from pathlib import Path

import pytest

from torture import sabotage, strace, syncing, watching


def silent(text: str) -> None:
    pass


def unsynced() -> None:
    sabotage.never_sync()
    watching.begin()


def test_every_claim_is_committed_and_synced_when_it_is_acknowledged(tmp_path: Path) -> None:
    assert syncing.watched(tmp_path / "a.ledger", *syncing.SMOKE) == []


def test_an_acknowledgement_before_the_commit_is_found(tmp_path: Path) -> None:
    faults = syncing.watched(tmp_path / "a.ledger", *syncing.SMOKE, change=sabotage.acknowledge_too_early)

    assert any("was acknowledged before it was committed" in fault for fault in faults)


def test_a_writer_that_does_not_sync_is_found(tmp_path: Path) -> None:
    (fault,) = syncing.watched(tmp_path / "a.ledger", *syncing.SMOKE, before=unsynced)

    assert "whose connections sync as [0" in fault


def test_what_is_not_watched_is_no_proof(tmp_path: Path) -> None:
    assert "0 of them seen" in watching.faults(tmp_path / "nothing", 3)[0]


def test_without_strace_the_thorough_part_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert syncing.run(silent, thorough=True) == [strace.MISSING]
    assert "apt install strace" in strace.MISSING
