from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledger.cli.conftest import Ran, Run
from tests.ledger.specs.earlier import DEAL, HEAD, keep, live, scenario
from tests.ledger.specs.specification import OWN, SOUND

ROOT = Path(__file__).parents[3]
GIVEN = 'Given the ledger "history" as recorded by 2023-10-14'
ABOUT = f'And the deal "{DEAL}" on record'
HELD = 'Then "containers were moved" is at least very likely'
DENIED, BEFORE = 14, 13
Bisect = Callable[..., Ran]
NAMED = ("verdict", "position", "green_at", "scenario", "colour", "runs", "green_at_the_end")


@pytest.fixture
def bisect(run: Run, tmp_path: Path) -> Bisect:
    """Bisects a feature over the history, beside a configuration of pytest that it must not heed."""
    keep(tmp_path / "claims.ledger")
    (tmp_path / "tox.ini").write_text("[pytest]\naddopts = -n 2 --no-such-option\n")

    def bisected(text: str, *words: str, selected: str = "held.feature") -> Ran:
        (tmp_path / "held.feature").write_text(text, encoding="utf-8")
        return run("spec", "bisect", selected, *words)

    return bisected


def unwrapped(text: str) -> str:
    """A text without its line ends, and the frame around it."""
    return " ".join(text.replace("│", " ").split())


def test_the_event_that_turned_it_red_is_shown_with_what_was_expected(bisect: Bisect) -> None:
    told = bisect(scenario(GIVEN, ABOUT, HELD))
    assert (told.status, told.err) == (1, "")
    assert f"As recorded by position {BEFORE} it is green; at position {DENIED} it turns red. 5 runs." in told.out
    assert told.fits()
    assert (
        "  claim recorded, 2023-10-17 12:00:00Z, by earlier\n"
        f'    "Ministry" denies "containers were moved"\n    in the deal "{DEAL}"\n' in told.out
    )
    assert "held.feature:6: Then " in told.out
    assert "  expected: at least very likely\n  found:    likely (55-80 %), 0.7434\n" in told.out
    assert '  -1.56 "Ministry" denies: 1 claim\n' in told.out
    assert "This is its first turn. It is not green at the end either." in unwrapped(told.out)


def test_for_machines_it_is_one_document(bisect: Bisect) -> None:
    told = bisect(scenario(GIVEN, ABOUT, HELD), "--json", selected="held.feature::It goes on")
    found = told.json
    assert told.status == 1
    assert {name: found[name] for name in NAMED} == {
        "verdict": "turned",
        "position": DENIED,
        "green_at": BEFORE,
        "scenario": "It goes on",
        "colour": "red",
        "runs": 5,
        "green_at_the_end": False,
    }
    assert found["event"]["type"] == "claim-recorded/1"
    assert "expected: at least very likely" in found["message"]


def test_a_feature_that_names_no_moment_begins_where_what_it_names_is_on_record(bisect: Bisect) -> None:
    text = scenario(f"Given {ABOUT[4:]}", 'Then "containers were moved" is at most very likely')
    told = bisect(text, "--json", "--bad", "9")
    assert (told.status, told.json["verdict"]) == (0, "green")


def test_before_that_it_is_not_taken_for_red(bisect: Bisect) -> None:
    told = bisect(scenario(f"Given {ABOUT[4:]}", 'Then "containers were moved" has no basis'), "--json")
    assert (told.status, told.json["verdict"], told.json["position"], told.json["green_at"]) == (1, "turned", 8, 7)


def test_green_at_the_end_is_status_0(bisect: Bisect) -> None:
    told = bisect(scenario(GIVEN, ABOUT, HELD), "--bad", "2023-10-16")
    assert told.status == 0
    assert "It stays green up to position 13, the end that was asked about. 3 runs.\n" in told.out


def test_red_at_the_green_end_too_is_said_with_status_2(bisect: Bisect) -> None:
    told = bisect(scenario(GIVEN, ABOUT, HELD), "--good", str(DENIED))
    assert told.status == 2
    assert "It is red as recorded by position 14, which was called green." in unwrapped(told.out)


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (SOUND, [], "only what records nothing is bisected"),
        (
            scenario(GIVEN, ABOUT, 'When the analyst grades the source "Wire" as E because "x"', HELD),
            [],
            "only what records nothing is bisected",
        ),
        (scenario(GIVEN, ABOUT, 'Then "boxes" are blue'), [], 'no step is worded ""boxes" are blue"'),
        (scenario(GIVEN, ABOUT, HELD), ["--good", "3"], "no deal was on record by 3"),
        (scenario(GIVEN, ABOUT, HELD), ["--bad", "99"], "position 99 lies beyond the head"),
    ],
)
def test_what_cannot_be_bisected_is_told(bisect: Bisect, text: str, words: list[str], why: str) -> None:
    told = bisect(text, *words)
    assert told.status in (1, 2)
    assert why in unwrapped(told.err)
    assert told.out == ""
    assert told.fits()


