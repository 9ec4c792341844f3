"""A few kills of a process that forgets; and, with a safety switched off, few enough until that is found."""

from pathlib import Path

import pytest

from torture import forgetting
from torture.forgetting import found_in, kills
from torture.processes import KILLED

ENOUGH = 10
"""Kills after which a safety that is off must have been found."""


def silent(text: str) -> None:
    pass


def test_what_was_forgotten_lies_in_no_file_and_all_else_is_there(tmp_path: Path) -> None:
    assert kills(tmp_path, forgetting.SMOKE, silent) == []


def test_the_twin_a_file_that_keeps_what_is_deleted_is_found(tmp_path: Path) -> None:
    faults = kills(tmp_path, ENOUGH, silent, forgetting.keep_what_is_deleted)

    assert any("lies in claims.ledger" in fault for fault in faults)


def test_where_nothing_was_forgotten_nothing_was_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "_strike", lambda path, names, random, before: ({}, KILLED))

    assert kills(tmp_path, 1, silent) == ["nothing was ever forgotten, so nothing was shown"]


def test_whoever_looks_finds_it_in_whichever_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"nothing")
    (tmp_path / "b").write_bytes(b"some words here")

    assert found_in(tmp_path, {"one": b"words", "two": b"deeds"}) == {"one": "b"}
