import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from ledger.access.keyring import Keyring
from ledger.service import Ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, source

ROOT = Path(__file__).parents[3]


@contextmanager
def started(folder: Path) -> Iterator[dict[str, Any]]:
    """A server of the ledger in a folder, in a process of its own, and what it announced."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "ledger.cli", "serve", "--port", "0", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, cwd=folder) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0


def asked(announced: dict[str, Any], path: str, key: str, sent: dict[str, Any] | None = None) -> Any:
    """What is answered to a GET, or to a POST where something is sent."""
    body = None if sent is None else json.dumps(sent).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    with urlopen(Request(f"{announced['address']}{path}", body, headers), timeout=30) as response:
        return json.loads(response.read())


def test_the_command_line_reads_what_is_served_but_does_not_write_beside_it(told: Run, tmp_path: Path) -> None:
    gazette = {key: value for key, value in source("gazette").items() if key != "record"}
    with started(tmp_path) as announced:
        assert announced["ledger"] == "claims.ledger"
        assert asked(announced, "/v1/sources", announced["key"], gazette)["position"]
        over_http = asked(announced, f"/v1/deals/{DEAL}/belief", announced["key"])

        assert told("beliefs", DEAL, "--json").json == over_http
        last = json.loads(told("export").out.splitlines()[-1])
        assert (last["fact"]["source"], last["recorded_by"]) == ("gazette", "local")
        refused = told("record", json.dumps(source("tribune")), "--json")
        assert (refused.status, refused.problem["type"]) == (2, "/problems/in-use")


def test_the_first_key_is_made_once_and_when_it_was_used_is_kept(told: Run, tmp_path: Path) -> None:
    with started(tmp_path) as announced:
        key = announced["key"]
        asked(announced, "/v1/deals", key)
    (listed,) = told("keys", "list", "--json").json
    with started(tmp_path) as announced:
        assert announced["key"] is None
        assert asked(announced, "/v1/deals", key)["items"]

    assert (listed["principal"], listed["role"], listed["deals"]) == ("local", "admin", None)
    assert listed["last_used_at"] is not None


def test_what_is_served_and_with_which_key_is_said(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(ledger: Ledger, keyring: Keyring, *where: Any, announce: Callable[[str], None], **how: Any) -> None:
        announce("http://127.0.0.1:8000")

    monkeypatch.setattr("api.serving.serve", serve)
    first, again = told("serve"), told("serve")

    assert "Serving claims.ledger at http://127.0.0.1:8000" in first.out
    assert "A key for local, admin on all deals. It is shown this once:" in first.out
    (text,) = re.findall(r"^clk_\w+$", first.out, re.MULTILINE)
    assert f"curl --oauth2-bearer {text} http://127.0.0.1:8000/v1/deals" in first.out
    assert "clk_" not in again.out
    assert "`claim-ledger keys create` makes one" in again.out


def test_off_this_machine_a_key_comes_first(told: Run) -> None:
    refused = told("serve", "--host", "0.0.0.0")

    assert refused.status == 1
    assert "claim-ledger keys create" in refused.err
    assert told("keys", "list", "--json").json == []


def test_a_port_that_is_taken_is_said_to_be(told: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = told("serve", "--port", port)
    assert refused.status == 2
    assert f"127.0.0.1:{port} cannot be served on" in refused.err
    assert "--port" in refused.err
