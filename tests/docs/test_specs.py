"""docs/specs.md is run: an analyst who types what it shows sees what it shows."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import open_ledger
from ledger.access.roles import KeyRole
from ledger.interchange.importing import Times, import_lines
from ledger.opening import open_keyring
from tests.docs.tables import DOCS
from tests.ledger.cli.conftest import Run
from tests.ledger.cli.conftest import run as run
from tests.ledger.cli.test_serve import started
from tests.ledger.client.serving import serving

PAGE = (DOCS / "specs.md").read_text(encoding="utf-8")
SEED = DOCS.parent / "seeds/2023-08-31-arms-talks.ndjson"
HERE = "http://127.0.0.1:8000"
FEATURES = re.findall(r"`(specs/\w+\.feature)`:\n\n```gherkin\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
PARTS = re.findall(r"^```console\n\$ ([^\n]*)\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The seeded ledger, in `claims.ledger`, and at a server: its address and a key."""
    with open_ledger(str(tmp_path / "claims.ledger"), create=True) as ledger, SEED.open("rb") as lines:
        assert all(o.receipt for o in import_lines(ledger, lines, by="seed", folder=SEED.parent, times=Times.KEPT))
        with open_keyring(":memory:") as keyring, serving(ledger, keyring) as url:
            yield url, keyring.create("specs", KeyRole.ANALYST, None, by="test").text


def same(told: str) -> list[str]:
    """What was told, but for the time that it took."""
    return [re.sub(r"\d+\.\d s\.$", "s.", line.rstrip()) for line in told.rstrip().splitlines()]


def test_every_command_prints_what_is_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: tuple[str, str]
) -> None:
    url, key = served
    monkeypatch.setenv("CLAIM_LEDGER_KEY", key)
    (tmp_path / "specs").mkdir()
    waiting = dict(FEATURES)
    for command, shown in PARTS:
        _write(tmp_path, waiting, before=PAGE.index(f"$ {command}\n"))
        if command.startswith("pytest"):
            _by_pytest(tmp_path, command, shown)
            continue
        told = run(*shlex.split(command.replace(HERE, url))[1:])
        assert told.err == ""
        assert same(told.out) == same(shown), f"{command}\n{told.out}"
        assert told.status == int("RED" in shown)
    assert waiting == {}
    assert {"junit.xml", "report.html", "site"} <= {path.name for path in tmp_path.iterdir()}


def test_a_server_is_started_as_shown_and_asked_with_the_key_that_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: a ledger, and each line of the block but for its remark
    with open_ledger(str(tmp_path / "claims.ledger"), create=True) as ledger, SEED.open("rb") as lines:
        assert all(o.receipt for o in import_lines(ledger, lines, by="seed", folder=SEED.parent, times=Times.KEPT))
    (block,) = re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    create, export, serve = (shlex.split(line, comments=True) for line in block.splitlines())
    # when
    (key,) = re.findall(r"^clk_\w+$", run(*create[1:]).out, flags=re.MULTILINE)
    assert export == ["export", "CLAIM_LEDGER_KEY=clk_..."]
    monkeypatch.setenv("CLAIM_LEDGER_KEY", key)
    assert serve == ["claim-ledger", "serve"]
    waiting = dict(FEATURES)
    (tmp_path / "specs").mkdir()
    _write(tmp_path, waiting, before=len(PAGE))
    # then
    with started(tmp_path) as announced:
        told = run("spec", "run", "specs/august.feature", "--url", announced["address"])
        assert (told.status, "1 green" in told.out) == (0, True)
        (writes,) = re.findall(r"`claim-ledger (spec run \S+ --url \S+ --allow-writes)`", PAGE)
        recorded = run(*writes.replace(HERE, announced["address"]).split())
        assert (recorded.status, "1 green" in recorded.out) == (0, True)


def test_every_part_of_the_kit_is_shown() -> None:
    assert len(FEATURES) == 3
    assert {command.split()[2] for command, _ in PARTS if command.startswith("claim-ledger spec")} == {
        *("run", "lint", "steps", "new", "docs", "bisect")
    }


def test_what_is_to_be_installed_is_what_is_missing_where_it_is() -> None:
    assert 'pip install "claim-ledger[specs]"' in PAGE


def _write(folder: Path, waiting: dict[str, str], before: int) -> None:
    """Write each feature that the page shows before a place, once."""
    for path, text in list(waiting.items()):
        if PAGE.index(f"`{path}`:\n") < before:
            (folder / path).write_text(waiting.pop(path), encoding="utf-8")
            assert text.endswith("\n")


def _by_pytest(folder: Path, command: str, shown: str) -> None:
    (configuration,) = re.findall(r"^```ini\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    (folder / "pytest.ini").write_text(configuration)
    kit = ["-p", "no:claim_ledger_specs", "-p", "ledger.specs.enabling"]
    words = [sys.executable, "-m", "pytest", *kit, *shlex.split(command)[1:]]
    told = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    for line in shown.strip().splitlines():
        assert re.sub(r"in \d+\.\d+s", "in", line) in re.sub(r"in \d+\.\d+s", "in", told.stdout)
