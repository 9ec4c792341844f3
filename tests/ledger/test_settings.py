"""Settings: the environment wins over the file, the file over the defaults, and nothing unknown is passed over."""

from pathlib import Path

import pytest

from ledger.errors import BadSettings
from ledger.settings import DEFAULTS, FILE, Settings, read_settings, variable_of


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*map(variable_of, Settings.model_fields), FILE]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_nothing_set_is_the_defaults() -> None:
    assert read_settings() == DEFAULTS


def test_a_file_wins_over_the_defaults_and_the_environment_over_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('ledger = "from-file.ledger"\nport = 8100\ngrace = 3\n')
    monkeypatch.setenv("CLAIM_LEDGER", "from-environment.ledger")
    monkeypatch.setenv("CLAIM_LEDGER_PORT", "8200")

    found = read_settings(file)

    assert (found.ledger, found.port, found.grace, found.host) == ("from-environment.ledger", 8200, 3, DEFAULTS.host)


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIM_LEDGER_PORT", "")
    assert read_settings().port == DEFAULTS.port


@pytest.mark.parametrize("name", ["CLAIM_LEDGER_PROT", "CLAIM_LEDGER_LEDGER", "claim_ledger_prot"])
def test_an_unknown_variable_is_refused_with_those_there_are(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")

    with pytest.raises(BadSettings, match="CLAIM_LEDGER_PORT") as refused:
        read_settings()

    assert refused.value.field == name


def test_a_variable_of_somebody_else_is_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIM_LEDGERS", "2")
    monkeypatch.setenv("PORT", "9")
    assert read_settings() == DEFAULTS


def test_an_unknown_name_in_the_file_is_refused_with_those_there_are(file: Path) -> None:
    file.write_text("prot = 8100\n")

    with pytest.raises(BadSettings, match="ledger, url, key, host, port") as refused:
        read_settings(file)

    assert refused.value.field == "prot"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("port = 65536", "port"),
        ("port = true", "port"),
        ('port = "eight"', "port"),
        ("ledger = 5", "ledger"),
        ('log_level = "loud"', "log_level"),
        ("[host]\nname = 'x'", "host"),
    ],
)
def test_a_value_of_another_form_is_refused_with_its_place(file: Path, said: str, field: str) -> None:
    file.write_text(said)

    with pytest.raises(BadSettings) as refused:
        read_settings(file)

    assert refused.value.field == f"{field} in {file}"


def test_a_value_of_another_form_in_the_environment_is_said_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIM_LEDGER_GRACE", "-1")

    with pytest.raises(BadSettings, match="found '-1'") as refused:
        read_settings()

    assert refused.value.field == "CLAIM_LEDGER_GRACE"


@pytest.mark.parametrize("content", [b"port =", b"\xff", None])
def test_a_file_that_cannot_be_read_is_refused(file: Path, content: bytes | None) -> None:
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadSettings, match=r"settings\.toml"):
        read_settings(file)
