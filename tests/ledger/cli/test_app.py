import pytest

from ledger.cli.app import KEEPING, READING, WRITING
from tests.ledger.cli.conftest import Run

COMMANDS = [*WRITING, *READING, *KEEPING, "serve"]


def test_every_command_is_there() -> None:
    names = "init serve seed import export record attach beliefs explain timeline claims history changes backup restore"
    names += " matrix footprint provenance replay verify certificate dossier checkpoint doctor rebuild"
    names += " forget"
    assert sorted(COMMANDS) == sorted(names.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_fits_and_a_twin_for_machines(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.status == 0
    assert "--json" in ran.out
    assert "CLAIM_LEDGER" in ran.out
    assert ran.fits()


def test_an_unknown_command_is_a_mistake_of_usage(run: Run) -> None:
    assert run("beleive").status == 2


@pytest.mark.parametrize(
    "words", [("beliefs",), ("export",), ("record", "{}"), ("timeline", "deal"), ("serve",), ("backup", "copy.ledger")]
)
def test_no_command_but_init_and_seed_makes_a_ledger(run: Run, words: tuple[str, ...]) -> None:
    refused = run(*words)
    assert refused.status == 2
    assert "there is no ledger at" in refused.err
    assert run(*words, "--json").problem["type"] == "/problems/not-a-ledger"
