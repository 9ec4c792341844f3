import os
from pathlib import Path

import pytest

from tests.ledger.cli.conftest import Run
from tests.ledger.specs.earlier import DEAL, NAME, keep, live, scenario
from tests.ledger.specs.specification import OWN, SOUND

RED = SOUND + '      And "containers were moved" is almost certain\n'


@pytest.fixture
def feature(tmp_path: Path) -> Path:
    path = tmp_path / "it.feature"
    path.write_text(SOUND)
    return path


def test_green_red_and_cannot_tell(run: Run, feature: Path) -> None:
    assert run("spec", "run", "it.feature").status == 0
    feature.write_text(RED)
    assert run("spec", "run", "it.feature").status == 1
    feature.write_text(SOUND.replace("is unchanged", "stays"))
    assert run("spec", "run", "it.feature").status == 2
    feature.write_text("Feature: None\n")
    assert run("spec", "run", "it.feature").status == 2
    feature.write_text("")
    assert run("spec", "run", "it.feature").status == 2
    assert run("spec", "run", "nowhere").status == 2
    assert run("spec", "run", "it.feature", "--at", "moon").status == 2


def test_what_is_red_is_told_in_80_columns_and_without_a_traceback(run: Run, feature: Path) -> None:
    feature.write_text(RED.replace("Three outlets", "Three outlets " + "and more " * 12))
    told = run("spec", "run", ".")
    assert told.fits()
    assert "expected: almost certain\n          found:    likely (55-80 %), 0.6726" in told.out
    assert "Traceback" not in told.out + told.err
    assert ".py" not in told.out + told.err


def test_for_machines(run: Run, feature: Path) -> None:
    feature.write_text(RED)
    told = run("spec", "run", ".", "--json")
    (one,) = told.json["features"][0]["scenarios"]
    assert (told.status, one["outcome"], one["steps"][3]["outcome"]) == (1, "red", "red")


def test_reports_and_junit_are_written_beside(run: Run, feature: Path, tmp_path: Path) -> None:
    told = run("spec", "run", ".", "--junit", "junit.xml", "--report", "report.md")
    assert told.status == 0
    assert run("spec", "run", ".", "--report", "report.html").status == 0
    assert 'name="Three outlets"' in (tmp_path / "junit.xml").read_text()
    assert (tmp_path / "report.md").read_text().startswith("# Specifications run\n")
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")
    assert run("spec", "run", ".", "--report", "report.txt").status == 2


def test_scenarios_are_chosen_by_their_titles(run: Run, feature: Path) -> None:
    assert "1 scenario: 1 green" in run("spec", "run", ".", "-k", "three").out
    told = run("spec", "run", ".", "-k", "moon")
    assert (told.status, told.out) == (2, 'Nothing was run: no title and no rule has "moon".\n')


def test_on_the_file_of_a_ledger_and_at_a_server(run: Run, feature: Path, tmp_path: Path) -> None:
    # given
    keep(tmp_path / "history.ledger")
    on, likely = f'Given the deal "{DEAL}" on record', 'Then "containers were moved" is at least unlikely'
    feature.write_text(scenario(f'Given the ledger "{NAME}" as recorded by 2023-10-17', on, likely))
    # when, then
    assert run("spec", "run", ".", "--ledger", "history.ledger").status == 0
    assert run("spec", "run", ".", "--ledger", f"{NAME}=history.ledger", "--at", "server").status == 0
    with live() as (_, url, key):
        assert run("spec", "run", ".", "--url", url, "--key", key).status == 0
        feature.write_text(SOUND.replace("2031", "2021"))  # what is still to be said is refused there
        refused = run("spec", "run", ".", "--url", url, "--key", key)
        assert "the ledger here is only read" in " ".join(refused.out.split())
        assert run("spec", "run", ".", "--url", url, "--key", key, "--allow-writes").status == 0
    told = run("spec", "run", ".", "--url", url, "--key", key, "--allow-writes")
    assert told.status == 2  # nobody listens there any more
    assert "1 not asked" in told.out


def test_what_was_set_for_other_commands_sends_no_run_to_a_server(
    run: Run, feature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "CLAIM_LEDGER_URL", "http://192.0.2.1")
    assert run("spec", "run", ".").status == 0


