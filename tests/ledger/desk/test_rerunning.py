from pathlib import Path

import pytest

from ledger.desk.bisecting import Colour, Outcome
from ledger.desk.ownsteps import load
from ledger.desk.rerunning import Rerun, rerun
from ledger.errors import Forbidden, Rejected
from ledger.specs.places.live import Live
from tests.ledger.specs.earlier import DEAL, HEAD, live, scenario

ABOUT = f'Given the deal "{DEAL}" on record'
HELD = 'Then "containers were moved" is at least very likely'


def asked(path: Path, text: str, *positions: int | None) -> list[Outcome]:
    """What a feature is as of these positions."""
    (path / "held.feature").write_text(text, encoding="utf-8")

    def ask(run: Rerun) -> list[Outcome]:
        return [run.as_of(position) for position in positions]

    with live() as (ledger, _, _):
        outcomes = rerun(str(path / "held.feature"), Live(ledger), ask)
        assert ledger.health().head == HEAD
    return outcomes


def test_one_scenario_is_told_as_of_many_positions(tmp_path: Path) -> None:
    found = asked(tmp_path, scenario(ABOUT, HELD), 14, 9, 13, 10, 7, 5, 14)
    assert [one.colour for one in found] == ["red", "green", "green", "green", "red", "unasked", "red"]
    assert found[0].message is not None
    assert "found:    likely (55-80 %), 0.7434" in found[0].message
    assert found[0] == found[-1]


def test_a_feature_is_as_the_first_of_its_scenarios_that_is_not_green(tmp_path: Path) -> None:
    other = f'    Example: Another\n      {ABOUT}\n      Then "they arrived" has no basis\n'
    found = asked(tmp_path, scenario(ABOUT, HELD) + other, 8, 9, 14)
    assert [(one.colour, one.scenario) for one in found] == [
        (Colour.UNASKED, "Another"),
        (Colour.GREEN, None),
        (Colour.RED, "It goes on"),
    ]


def test_the_moments_that_are_named_are_noted(tmp_path: Path) -> None:
    (tmp_path / "held.feature").write_text(scenario('Given the ledger "x" as recorded by 2023-10-14', ABOUT, HELD))

    def ask(run: Rerun) -> list[int]:
        run.as_of(None)
        run.as_of(12)
        return [moment.position for moment in run.live.named]

    with live() as (ledger, _, _):
        assert rerun(str(tmp_path / "held.feature"), Live(ledger), ask) == [10]


def stepped(path: Path, text: str, body: str, *positions: int | None) -> list[Outcome]:
    """What a feature is as of these positions, that takes a step of one's own, `it breaks`."""
    (path / "own.py").write_text(f'from pytest_bdd import then\n@then("it breaks")\ndef it(): {body}\n')
    (path / "held.feature").write_text(text, encoding="utf-8")

    def ask(run: Rerun) -> list[Outcome]:
        return [run.as_of(position) for position in positions]

    with live() as (ledger, _, _):
        return rerun(str(path / "held.feature"), Live(ledger), ask, [load(path / "own.py")])


def test_a_step_that_fails_otherwise_is_no_colour(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match=r"a scenario fails otherwise than by what it expects:\n(.|\n)*KeyError"):
        stepped(tmp_path, scenario(ABOUT, "Then it breaks"), 'raise KeyError("x")', 9)


def test_steps_of_ones_own_are_taken_and_nothing_that_lies_around(tmp_path: Path) -> None:
    for name in ("conftest.py", "__init__.py", "test_it.py"):
        (tmp_path / name).write_text("raise RuntimeError('of somebody else')\n")
    found = stepped(tmp_path, scenario(ABOUT, HELD, "Then it breaks".replace("Then", "And")), "pass", 9, 14)
    assert [one.colour for one in found] == ["green", "red"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_whatever_goes_wrong_while_it_is_asked_is_raised(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "held.feature").write_text(scenario(ABOUT, HELD), encoding="utf-8")

    def ask(run: Rerun) -> None:
        raise error("the disk is full")

    with live() as (ledger, _, _), pytest.raises(error, match="the disk is full"):
        rerun(str(tmp_path / "held.feature"), Live(ledger), ask)


def test_whoever_breaks_a_scenario_off_breaks_all_off(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stepped(tmp_path, scenario(ABOUT, "Then it breaks"), "raise KeyboardInterrupt", 9)


@pytest.mark.parametrize("title", ["It goes [on]", "a::b"])
def test_a_title_may_have_what_pytest_takes_for_something_else(tmp_path: Path, title: str) -> None:
    other = f'    Example: Another\n      {ABOUT}\n      Then "they arrived" has no basis\n'
    (tmp_path / "held.feature").write_text(scenario(ABOUT, HELD).replace("It goes on", title) + other)
    with live() as (ledger, _, _):
        found = rerun(f"{tmp_path / 'held.feature'}::{title}", Live(ledger), lambda run: run.as_of(8))
    assert found.colour is Colour.GREEN  # the other one cannot be asked yet


@pytest.mark.parametrize("folder", ["[draft]", "one::two"])
def test_a_path_that_pytest_takes_for_something_else_is_told(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "held.feature").write_text(scenario(ABOUT, HELD))
    with live() as (ledger, _, _), pytest.raises(Rejected, match=r"rename it|there is no feature at"):
        rerun(str(tmp_path / folder / "held.feature"), Live(ledger), lambda run: run.as_of(8))


def test_what_is_refused_while_it_is_asked_is_raised(tmp_path: Path) -> None:
    (tmp_path / "held.feature").write_text(scenario(ABOUT, HELD), encoding="utf-8")

    def ask(run: Rerun) -> None:
        raise Forbidden("not you")

    with live() as (ledger, _, _), pytest.raises(Forbidden, match="not you"):
        rerun(str(tmp_path / "held.feature"), Live(ledger), ask)
