import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, source

ROOT = Path(__file__).parents[3]


@pytest.fixture
def served(told: Run, tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The story's ledger, served by another process at this address."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "ledger.cli", "serve", "--port", "0", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, cwd=tmp_path) as process:
        assert process.stdout is not None
        announced = json.loads(process.stdout.readline())
        assert announced["ledger"] == "claims.ledger"
        yield announced["address"], process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_the_command_line_reads_what_is_served_but_does_not_write_beside_it(
    told: Run, served: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    address, _ = served
    gazette = {key: value for key, value in source("gazette").items() if key != "record"}
    body = json.dumps(gazette).encode()
    request = Request(f"{address}/v1/sources", body, {"Content-Type": "application/json"}, method="POST")
    with urlopen(request, timeout=30) as response:
        assert response.status == 201
    with urlopen(f"{address}/v1/deals/{DEAL}/belief", timeout=30) as response:
        over_http = json.loads(response.read())

    assert told("beliefs", DEAL, "--json").json == over_http
    assert json.loads(told("export").out.splitlines()[-1])["fact"]["source"] == "gazette"
    refused = told("record", json.dumps(source("tribune")), "--json")
    assert (refused.status, refused.problem["type"]) == (2, "/problems/in-use")


def test_a_port_that_is_taken_is_said_to_be(told: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = told("serve", "--port", port)
    assert refused.status == 2
    assert f"127.0.0.1:{port} cannot be served on" in refused.err
    assert "--port" in refused.err
