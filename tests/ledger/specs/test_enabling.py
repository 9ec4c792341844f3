"""Wherever the package is installed pytest loads its entry point: what is held here is mostly that nothing happens."""

import sys
from pathlib import Path

import pytest

from tests.ledger.specs.specification import SOUND

ROOT = Path(__file__).parents[3]
MISSING = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {missing}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

for name in [name for name in sys.modules if name.split(".")[0] in {missing}]:
    del sys.modules[name]
sys.meta_path.insert(0, Missing())
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name in {missing} else found(name, package)
"""
OTHERS = """
def pytest_addoption(parser):
    parser.addoption("--ledger", help="ours")
    parser.addoption("--ledger-url", "--allow-writes", dest="of_theirs")
    parser.addoption("--ledger-key-file", action="store_true")
"""
THEIRS = "def test_it(request):\n    assert request.config.getoption('--ledger') == 'theirs'\n"


@pytest.fixture(autouse=True)
def _alone(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plugin but those that are named, and this checkout to import from."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", f"{pytester.path}:{ROOT}")


def run(pytester: pytest.Pytester, *arguments: str, before: tuple[str, ...] = (), bdd: bool = True) -> pytest.RunResult:
    """Runs pytest in a process of its own, with the entry point and, before it, other plugins."""
    named = [*before, *(["pytest-bdd"] if bdd else []), "ledger.specs.enabling"]
    plugins = [part for name in named for part in ("-p", name)]
    return pytester.run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugins, *arguments)


def configured(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nclaim_ledger_features = specs\n")
    (pytester.mkdir("specs") / "echoes.feature").write_text(SOUND, encoding="utf-8")


def test_where_nothing_is_configured_nothing_is_imported(pytester: pytest.Pytester) -> None:
    # given: neither pytest-bdd nor any library of the service is installed
    missing = ("pytest_bdd", "gherkin", "fastapi", "pydantic", "eventsourcing", "msgspec")
    pytester.makepyfile(missing=MISSING.format(missing=missing))
    pytester.makepyfile("""
        import sys
        def test_it():
            ours = {name for name in sys.modules if name.partition(".")[0] in ("ledger", "api")}
            assert ours == {"ledger", "ledger.specs", "ledger.specs.configuration", "ledger.specs.enabling"}
    """)
    # when, then
    run(pytester, before=("missing",), bdd=False).assert_outcomes(passed=1)


def test_where_pytest_bdd_is_missing_specifications_say_what_to_install(pytester: pytest.Pytester) -> None:
    # given
    configured(pytester)
    pytester.makepyfile(missing=MISSING.format(missing=("pytest_bdd",)))
    # when
    result = run(pytester, before=("missing",), bdd=False)
    # then
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(['*claim_ledger_features needs*: pip install "claim-ledger[[]specs[]]"'])
    assert "Traceback" not in result.stderr.str()


def test_another_project_may_switch_pytest_bdd_off(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(): pass")
    run(pytester, "-p", "no:pytest-bdd", bdd=False).assert_outcomes(passed=1)


@pytest.mark.parametrize("specifications", [False, True])
def test_options_of_a_conftest_with_the_same_names_are_theirs(pytester: pytest.Pytester, specifications: bool) -> None:
    # given
    if specifications:
        configured(pytester)
    pytester.makeconftest(OTHERS)
    pytester.makepyfile(THEIRS)
    # when
    result = run(pytester, "--ledger", "theirs", "--ledger-key-file")
    # then
    result.assert_outcomes(passed=2 if specifications else 1)


@pytest.mark.parametrize("specifications", [False, True])
@pytest.mark.parametrize("first", [True, False])
def test_options_of_another_plugin_with_the_same_names_are_theirs_whichever_is_first(
    pytester: pytest.Pytester, specifications: bool, first: bool
) -> None:
    # given
    if specifications:
        configured(pytester)
    pytester.makepyfile(other=OTHERS)
    pytester.makepyfile(THEIRS)
    # when
    before, after = (("other",), ()) if first else ((), ("-p", "other"))
    result = run(pytester, *after, "--ledger", "theirs", before=before)
    # then
    result.assert_outcomes(passed=2 if specifications else 1)


@pytest.mark.parametrize("spelling", ["--ledger", "--claim-ledger"])
@pytest.mark.parametrize("apart", [True, False])
def test_both_spellings_name_a_ledger(pytester: pytest.Pytester, spelling: str, apart: bool) -> None:
    # given: a scenario about a file that is not there, which the error names
    configured(pytester)
    asked = SOUND.replace("Given the claims:", 'Given the ledger "claims" as recorded by 1').splitlines()
    text = "\n".join(line for line in asked if "|" not in line and "When" not in line)
    (pytester.path / "specs" / "echoes.feature").write_text(text, encoding="utf-8")
    # when
    result = run(pytester, *([spelling, "absent.ledger"] if apart else [f"{spelling}=absent.ledger"]))
    # then
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*absent.ledger*"])


def test_a_value_that_stands_apart_is_no_place_to_look_for_a_conftest(pytester: pytest.Pytester) -> None:
    # given: tests whose conftest adds an option, and a conftest beside the ledger
    configured(pytester)
    pytester.makeini("[pytest]\nclaim_ledger_features = specs\ntestpaths = tests\n")
    (pytester.mkdir("tests") / "conftest.py").write_text("def pytest_addoption(parser): parser.addoption('--mine')\n")
    (pytester.mkdir("kept") / "conftest.py").write_text("raise RuntimeError('this is not for us')\n")
    (pytester.path / "kept" / "claims.ledger").write_bytes(b"")
    # when
    result = run(pytester, "--rootdir=.", "-c", "tox.ini", "--ledger", "kept/claims.ledger", "--mine=1")
    # then
    result.assert_outcomes(passed=1)


@pytest.mark.parametrize("option", ["--ledger=x", "--ledger-url=http://127.0.0.1:1", "--claim-ledger-allow-writes"])
def test_an_option_without_specifications_is_told(pytester: pytest.Pytester, option: str) -> None:
    pytester.makepyfile("def test_it(): pass")
    result = run(pytester, option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{option.partition('=')[0]} is about specifications*"])
