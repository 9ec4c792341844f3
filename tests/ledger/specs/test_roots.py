"""Roots are held to what somebody writes into an ini file, and to what pytest would pass over in silence."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.ledger.specs.specification import SOUND

Written = Callable[..., Path]
Ran = Callable[..., pytest.RunResult]


@pytest.fixture
def written(pytester: pytest.Pytester) -> Written:
    """Writes a feature file, and the folders above it."""

    def write(*names: str) -> Path:
        path = pytester.path
        for name in names:
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(SOUND.replace("Echoes", name), encoding="utf-8")
        return path

    return write


@pytest.fixture
def ran(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Runs pytest in a folder, by an ini file there, with no plugin that is not needed."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    loaded = ("-p", "pytest-bdd", "-p", "xdist", "-p", "ledger.specs.enabling", "-p", "no:cacheprovider")

    def run(ini: str, *arguments: str, at: str = ".", base: str | None = None) -> pytest.RunResult:
        folder = pytester.path / (at if base is None else base)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pytest.ini").write_text(f"[pytest]\n{ini}\n")
        monkeypatch.chdir(pytester.path / at)
        return pytester.runpytest_inprocess(*loaded, *arguments)

    return run


@pytest.mark.parametrize(
    ("ini", "files", "workers"),
    [
        ("claim_ledger_features = ../other", ["other/x.feature"], ()),
        ("claim_ledger_features = ../other", ["other/x.feature"], ("-n", "2")),
        ("claim_ledger_features = ../project/specs", ["project/specs/x.feature"], ()),
        ("testpaths = tests\nclaim_ledger_features = specs", ["project/specs/x.feature"], ()),
        (
            "testpaths = tests\nclaim_ledger_features = specs tests/specs",
            ["project/specs/x.feature", "project/tests/specs/y.feature"],
            ("-n", "2"),
        ),
    ],
)
def test_a_run_of_everything_goes_through_every_directory_that_is_named(
    written: Written, ran: Ran, ini: str, files: Sequence[str], workers: Sequence[str]
) -> None:
    # given: a test of another kind, too, so that a run without specifications would be green
    written(*files)
    tests = written("project/tests/none.txt").parent
    (tests / "test_other.py").write_text("def test_other(): pass\n")
    # when, then
    ran(ini, *workers, at="project").assert_outcomes(passed=1 + len(files))


@pytest.mark.parametrize(("folder", "workers"), [("build", ()), ("dist", ()), ("venv", ()), ("build", ("-n", "2"))])
def test_a_file_that_pytest_passes_over_is_an_error(
    written: Written, ran: Ran, folder: str, workers: Sequence[str]
) -> None:
    # given
    written("specs/x.feature", f"specs/{folder}/y.feature")
    # when
    result = ran("claim_ledger_features = specs", *workers)
    # then
    assert result.ret == (pytest.ExitCode.TESTS_FAILED if workers else pytest.ExitCode.INTERRUPTED)
    assert f"specs/{folder}/y.feature is below claim_ledger_features, and pytest passes over it" in " ".join(
        result.stdout.str().split()
    )
    # and: its twin, in which pytest does not
    ran("claim_ledger_features = specs\nnorecursedirs = none", *workers).assert_outcomes(passed=2)


def test_what_a_conftest_has_ignored_is_an_error(written: Written, ran: Ran) -> None:
    (written("specs/x.feature", "specs/y.feature").parent / "conftest.py").write_text("collect_ignore = ['y.feature']")
    assert ran("claim_ledger_features = specs").ret == pytest.ExitCode.INTERRUPTED


def test_whoever_names_or_ignores_files_gets_what_is_asked_for(written: Written, ran: Ran) -> None:
    written("specs/x.feature", "specs/build/y.feature", "tests/none.txt")
    ran("claim_ledger_features = specs", "specs/x.feature").assert_outcomes(passed=1)
    ran("claim_ledger_features = specs", "--ignore=specs/build").assert_outcomes(passed=1)
    assert ran("claim_ledger_features = specs", at="tests", base=".").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_hidden_folder_is_nobodys_specification(written: Written, ran: Ran) -> None:
    written("specs/x.feature", "specs/.drafts/y.feature")
    ran("claim_ledger_features = specs").assert_outcomes(passed=1)


def test_a_path_after_a_space_that_leads_pytest_elsewhere_is_told(
    written: Written, ran: Ran, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # given: a ledger outside the project, beside which pytest looks for its configuration
    written("specs/x.feature")
    ledger = tmp_path_factory.mktemp("elsewhere") / "claims.ledger"
    ledger.write_bytes(b"")
    # when
    result = ran("claim_ledger_features = specs", "--ledger", str(ledger))
    # then
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*write --ledger=PATH: with a space before it*"])
    ran("claim_ledger_features = specs", f"--ledger={ledger}").assert_outcomes(passed=1)
