"""A command line to type at, in a folder of its own, 80 columns wide."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from tests.ledger.interchange.story import STORY


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        return json.loads(self.err)

    def fits(self) -> bool:
        """Whether no line of it is wider than 80 columns."""
        return all(len(line) <= 80 for line in (self.out + self.err).splitlines())


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    for name in [*(name for name in os.environ if name.startswith("CLAIM_LEDGER")), "FORCE_COLOR", "NO_COLOR"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str, typed: bytes = b"") -> Ran:
        result = CliRunner().invoke(app, list(words), input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    yield run


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Run:
    """A command line whose ledger holds the story."""
    (tmp_path / "story.ndjson").write_bytes(STORY)
    assert run("init").status == 0
    assert run("import", "story.ndjson").status == 0
    return run
