"""The README is run: its commands, its requests and its Python answer what it shows."""

import json
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from ledger import open_ledger
from ledger.cli.app import app
from ledger.interchange.importing import Times, import_lines
from ledger.opening import open_keyring

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
CONSOLE = "\n".join(re.findall(r"^```console\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL))
SEED = ROOT / "seeds/2023-08-31-arms-talks.ndjson"


def exchanges(program: str) -> list[tuple[list[str], str]]:
    """Each command of this program in the README, and what is shown below it, up to the next command."""
    found = []
    for part in re.split(r"^\$ ", CONSOLE, flags=re.MULTILINE)[1:]:
        command, shown = re.match(r"([^\n]*\n(?:    [^\n]*\n)*)(.*)", part, flags=re.DOTALL).groups()  # type: ignore[union-attr]
        words = shlex.split(command.replace("\\\n", " "))
        if words[0] == program:
            found.append((words[1:], shown))
    return found


@pytest.fixture
def seeded() -> Iterator[Any]:
    with open_ledger(":memory:", create=True) as ledger, SEED.open("rb") as lines:
        assert all(o.receipt for o in import_lines(ledger, lines, by="readme", folder=SEED.parent, times=Times.KEPT))
        yield ledger


def shows(shown: Any, actual: Any) -> bool:
    """Whether what is shown is there: objects may have more fields, and lists more items at their end."""
    if isinstance(shown, dict):
        return isinstance(actual, dict) and all(key in actual and shows(shown[key], actual[key]) for key in shown)
    if isinstance(shown, list) and shown:
        return isinstance(actual, list) and all(shows(*pair) for pair in zip(shown, actual[: len(shown)], strict=True))
    return bool(shown == actual)


def test_what_is_shown_must_be_there() -> None:
    assert shows({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}, 3], "d": 4})
    assert not shows({"a": [{"b": 1}]}, {"a": [{"b": 2}]})
    assert not shows([], [1])


def test_a_claim_is_recorded_retracted_and_asked_for_at_both_recorded_times(seeded: Any) -> None:
    with open_keyring(":memory:") as keyring:
        made = keyring.begin("readme", by="test")
        assert made is not None
        client = TestClient(create_app(seeded, keyring), base_url="http://localhost:8000")
        _answers_as_shown(client, {"Authorization": f"Bearer {made.text}"})


def _answers_as_shown(client: TestClient, key: dict[str, str]) -> None:
    requests = exchanges("curl")
    assert len(requests) == 6

    for words, shown in requests:
        assert words[:3] == ["-s", "--oauth2-bearer", "$KEY"]
        address, *rest = words[3:]
        url = "http://" + address
        if rest:
            assert rest[0] == "--json"
            answer = client.post(url, content=rest[1], headers={"Content-Type": "application/json"} | key)
        else:
            answer = client.get(url, headers=key)
        assert shows(json.loads(shown), answer.json()), f"{address}\nshown: {shown}\nanswered: {answer.text}"


def test_the_command_line_prints_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIM_LEDGER", str(tmp_path / "claims.ledger"))
    monkeypatch.setenv("COLUMNS", "80")
    runner = CliRunner()
    assert runner.invoke(app, ["seed", str(SEED.parent)]).exit_code == 0
    (command,) = exchanges("claim-ledger")

    printed = runner.invoke(app, command[0])

    assert printed.exit_code == 0
    lines = [line.rstrip() for line in printed.output.splitlines()]
    for line in command[1].splitlines():
        assert not line or line.rstrip() in lines


def test_the_python_prints_what_is_shown() -> None:
    ((code, shown),) = re.findall(r"^```python\n(.*?)^```\n\n```\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    printed = StringIO()

    with redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})

    assert printed.getvalue() == shown


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
