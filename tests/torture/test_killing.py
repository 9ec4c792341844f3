"""A few kills of the real thing; and, with a safety switched off, few enough until that is found."""

from pathlib import Path

from torture import killing, sabotage

ENOUGH = 40
"""Kills after which a safety that is off must have been found."""


def silent(text: str) -> None:
    pass


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    assert killing.kills(tmp_path, killing.SMOKE, silent) == []


def test_an_acknowledgement_before_the_commit_is_found(tmp_path: Path) -> None:
    faults = killing.kills(tmp_path, ENOUGH, silent, sabotage.acknowledge_too_early)

    assert any("is not on record" in fault for fault in faults)


def test_a_ledger_that_does_not_know_the_same_again_is_found(tmp_path: Path) -> None:
    faults = killing.kills(tmp_path, ENOUGH, silent, sabotage.never_the_same_again)

    assert any("is recorded twice" in fault for fault in faults)
