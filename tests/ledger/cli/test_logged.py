"""What leaves a ledger is logged, and never what it says."""

import json

import pytest

from tests.ledger.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (("export",), "events"),
        (("export", "claims", "--out", "claims.csv", "--format", "csv"), "claims"),
        (("export", "beliefs", "--until", "5"), "beliefs"),
        (("backup", "copy.ledger"), "backup"),
        (("certificate", "--out", "replay.zip"), "certificate"),
    ],
)
def test_who_took_what_until_when_and_whereto_is_logged(told: Run, words: tuple[str, ...], of: str) -> None:
    head = told("doctor", "--json").json["head"]
    taken = told(*words)

    (line,) = [json.loads(line) for line in taken.err.splitlines() if line.startswith("{")]
    assert taken.status == 0
    assert (line["event"], line["of"], line["ledger"]) == ("export", of, "claims.ledger")
    assert line["principal"] and line["digest"].startswith("sha256:")
    assert int(line["until"]) == (5 if "--until" in words else head)
    assert line.get("out") == next((word for word in words if "." in word), None)
    assert set(line) <= {
        "event",
        "level",
        "at",
        "principal",
        "of",
        "until",
        "ledger",
        "digest",
        "out",
        "items",
        "format",
    }


def test_it_is_said_otherwise_to_who_sits_at_a_terminal(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.cli.terminal.Terminal.is_terminal", True)
    assert '"event"' not in told("backup", "copy.ledger").err


def test_it_is_not_logged_where_logs_are_only_of_errors(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIM_LEDGER_LOG_LEVEL", "error")
    assert told("backup", "copy.ledger").err == ""
