"""Options: the command line wins over the environment, that over the file of settings, that over the default."""

from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from ledger.cli.app import app
from ledger.settings import FILE, PREFIX, Settings, variable_of
from tests.ledger.cli.conftest import Run


@pytest.fixture
def ledgers(run: Run, tmp_path: Path) -> Run:
    """A command line beside four ledgers, of which a file of settings names one."""
    for name in ("claims", "file", "environment", "option"):
        assert run("init", "--ledger", f"{name}.ledger").status == 0
    (tmp_path / "settings.toml").write_text('ledger = "file.ledger"\nlog_level = "warning"\n')
    return run


def test_the_command_line_wins_over_the_environment_over_the_file_over_the_default(
    ledgers: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ("record", '{"record":"source","id":"s","name":"S","kind":"outlet","class":"press"}', "--json")
    file = ("--settings", "settings.toml")

    assert ledgers(*record).status == 0
    assert ledgers(*file, *record).json["position"] == 2
    monkeypatch.setenv("CLAIM_LEDGER", "environment.ledger")
    assert ledgers(*file, *record).json["position"] == 2
    assert ledgers(*file, *record, "--ledger", "option.ledger").json["position"] == 2
    for name in ("claims", "file", "environment", "option"):
        assert len(ledgers("export", "--ledger", f"{name}.ledger").out.splitlines()) == 2


def test_the_file_may_be_named_by_the_environment(ledgers: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE, "settings.toml")
    quiet = ledgers("export")
    monkeypatch.delenv(FILE)
    assert quiet.status == 0 and '"event":"export"' not in quiet.err
    assert '"event":"export"' in ledgers("export").err


@pytest.mark.parametrize(
    ("name", "said", "word"), [("CLAIM_LEDGER_PROT", "1", "no such setting"), ("CLAIM_LEDGER_PORT", "x", "integer")]
)
def test_settings_that_cannot_be_read_are_a_mistake_of_usage(
    ledgers: Run, monkeypatch: pytest.MonkeyPatch, name: str, said: str, word: str
) -> None:
    monkeypatch.setenv(name, said)
    refused = ledgers("export")
    assert refused.status == 2 and refused.out == ""
    assert name in refused.err and word in refused.err


def test_every_variable_that_an_option_reads_is_a_setting() -> None:
    known = {variable_of(name) for name in Settings.model_fields} | {FILE}

    def read(command: object) -> set[str]:
        if isinstance(command, TyperGroup):
            return set().union(own(command), *map(read, command.commands.values()))
        return own(command)

    def own(command: object) -> set[str]:
        return {str(option.envvar) for option in command.params if option.envvar}  # type: ignore[attr-defined]

    found = read(get_command(app))

    assert FILE in found and {name for name in found if name.startswith(PREFIX[:-1])} <= known
