import json

import pytest
import typer

from ledger.cli.refusing import refusing, say_refusal, status
from ledger.errors import (
    BrokenLine,
    Conflict,
    InUse,
    InvalidRecord,
    NotALedger,
    NotFound,
    Refusal,
    Rejected,
    StorageFailure,
    UnknownReference,
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Rejected, 1), (NotFound, 1), (Conflict, 1), (NotALedger, 2), (InUse, 2), (StorageFailure, 2)],
)
def test_no_is_1_and_cannot_tell_is_2(kind: type[Refusal], expected: int) -> None:
    assert status(kind("no")) == expected


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (NotFound("none", "deal"), 1),
        (InUse("busy"), 2),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "no"), 1),
        (PermissionError(13, "Denied", "f"), 2),
    ],
)
def test_a_command_ends_without_a_traceback(
    failure: Exception, expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    @refusing
    def command(as_json: bool = False) -> None:
        raise failure

    with pytest.raises(typer.Exit) as ended:
        command()

    assert ended.value.exit_code == expected
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err and said.err.strip()


def test_a_mistake_of_ours_is_not_hidden() -> None:
    @refusing
    def command() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command()


def test_every_fault_is_said_with_its_field(capsys: pytest.CaptureFixture[str]) -> None:
    say_refusal(InvalidRecord((("id", "too long"), ("", "no object"))), as_json=False)
    assert capsys.readouterr().err == "The record is not of the expected form.\n  id: too long\n  no object\n"


def test_a_line_is_said_with_its_cause(capfd: pytest.CaptureFixture[str]) -> None:
    broken = BrokenLine(7, 1, UnknownReference("no deal 'x' is on record", "deal"))

    say_refusal(broken, as_json=False)
    assert capfd.readouterr().err == (
        "Line 7 is refused: it names something that is not on record.\n"
        "  deal: no deal 'x' is on record\n"
        "  Nothing was recorded.\n"
    )

    say_refusal(broken, as_json=True)
    problem = json.loads(capfd.readouterr().err)
    assert (problem["type"], problem["field"], problem["line"]) == ("/problems/broken-line", "deal", 7)
