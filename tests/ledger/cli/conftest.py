"""A command line to type at, in a folder of its own, 80 columns wide."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from typer import Typer
from typer.main import get_command
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


@cache
def _made(app: Typer) -> Any:
    """The command that typer makes of an app. It makes it anew each time that it is asked, which takes 50 ms."""
    return get_command(app)


@contextmanager
def _typing_in(folder: Path) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in [*(name for name in os.environ if name.startswith("CLAIM_LEDGER")), "FORCE_COLOR", "NO_COLOR"]:
            patch.delenv(name, raising=False)
        patch.setenv("COLUMNS", "80")
        patch.setattr("typer.testing._get_command", _made)

        def run(*words: str, typed: bytes = b"") -> Ran:
            result = CliRunner().invoke(app, list(words), input=typed)
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                raise result.exception
            return Ran(result.exit_code, result.stdout, result.stderr)

        yield run


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with _typing_in(tmp_path) as run:
        yield run


@pytest.fixture(scope="session")
def _of_the_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger that holds the story."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "story.ndjson").write_bytes(STORY)
    with _typing_in(folder) as run:
        assert run("init").status == 0
        assert run("import", "story.ndjson").status == 0
    return folder


@pytest.fixture
def told(run: Run, tmp_path: Path, _of_the_story: Path) -> Run:
    """A command line whose ledger holds the story."""
    copytree(_of_the_story, tmp_path, dirs_exist_ok=True)
    return run
