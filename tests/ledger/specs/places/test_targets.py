import pytest

from ledger.specs.places.scenes import Place
from ledger.specs.places.targets import Targets, targets_of
from tests.ledger.specs.specification import LOADED

ONE = ("--ledger-url", "http://127.0.0.1:1")


def targets(pytester: pytest.Pytester, *options: str, ini: str = "") -> Targets:
    """What a run with these options would be about."""
    pytester.makeini(f"[pytest]\nclaim_ledger_features = .\n{ini}")
    return targets_of(pytester.parseconfig(*LOADED, *options))


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIM_LEDGER_KEY", raising=False)


def test_unless_it_is_said_scenarios_are_told_in_memory_and_name_no_ledger(pytester: pytest.Pytester) -> None:
    assert targets(pytester) == Targets(places=(Place.MEMORY,))


def test_ledgers_have_names_of_which_those_of_the_ini_file_lie_beside_it(pytester: pytest.Pytester) -> None:
    # given
    ini = "claim_ledger_ledgers =\n  earlier history = kept/history.db\n  # a remark\n  other = /somewhere/else.db\n"
    # when
    found = targets(pytester, "--ledger", "other = here.db", "--ledger", "whatever.db", ini=ini)
    # then
    assert {name: str(path) for name, path in found.ledgers.items()} == {
        "earlier history": str(pytester.path / "kept/history.db"),
        "other": str(pytester.path / "here.db"),
    }
    assert found.any_name == pytester.path / "whatever.db"


def test_a_path_that_is_there_is_one_whatever_stands_in_it(pytester: pytest.Pytester) -> None:
    # given
    (pytester.mkdir("x=1") / "q.ledger").write_bytes(b"")
    # when
    found = targets(pytester, "--ledger", "x=1/q.ledger", "--ledger", "y=1/q.ledger")
    # then
    assert found.any_name == pytester.path / "x=1/q.ledger"
    assert found.ledgers == {"y": pytester.path / "1/q.ledger"}


def test_the_key_to_a_live_server_is_in_the_environment_or_a_file(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setenv("CLAIM_LEDGER_KEY", "clk_of_the_environment")
    file = pytester.makefile(".key", "clk_of_the_file")
    # when
    one, other = targets(pytester, *ONE), targets(pytester, *ONE, "--ledger-key-file", str(file), "--allow-writes")
    # then
    assert (one.places, one.url, one.key, one.allow_writes) == (
        (Place.LIVE,),
        "http://127.0.0.1:1",
        "clk_of_the_environment",
        False,
    )
    assert (other.key, other.allow_writes) == ("clk_of_the_file", True)
    assert "clk_of" not in repr((one, other))


@pytest.mark.parametrize(
    ("options", "ini", "why"),
    [
        (["--allow-writes"], "", "--allow-writes speaks of a live server"),
        (["--ledger-key-file", "k"], "", "--ledger-key-file speaks of a live server"),
        ([*ONE, "--ledger", "a=b"], "", "a run is about one or the other"),
        ([*ONE, "--ledger-key-file", "none"], "", "none cannot be read"),
        ([*ONE], "", "--ledger-url needs a key: set CLAIM_LEDGER_KEY"),
        (["--ledger", "a=b", "--ledger", "a=c"], "", "--ledger names a twice"),
        (["--ledger", "b", "--ledger", "c"], "", "a ledger of whatever name twice"),
        (["--ledger", "=b"], "", "expected NAME=PATH, or PATH alone"),
        ([], "claim_ledger_ledgers = history.db", "has the line 'history.db': expected NAME = PATH"),
        ([], "claim_ledger_ledgers =\n  a = b\n  a = c", "names a twice"),
        ([], "claim_ledger_at = live", "claim_ledger_at names live: expected memory and server, or one"),
    ],
)
def test_what_cannot_be_meant_so_is_a_mistake_of_usage(
    pytester: pytest.Pytester, options: list[str], ini: str, why: str
) -> None:
    with pytest.raises(pytest.UsageError, match=why):
        targets(pytester, *options, ini=ini)