def test_at_a_server_a_key_is_needed(run: Run, feature: Path) -> None:
    told = run("spec", "run", ".", "--url", "http://127.0.0.1:1")
    assert told.status == 2
    assert "a key is needed there" in told.err


def test_whoever_breaks_it_off_is_told_nothing_more(run: Run, feature: Path, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN.replace("assert", "raise KeyboardInterrupt\n    assert"))
    feature.write_text(SOUND + "      And the ledger holds more than the policy\n")
    told = run("spec", "run", ".", "--steps", "own.py")
    assert (told.status, told.out) == (130, "")


def test_what_could_not_be_asked_is_status_2_and_what_is_red_beside_it_1(
    run: Run, feature: Path, tmp_path: Path
) -> None:
    past = scenario(f'Given the ledger "{NAME}" as recorded by 2023-10-17', 'Then "it" is likely')
    (tmp_path / "past.feature").write_text(past)
    told = run("spec", "run", ".", "--ledger", "none.ledger", "--report", "report.md")
    assert (told.status, told.fits()) == (2, True)
    assert "    ?   It goes on" in told.out
    assert "| not asked |" in (tmp_path / "report.md").read_text()
    assert run("spec", "run", ".", "--ledger", "none.ledger", "--json").json["features"][1]["scenarios"][0][
        "outcome"
    ] == ("not asked")
    feature.write_text(RED)
    assert run("spec", "run", ".", "--ledger", "none.ledger").status == 1


def test_a_report_into_a_folder_that_is_not_there_is_refused_before_anything_runs(run: Run, feature: Path) -> None:
    told = run("spec", "run", ".", "--report", "reports/it.md")
    assert (told.status, told.out) == (2, "")
    assert "there is no folder reports" in told.err


@pytest.mark.parametrize("option", ["--junit", "--report"])
def test_neither_a_ledger_nor_anything_of_others_is_written_over(
    run: Run, feature: Path, tmp_path: Path, option: str
) -> None:
    # given
    ledger = keep(tmp_path / "l.md")
    before = ledger.read_bytes()
    # when, then
    told = run("spec", "run", ".", "--ledger", "l.md", option, "l.md")
    assert (told.status, ledger.read_bytes()) == (2, before)
    assert option in told.err and "name a new file" in " ".join(told.err.replace("│", "").split())
    # and: what it wrote itself it writes anew
    page = tmp_path / ("again.xml" if option == "--junit" else "again.html")
    assert run("spec", "run", ".", option, str(page)).status == 0
    assert run("spec", "run", ".", option, str(page)).status == 0


def test_files_in_capitals_and_behind_links_are_run_and_linted(run: Run, feature: Path, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "real").mkdir()
    (tmp_path / "specs/Upper.FEATURE").write_text(SOUND)
    (tmp_path / "real/one.feature").write_text(RED.replace("Feature: Echoes", "Feature: Other echoes"))
    (tmp_path / "specs/linked").symlink_to(tmp_path / "real")
    told = run("spec", "run", "specs")
    assert (told.status, "2 scenarios: 1 green, 1 red" in told.out) == (1, True)
    assert run("spec", "lint", "specs").out == "2 feature files: nothing wrong.\n"
    (tmp_path / "specs/gone.feature").symlink_to(tmp_path / "nowhere")
    for command in ("run", "lint"):
        told = run("spec", command, "specs")
        assert (told.status, "leads to none" in " ".join(told.err.split())) == (2, True)


@pytest.mark.parametrize("url", ["http://user:s3cret@127.0.0.1:1", "ftp://user:s3cret@host", "user:s3cret@host"])
def test_a_password_in_an_address_is_refused_and_not_repeated(
    run: Run, feature: Path, tmp_path: Path, url: str
) -> None:
    told = run("spec", "run", ".", "--url", url, "--key", "clk_x", "--report", "report.md", "--junit", "j.xml")
    assert (told.status, "s3cret" in told.out + told.err) == (2, False)
    assert "without a user or a password" in " ".join(told.err.split())
    assert not (tmp_path / "report.md").exists() and not (tmp_path / "j.xml").exists()
