"""Followers that are cut off, briefly; and, where a tail goes on from elsewhere, that it is found."""

from pathlib import Path

from torture import resuming, sabotage


def silent(text: str) -> None:
    pass


def test_every_follower_finds_every_entry_once_however_often_it_is_cut_off(tmp_path: Path) -> None:
    assert resuming.resumes(tmp_path / "a.ledger", resuming.SMOKE, resuming.FEW, silent) == []


def test_a_tail_that_leaves_out_what_came_meanwhile_is_found(tmp_path: Path) -> None:
    faults = resuming.resumes(
        tmp_path / "a.ledger", resuming.SMOKE, resuming.FEW, silent, change=sabotage.begin_at_the_head
    )

    assert any(" was to come, " in fault for fault in faults)


def test_a_tail_that_sends_the_last_event_again_is_found(tmp_path: Path) -> None:
    faults = resuming.resumes(
        tmp_path / "a.ledger", resuming.SMOKE, resuming.FEW, silent, change=sabotage.begin_too_early
    )

    assert any(" was to come, " in fault for fault in faults)
