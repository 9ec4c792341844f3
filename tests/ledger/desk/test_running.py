"""Runs are held to what an analyst does: some files in a folder, whatever else lies there."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ledger.access.roles import KeyRole
from ledger.desk.results import FeatureResult, Outcome, Run
from ledger.desk.running import Wanted, run
from ledger.specs.faults import Miswritten
from tests.ledger.specs.earlier import DEAL, HEAD, NAME, keep, live, scenario
from tests.ledger.specs.specification import OWN, SOUND, WHEN

RED = SOUND + '      And "containers were moved" is almost certain\n'
AGAIN = SOUND[SOUND.index("    Example:") :].replace("Three", "Four")
PAST = f'Given the ledger "{NAME}" as recorded by 2023-10-14'
LIKELY = 'Then "containers were moved" is at least likely'
AT_ONCE = SOUND.replace("2031", "2021").replace("Given the claims", "When these claims are recorded").replace(WHEN, "")
HOSTILE = {
    "pytest.ini": "[pytest]\naddopts = --no-such-option -p nowhere\nclaim_ledger_at = moon\nminversion = 99\n",
    "conftest.py": "raise RuntimeError('the conftest of somebody else')\n",
    "__init__.py": "raise RuntimeError('the package of somebody else')\n",
    "test_theirs.py": "raise RuntimeError('the tests of somebody else')\n",
    "sitecustomize.py": "raise RuntimeError('nobody loads this')\n",
}


def ran(folder: Path, text: str, **wanted: Any) -> Run:
    path = folder / "it.feature"
    path.write_text(text, encoding="utf-8")
    return run(Wanted(files=[path], **wanted))


def outcomes(found: Run) -> Sequence[tuple[str, str, str]]:
    return [(one.title, one.place, one.outcome.value) for one in found.scenarios]


def test_what_came_of_each_scenario_is_told_step_by_step(tmp_path: Path) -> None:
    # when
    found = ran(tmp_path, RED + AGAIN)
    # then
    assert outcomes(found) == [("Three outlets", "memory", "red"), ("Four outlets", "memory", "green")]
    red = found.scenarios[0]
    assert (red.rule, red.line) == ("An echo adds nothing", 4)
    assert [(step.line, step.keyword, step.outcome) for step in red.steps] == [
        (5, "Given", Outcome.GREEN),
        (8, "When", Outcome.GREEN),
        (9, "Then", Outcome.GREEN),
        (10, "And", Outcome.RED),
    ]
    assert red.steps[3].definition == '{"proposition"} {belief}'
    assert red.steps[0].table[0] == ("recorded", "said", "origin", "stance", "proposition")
    assert red.message is not None
    assert "  expected: almost certain\n  found:    likely (55-80 %), 0.6726" in red.message
    assert (found.can_tell, found.is_red, found.left_out) == (True, True, 0)


def test_steps_after_the_one_that_failed_are_not_run(tmp_path: Path) -> None:
    found = ran(tmp_path, RED + "      And nothing is recorded\n")
    assert [step.outcome.value for step in found.scenarios[0].steps] == ["green", "green", "green", "red", "not run"]


def test_a_run_says_with_what_it_was_made(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND)
    assert found.versions.vocabulary.startswith("sha256:")
    assert found.policy.name == "policy-1"
    assert len(found.features[0].sha256) == 64
    assert Run.model_validate_json(found.model_dump_json()) == found


def test_scenarios_are_told_at_each_place_that_is_named(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND, places=("memory", "server"))
    assert outcomes(found) == [("Three outlets", "memory", "green"), ("Three outlets", "server", "green")]


def test_examples_of_an_outline_are_told_apart(tmp_path: Path) -> None:
    outline = SOUND.replace("Example: Three", "Scenario Outline: Three").replace("When 3 more", "When <n> more")
    found = ran(tmp_path, outline + "      Examples:\n        | n |\n        | 3 |\n        | 5 |\n")
    assert [one.example for one in found.scenarios] == ["n: 3", "n: 5"]


def test_several_workers_tell_the_same(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN)
    text = RED + AGAIN + "      And the ledger holds more than the policy\n"
    found = ran(tmp_path, text, workers="2", own_steps=[tmp_path / "own.py"])
    assert outcomes(found) == [("Three outlets", "memory", "red"), ("Four outlets", "memory", "green")]
    assert len(found.scenarios[1].steps) == 4


# -- what lies about ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", ["", "1"])
def test_nothing_of_the_project_around_gets_into_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    # given: a folder in which pytest itself does not get as far as a test
    for name, text in HOSTILE.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "nowhere")
    before = dict(os.environ), list(sys.path)
    # when
    found = ran(tmp_path, SOUND, workers=workers)
    # then
    assert outcomes(found) == [("Three outlets", "memory", "green")]
    assert (dict(os.environ), list(sys.path)) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*HOSTILE, "it.feature"])


@pytest.mark.parametrize("workers", ["", "1"])
def test_only_the_plugins_that_are_named_are_loaded(tmp_path: Path, workers: str) -> None:
    # given: a step that fails where one is there that installed itself
    own = tmp_path / "own.py"
    own.write_text(
        "from pytest_bdd import then\n@then('we are among ourselves')\n"
        "def alone(pytestconfig):\n"
        "    names = {name for name, plugin in pytestconfig.pluginmanager.list_name_plugin() if plugin}\n"
        "    assert 'pytest-bdd' in names, names\n"
        "    assert not names & {'hypothesispytest', 'schemathesis', 'anyio', 'claim_ledger_specs'}, names\n"
    )
    # when, then
    text = SOUND + "      And we are among ourselves\n"
    assert outcomes(ran(tmp_path, text, own_steps=[own], workers=workers)) == [("Three outlets", "memory", "green")]


def test_in_a_folder_whose_name_is_odd(tmp_path: Path) -> None:
    folder = tmp_path / 'an "odd" name, #1; ünïcode -k $x'
    folder.mkdir()
    assert outcomes(ran(folder, SOUND)) == [("Three outlets", "memory", "green")]


@pytest.mark.parametrize("name", ["[draft]", "one::two"])
def test_a_folder_whose_name_pytest_takes_for_something_else_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(Miswritten, match="rename it"):
        ran(tmp_path / name, SOUND)


@pytest.mark.parametrize("workers", ["", "1"])
def test_files_and_steps_are_named_from_a_folder_beside_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    # given
    for name in ("specs", "beside"):
        (tmp_path / name).mkdir()
    (tmp_path / "specs" / "own.py").write_text(OWN)
    monkeypatch.chdir(tmp_path / "beside")
    # when
    owned = SOUND + "      And the ledger holds more than the policy\n"
    found = ran(Path("../specs"), owned, own_steps=[Path("../specs/own.py")], workers=workers)
    # then
    assert outcomes(found) == [("Three outlets", "memory", "green")]
    assert found.features[0].path == "../specs/it.feature"


# -- red when it should be ---------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_run_has_all_its_faults_told_and_nothing_runs(tmp_path: Path) -> None:
    (tmp_path / "other.feature").write_text(SOUND)
    (tmp_path / "it.feature").write_text(SOUND.replace("is unchanged", "stays") + "    Example: None\n")
    found = run(Wanted(files=[tmp_path / "it.feature", tmp_path / "other.feature"]))
    assert (found.scenarios, found.can_tell) == ([], False)
    (fault,) = found.features[0].faults
    assert 'the scenario "None" has no step' in fault
    assert found.features[1].faults == ()


def test_titles_and_rules_choose_and_the_rest_is_counted(tmp_path: Path) -> None:
    found = ran(tmp_path, RED + AGAIN, chosen=("four OUT",))
    assert (outcomes(found), found.left_out) == ([("Four outlets", "memory", "green")], 1)
    assert len(ran(tmp_path, RED + AGAIN, chosen=("an echo adds",)).scenarios) == 2


def test_where_all_is_left_out_nothing_can_be_told(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND, chosen=("moon",))
    assert (found.scenarios, found.left_out, found.can_tell) == ([], 1, False)


def test_what_its_tags_skip_is_not_run_and_leaves_something_open(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND.replace("    Example", "    @skip\n    Example") + AGAIN)
    assert outcomes(found) == [("Three outlets", "memory", "not run"), ("Four outlets", "memory", "green")]
    assert (found.can_tell, found.is_red) == (False, False)
    assert (found.scenarios[0].message, found.scenarios[0].by_tag) == ("skipped by @skip", "@skip")


def test_a_step_that_has_its_scenario_skipped_says_why(tmp_path: Path) -> None:
    own = tmp_path / "own.py"
    own.write_text(OWN.replace("assert", "import pytest; pytest.skip('on Sundays'); assert"))
    found = ran(tmp_path, SOUND + "      And the ledger holds more than the policy\n", own_steps=[own])
    assert (found.scenarios[0].message, found.scenarios[0].by_tag) == ("skipped: on Sundays", None)
    assert not found.can_tell


def test_what_was_expected_to_fail_and_does_not_is_red(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND.replace("    Example", "    @xfail\n    Example"))
    assert found.is_red
    assert found.scenarios[0].message == "it was expected to fail, by @xfail, and holds"


def test_what_was_expected_to_fail_and_does_is_not_run(tmp_path: Path) -> None:
    found = ran(tmp_path, RED.replace("    Example", "    @xfail\n    Example"))
    assert (found.scenarios[0].outcome, found.can_tell, found.is_red) == (Outcome.NOT_RUN, False, False)


def test_a_when_that_is_refused_though_no_step_of_the_kit_asks_is_red(tmp_path: Path) -> None:
    # given
    own = tmp_path / "own.py"
    own.write_text(OWN)
    refused = 'When the analyst grades the claim of "State U" on "containers were moved" as 1'
    text = SOUND[: SOUND.index("      When")] + f"      {refused}\n      Then the ledger holds more than the policy\n"
    # when
    found = ran(tmp_path, text, own_steps=[own])
    # then
    assert outcomes(found) == [("Three outlets", "memory", "red")]
    assert "the When was refused: credibility 1 needs " in str(found.scenarios[0].message)
    assert [step.outcome.value for step in found.scenarios[0].steps] == ["green", "red", "green"]
    # and: its twin, in which the When is accepted
    accepted = ran(tmp_path, text.replace("as 1", "as 3"), own_steps=[own])
    assert outcomes(accepted) == [("Three outlets", "memory", "green")]


def test_an_error_of_a_step_is_told_without_a_traceback(tmp_path: Path) -> None:
    own = tmp_path / "own.py"
    own.write_text(OWN.replace("head() > 1", "head() > 1000"))
    text = SOUND + "      And the ledger holds more than the policy\n"
    assert ran(tmp_path, text, own_steps=[own]).scenarios[0].message == "there is nothing but the policy"
    broken = tmp_path / "broken.py"
    broken.write_text(OWN.replace("claim_ledger_scene.head()", "nothing"))
    message = ran(tmp_path, text, own_steps=[broken]).scenarios[0].message
    assert message == "the step itself is broken, not what it says: NameError: name 'nothing' is not defined"


def test_steps_that_would_never_run_or_can_be_read_in_two_ways(tmp_path: Path) -> None:
    own = tmp_path / "own.py"
    own.write_text(
        "from pytest_bdd import parsers, then\n"
        "@then(parsers.parse('the belief in {something} is unchanged'))\ndef unchanged(something): pass\n"
        "@then('the moon is full')\nasync def full(): assert False\n"
    )
    found = ran(tmp_path, SOUND + "      And the moon is full\n", own_steps=[own])
    (fault,) = found.features[0].faults
    assert "it.feature:9:" in fault and "can be read in 2 ways" in fault
    assert "`the moon is full` is an `async def`, which would never run" in fault


def test_an_expected_row_that_nothing_meets_is_red(tmp_path: Path) -> None:
    text = SOUND + "      And the claims are:\n        | stance  |\n" + "        | affirms |\n" * 5
    assert ran(tmp_path, text).is_red


# -- on real history ---------------------------------------------------------------------------------------------------


def test_a_ledger_that_was_there_is_told_with_its_moment_its_root_and_what_was_read(tmp_path: Path) -> None:
    # given
    path = keep(tmp_path / "history.ledger")
    text = scenario(PAST, f'Given the deal "{DEAL}" on record', LIKELY)
    # when
    found = ran(tmp_path, text, ledgers=(f"{NAME}={path}",))
    # then
    assert outcomes(found) == [("It goes on", "memory", "green")]
    read = found.scenarios[0].ledger
    assert read is not None
    assert (read.name, read.moment.position, read.size) == (NAME, 10, 10)
    assert read.root is not None
    assert [policy.name for policy in read.policies] == ["policy-1"]
    assert {one.recorded_as_of.position for one in read.asked} == {10}
    assert found.scenarios[0].steps[-1].read == (8, 10)


def test_a_live_server_is_asked_and_its_checkpoint_kept(tmp_path: Path) -> None:
    with live() as (_, url, key):
        found = ran(tmp_path, scenario(f'Given the deal "{DEAL}" on record', LIKELY), url=url, key=key)
    read = found.scenarios[0].ledger
    assert outcomes(found) == [("It goes on", "live", "green")]
    assert read is not None and read.note is not None
    assert (read.moment.position, read.size) == (HEAD, HEAD)
    assert 14 in found.scenarios[0].steps[-1].read
    assert key not in found.model_dump_json()


def test_a_server_that_cannot_be_asked_is_told(tmp_path: Path) -> None:
    found = ran(tmp_path, SOUND, url="http://192.0.2.1", key="clk_x")
    assert (found.scenarios, found.can_tell) == ([], False)
    assert found.trouble is not None and "--ledger-url" in found.trouble


@pytest.mark.parametrize("workers", ["", "1"])
def test_a_ledger_that_cannot_be_asked_is_no_red_scenario(tmp_path: Path, workers: str) -> None:
    # given: one file names a ledger, and another none
    (tmp_path / "other.feature").write_text(SOUND)
    (tmp_path / "it.feature").write_text(scenario(PAST, f'Given the deal "{DEAL}" on record', LIKELY))
    files = [tmp_path / "it.feature", tmp_path / "other.feature"]
    for ledgers, why in (
        ((), f'no ledger is called "{NAME}" here'),
        ((f"{tmp_path}/none.ledger",), "there is no ledger at"),
        ((str(files[0]),), "it.feature holds no sound log"),
    ):
        # when
        found = run(Wanted(files=files, ledgers=ledgers, workers=workers, junit=tmp_path / "junit.xml"))
        # then
        assert [one.outcome for one in found.scenarios] == [Outcome.NOT_ASKED, Outcome.GREEN]
        assert why in str(found.scenarios[0].message)
        assert (found.can_tell, found.is_red, found.trouble) == (False, False, None)
        assert [step.outcome.value for step in found.scenarios[0].steps] == ["not asked", "not run", "not run"]
        junit = (tmp_path / "junit.xml").read_text()
        assert 'errors="1" failures="0"' in junit and "<error" in junit


@pytest.mark.parametrize(
    ("role", "key", "text"),
    [
        (KeyRole.ADMIN, "clk_no_such_key", scenario(f'Given the deal "{DEAL}" on record', LIKELY)),
        (KeyRole.READER, None, SOUND.replace("2031", "2021")),
        (
            KeyRole.READER,
            None,
            SOUND.replace("2031", "2021")
            .replace("Given the claims", "When these claims are recorded")
            .replace(WHEN, ""),
        ),
    ],
)
def test_a_key_that_does_not_open_is_no_red_scenario(tmp_path: Path, role: KeyRole, key: str | None, text: str) -> None:
    with live(role) as (_, url, good):
        found = ran(tmp_path, text, url=url, key=key or good, allow_writes=True)
    assert [one.outcome for one in found.scenarios] == [Outcome.NOT_ASKED]


def test_files_are_told_in_their_order_each_as_soon_as_it_is_done(tmp_path: Path) -> None:
    # given: a step that sees what was told so far
    names = ("a", "b", "c")
    (tmp_path / "own.py").write_text(
        "from pathlib import Path\nfrom pytest_bdd import then\n@then('it is told')\n"
        "def it_is():\n    assert Path(__file__).with_name('told').exists()\n"
    )
    for name in names:
        awaits = "" if name == "a" else "      And it is told\n"
        (tmp_path / f"{name}.feature").write_text(SOUND.replace("Echoes", name) + awaits)
    told: list[str] = []

    def tell(feature: FeatureResult) -> None:
        (tmp_path / "told").touch()
        told.append(f"{feature.title}: {feature.scenarios[0].outcome}")

    # when
    run(Wanted(files=[tmp_path / f"{name}.feature" for name in names], own_steps=[tmp_path / "own.py"]), tell)
    # then
    assert told == ["a: green", "b: green", "c: green"]


@pytest.mark.parametrize("workers", ["", "2"])
def test_every_file_is_told_once_whatever_comes_of_it(tmp_path: Path, workers: str) -> None:
    texts = {"a": RED, "b": SOUND + AGAIN, "c": SOUND, "d": SOUND.replace("    Example", "    @skip\n    Example")}
    for name, text in texts.items():
        (tmp_path / f"{name}.feature").write_text(text.replace("Echoes", name))
    told: list[FeatureResult] = []
    found = run(Wanted(files=[tmp_path / f"{name}.feature" for name in texts], workers=workers), told.append)
    assert tuple(told) == found.features


def test_where_nobody_can_be_told_the_run_ends_and_says_so(tmp_path: Path) -> None:
    def tell(feature: FeatureResult) -> None:
        raise BrokenPipeError

    (tmp_path / "it.feature").write_text(SOUND)
    with pytest.raises(BrokenPipeError):
        run(Wanted(files=[tmp_path / "it.feature"]), tell)


def test_several_workers_need_what_runs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.desk.running.find_spec", lambda name: None)
    with pytest.raises(Miswritten, match="pip install pytest-xdist"):
        ran(tmp_path, SOUND, workers="2")


def test_whoever_ends_it_leaves_no_folder_behind(tmp_path: Path) -> None:
    # given: a run that is under way
    own, kept = tmp_path / "own.py", tmp_path / "kept"
    kept.mkdir()
    own.write_text(
        "import os, signal\nfrom pytest_bdd import then\n"
        "@then('it is ended')\ndef ended():\n    os.kill(os.getpid(), signal.SIGTERM)\n    signal.pause()\n"
    )
    (tmp_path / "it.feature").write_text(SOUND + "      And it is ended\n")
    script = (
        "from pathlib import Path\nfrom ledger.desk.running import Wanted, run\n"
        f"run(Wanted(files=[Path({str(tmp_path / 'it.feature')!r})], own_steps=[Path({str(own)!r})]))\n"
    )
    # when
    told = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | {"TMPDIR": str(kept)}, capture_output=True, check=False
    )
    # then
    assert b"KeyboardInterrupt" in told.stderr
    assert list(kept.iterdir()) == []
