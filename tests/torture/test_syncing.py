"""Acknowledgements of a real server, watched from within its process; what strace would tell is read in test_strace."""

from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from torture import sabotage, strace, syncing, tracing, watching


def silent(text: str) -> None:
    pass


def refuse(wal: str, work: object, asker: Connection) -> None:
    asker.send(None)


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


def test_by_its_calls_no_answer_is_begun_before_the_sync_has_ended(tmp_path: Path) -> None:
    assert syncing.followed(tmp_path / "a.ledger", *syncing.SMOKE, silent) == []


def test_by_its_calls_a_writer_that_does_not_sync_is_found(tmp_path: Path) -> None:
    said: list[str] = []
    faults = syncing.followed(tmp_path / "a.ledger", *syncing.SMOKE, said.append, before=sabotage.never_sync)

    assert said == [tracing.REFUSED] or "claims were acknowledged before they were synced" in faults[0]


def test_where_nothing_may_be_traced_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "trace", refuse)
    said: list[str] = []

    assert syncing.followed(tmp_path / "a.ledger", *syncing.SMOKE, said.append) == []
    assert said == [tracing.REFUSED]


def test_what_is_not_watched_is_no_proof(tmp_path: Path) -> None:
    assert "0 of them seen" in watching.faults(tmp_path / "nothing", 3)[0]


def test_without_strace_the_thorough_part_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert syncing.run(silent, thorough=True) == [strace.MISSING]
    assert "apt install strace" in strace.MISSING
