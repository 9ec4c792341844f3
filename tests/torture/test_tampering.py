"""Some of everything that can be done to a log; and, without what finds it, that it is let through."""

from base64 import b64encode
from pathlib import Path

import pytest

from ledger.auditor import verifier
from torture import tampering


def silent(text: str) -> None:
    pass


def test_whatever_is_done_is_found_and_nothing_where_nothing_was_done() -> None:
    assert tampering.run(silent, thorough=False) == []


def test_without_a_checkpoint_a_log_that_was_made_anew_is_let_through(tmp_path: Path) -> None:
    _, lines = tampering.made(tmp_path / "claims.ledger")
    tree = verifier.Tree()
    note = f"torture\n0\n{b64encode(tree.root()).decode()}\n\n— torture AAAAAAAA\n"

    faults = list(tampering.done_to(lines, note))

    assert f"position {len(lines)} left out: nothing was found" in faults
    assert "position 20 by somebody else: nothing was found" in faults
    assert "position 20 twice: nothing was found" not in faults


@pytest.mark.parametrize(
    ("same", "rule", "is_fault"),
    [
        (True, None, False),
        (True, "index", False),
        (True, "", False),
        (True, "root", True),
        (False, None, True),
        (False, "root", False),
        (False, "", False),
    ],
)
def test_what_may_come_of_a_flip(same: bool, rule: str | None, is_fault: bool) -> None:
    assert bool(tampering.judged(same, rule)) is is_fault


def test_a_false_alarm_of_a_clean_ledger_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier.Tree, "root", lambda tree: bytes(32))
    assert "false" not in str(faults := tampering._clean(1, silent))
    assert len(faults) == 1
