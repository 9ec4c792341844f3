import shlex
from pathlib import Path

from tests.ledger.cli.conftest import Run
from tests.ledger.specs.earlier import DEAL, keep, live


def test_it_writes_a_feature_and_says_how_to_run_it(run: Run, tmp_path: Path) -> None:
    # given
    keep(tmp_path / "history.ledger")
    # when
    told = run("spec", "new", "--deal", DEAL, "--ledger", "history.ledger")
    # then
    assert told.status == 0
    assert told.out.startswith("Wrote features/d-1.feature. Run it:\n")
    assert run("spec", "lint", "features").status == 0
    assert run(*shlex.split(told.out.splitlines()[1])[1:]).status == 0


def test_of_a_server(run: Run, tmp_path: Path) -> None:
    with live() as (_, url, key):
        told = run("spec", "new", "--deal", "d-1", "--url", url, "--key", key, "--out", "it.feature", "--json")
        assert told.json == {"deal": "d-1", "out": "it.feature", "run": f"claim-ledger spec run it.feature --url {url}"}
        assert run("spec", "run", "it.feature", "--url", url, "--key", key).status == 0


def test_it_writes_over_nothing(run: Run, tmp_path: Path) -> None:
    keep(tmp_path / "history.ledger")
    (tmp_path / "it.feature").write_text("mine")
    told = run("spec", "new", "--deal", "d-1", "--ledger", "history.ledger", "--out", "it.feature")
    assert told.status == 1
    assert "is there already" in told.err
    assert (tmp_path / "it.feature").read_text() == "mine"


def test_a_deal_that_is_not_on_record(run: Run, tmp_path: Path) -> None:
    keep(tmp_path / "history.ledger")
    told = run("spec", "new", "--deal", "nowhere", "--ledger", "history.ledger")
    assert told.status == 1
    assert "there are d-1, d-2" in told.err
    assert not (tmp_path / "features").exists()
