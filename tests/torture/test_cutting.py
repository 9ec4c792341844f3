"""Connections that are cut, briefly; and, where a ledger does not know the same again, that it is found."""

from pathlib import Path

from torture import cutting, sabotage


def silent(text: str) -> None:
    pass


def test_what_is_sent_again_under_its_key_is_recorded_once(tmp_path: Path) -> None:
    assert cutting.cuts(tmp_path / "a.ledger", cutting.SMOKE, silent) == []


def test_a_server_that_knows_nothing_again_is_found(tmp_path: Path) -> None:
    faults = cutting.cuts(tmp_path / "a.ledger", cutting.SMOKE, silent, sabotage.forget_keys)

    assert any(" times" in fault for fault in faults)