def test_whoever_bisects_a_feature_that_records_is_told_where_and_not_to_name_what_was_named(bisect: Bisect) -> None:
    grade = 'When the analyst grades the source "Wire" as E because "x"'
    told = bisect(scenario(GIVEN, ABOUT, grade, HELD), "--ledger", "claims.ledger")
    assert (told.status, told.fits()) == (2, True)
    assert "held.feature:6: When the analyst grades the source" in unwrapped(told.err)
    assert "--ledger" not in told.err
    as_json = bisect(scenario(GIVEN, ABOUT, grade, HELD), "--json")
    assert (as_json.status, as_json.problem["type"]) == (2, "/problems/rejected")


def test_no_line_is_too_long_and_the_path_is_the_one_that_was_given(bisect: Bisect, tmp_path: Path) -> None:
    # given
    folder = tmp_path / "a folder with a rather long name" / "and one in it"
    folder.mkdir(parents=True)
    title = "The belief goes on " + "and on " * 12
    (folder / "held.feature").write_text(scenario(GIVEN, ABOUT, HELD).replace("It goes on", title.strip()))
    given = f"a folder with a rather long name/and one in it/held.feature::{title.strip()}"
    # when
    told = bisect("", selected=given)
    # then
    assert (told.status, told.fits()) == (1, True)
    assert "a folder with a rather long name/and one in it/held.feature:6:" in unwrapped(told.out)


def test_a_name_that_is_never_on_record_is_said_with_status_2(bisect: Bisect) -> None:
    told = bisect(scenario(GIVEN.replace("2023-10-14", "2023-10-14"), ABOUT, 'Then "boxes" is likely'))
    assert told.status == 2
    assert 'no proposition is called "boxes" here' in told.out


@pytest.mark.parametrize(
    ("selected", "why"),
    [("none.feature", "there is no feature at none.feature"), ("held.feature::x", "no scenario is called so")],
)
def test_a_feature_or_scenario_that_is_not_there_is_told(bisect: Bisect, selected: str, why: str) -> None:
    told = bisect(scenario(GIVEN, ABOUT, HELD), selected=selected)
    assert told.status == 2
    assert why in unwrapped(told.err)


def test_a_live_server_is_asked_and_nothing_is_recorded_there(bisect: Bisect) -> None:
    with live() as (ledger, url, key):
        told = bisect(scenario(GIVEN, ABOUT, HELD), "--json", "--url", url, "--key", key)
        assert (told.status, told.json["position"]) == (1, DENIED)
        assert ledger.health().head == HEAD


def test_the_file_may_be_named_as_for_a_run_and_the_feature_from_beside(
    bisect: Bisect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beside").mkdir()
    bisect(scenario(GIVEN, ABOUT, HELD))
    monkeypatch.chdir(tmp_path / "beside")
    told = bisect(
        scenario(GIVEN, ABOUT, HELD),
        *("--json", "--ledger", "history=../claims.ledger"),
        selected="../held.feature::It goes on",
    )
    assert (told.status, told.json["position"]) == (1, DENIED)


def test_steps_of_ones_own_are_taken(bisect: Bisect, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN)
    text = scenario(GIVEN, ABOUT, HELD, "And the ledger holds more than the policy")
    assert bisect(text, "--json", "--steps", "own.py").json["position"] == DENIED
    assert 'no step is worded "the ledger holds' in unwrapped(bisect(text).err)


def test_a_green_position_after_the_red_one_is_refused(bisect: Bisect) -> None:
    told = bisect(scenario(GIVEN, ABOUT, HELD), "--good", "14", "--bad", "10")
    assert told.status == 2
    assert "the green position, 14, lies after the red one, 10" in unwrapped(told.err)


def test_whoever_breaks_it_off_is_told_no_turn(bisect: Bisect, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN.replace("assert", "raise KeyboardInterrupt\n    assert"))
    text = scenario(GIVEN, ABOUT, HELD, "And the ledger holds more than the policy")
    told = bisect(text, "--steps", "own.py")
    assert (told.status, told.out) == (130, "")
