"""`python -m torture` runs parts, tells what they found, and fails where one found something."""

import json

import pytest

from torture.__main__ import Report, main, parts


class Found:
    """What it shows.

    And why.
    """

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        self.asked: list[bool] = []

    def run(self, report: Report, *, thorough: bool) -> list[str]:
        self.asked.append(thorough)
        report("half of it")
        return self.faults


class Broken(Found):
    """It breaks."""

    def run(self, report: Report, *, thorough: bool) -> list[str]:
        raise OSError("no space")


def test_it_succeeds_where_no_part_finds_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = Found(), Found()

    assert main([], {"first": first, "second": second}) == 0

    said = capsys.readouterr()
    assert first.asked == second.asked == [True]
    assert "What it shows." in said.out and "And why." not in said.out
    assert "first" in said.err and "half of it" in said.err


def test_it_fails_where_one_part_finds_a_fault_and_says_which(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"], {"good": Found(), "bad": Found("[lost] entry 3")}) == 1

    outcomes = json.loads(capsys.readouterr().out)
    assert [(outcome["part"], outcome["faults"]) for outcome in outcomes] == [("good", []), ("bad", ["[lost] entry 3"])]


def test_a_fault_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], {"bad": Found("[lost] entry 3")}) == 1

    assert "bad: [lost] entry 3\n" in capsys.readouterr().out


def test_only_the_parts_named_are_run_and_briefly_where_that_is_asked() -> None:
    first, second = Found(), Found("a fault")

    assert main(["--brief", "first"], {"first": first, "second": second}) == 0

    assert (first.asked, second.asked) == ([False], [])


def test_a_part_that_breaks_is_a_fault_and_the_others_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    other = Found()

    assert main([], {"broken": Broken(), "other": other}) == 1

    assert other.asked == [True]
    assert "it ended with OSError: no space" in capsys.readouterr().out


def test_a_part_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["modle"], {"model": Found()})

    assert ended.value.code == 2
    assert "'modle'" in capsys.readouterr().err


def test_every_part_says_in_a_line_what_it_shows() -> None:
    assert "model" in parts()
    for name, part in parts().items():
        assert (part.__doc__ or "").partition("\n")[0].endswith("."), name
