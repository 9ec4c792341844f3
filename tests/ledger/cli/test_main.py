"""The command line as real processes: pipes, signals, terminals, and one ledger shared by several."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from ledger import open_ledger
from ledger.cli import CYCLES
from ledger.cli.options import DEFAULT_ADDRESS
from ledger.interchange.importing import import_atomically
from tests.ledger.interchange.story import DEAL, STORY, lines, source

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "ledger.cli"]


@pytest.fixture
def there(tmp_path: Path) -> dict[str, Any]:
    """Where the processes run: in a folder of their own, with the project on their path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIM_LEDGER", "PYTEST"))}
    environment = {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm"}
    return {"cwd": tmp_path, "env": environment}


def ran(there: dict[str, Any], *words: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *words], input=typed, capture_output=True, timeout=60, check=False, **there)


def started(there: dict[str, Any], *words: str) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *words], stdin=pipe, stdout=pipe, stderr=pipe, **there)


@pytest.fixture
def told(there: dict[str, Any]) -> dict[str, Any]:
    """Where there is a ledger that holds the story."""
    hold(there, STORY)
    return there


def hold(there: dict[str, Any], given: bytes = b"") -> None:
    """Make a ledger there that holds these lines."""
    with open_ledger(str(there["cwd"] / DEFAULT_ADDRESS), create=True) as ledger:
        import_atomically(ledger, given.splitlines(), by="local")


def await_entries(there: dict[str, Any], count: int) -> None:
    """Wait until the ledger holds so many entries."""
    deadline = monotonic() + 60
    with open_ledger(str(there["cwd"] / DEFAULT_ADDRESS)) as ledger:
        while ledger.moment(None).position < count:
            assert monotonic() < deadline
            sleep(0.02)


def many(count: int) -> bytes:
    return b"".join(lines(*(source(f"outlet-{n}") for n in range(count))))


def test_a_reader_who_has_read_enough_ends_it_quietly(told: dict[str, Any]) -> None:
    hold(told, many(2000))
    with started(told, "export") as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(60), said) == (141, b"")


def test_nothing_but_text_goes_into_a_pipe_even_one_of_ascii(told: dict[str, Any]) -> None:
    told["env"] |= {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    piped = ran(told, "beliefs", DEAL)
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert b"\x1b" not in piped.stdout
    assert json.loads(ran(told, "beliefs", DEAL, "--json").stdout)["deal"] == DEAL


def test_an_interrupted_import_keeps_what_it_reported_and_says_how_to_go_on(there: dict[str, Any]) -> None:
    hold(there)
    with started(there, "import", "-") as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(many(600))
        process.stdin.flush()
        await_entries(there, 500)
        process.send_signal(signal.SIGINT)
        said, aside = process.stdout.read().decode(), process.stderr.read()
        assert (process.wait(60), aside) == (130, b"")

    # It may be interrupted after the batch is synced and before it is reported: then it reports less than there is.
    counted = re.search(r"(\d+) recorded, 0 on record already, 0 refused\.", said)
    assert counted is not None
    reported = int(counted[1])
    assert reported <= 500
    start = ["--start", str(reported + 1)] if reported else []
    assert said.splitlines()[-1] == " ".join(["  claim-ledger import -", *start])
    resumed = ran(there, "import", "-", *start, typed=many(600))
    assert resumed.stdout == f"100 recorded, {500 - reported} on record already, 0 refused.\n".encode()


def test_a_second_writer_is_refused_and_a_second_reader_is_not(told: dict[str, Any]) -> None:
    with started(told, "import", "-") as writer:
        assert writer.stdin is not None and writer.stdout is not None
        writer.stdin.write(many(600))
        writer.stdin.flush()
        await_entries(told, 500)
        second = ran(told, "record", json.dumps(source("gazette")))
        assert ran(told, "beliefs", DEAL).returncode == 0
        writer.stdin.close()
        assert b"600 recorded" in writer.stdout.read()

    assert second.returncode == 2
    assert b"Another process is writing to this ledger." in second.stderr
    assert ran(told, "record", json.dumps(source("gazette"))).returncode == 0


def test_a_terminal_sees_how_far_how_fast_and_how_long_still(there: dict[str, Any], tmp_path: Path) -> None:
    hold(there)
    (tmp_path / "many.ndjson").write_bytes(many(1500))
    ours, theirs = os.openpty()
    try:
        process = subprocess.run(
            [*COMMAND, "import", "many.ndjson"], stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=True, **there
        )
        shown = os.read(ours, 65_536).decode()
    finally:
        os.close(theirs)
        os.close(ours)

    assert process.stdout == b"1,500 recorded, 0 on record already, 0 refused.\n"
    assert "Importing" in shown
    assert "lines" in shown and "/s" in shown
    assert "%" in shown


def test_the_ledger_may_be_named_by_the_environment(there: dict[str, Any], tmp_path: Path) -> None:
    there["env"] |= {"CLAIM_LEDGER": "named.ledger"}
    assert b"named.ledger" in ran(there, "init").stdout
    assert (tmp_path / "named.ledger").exists()


def test_it_goes_by_its_own_name(there: dict[str, Any]) -> None:
    assert b"Usage: claim-ledger beliefs" in ran(there, "beliefs", "--help").stdout


def test_no_command_but_serve_loads_the_web(there: dict[str, Any]) -> None:
    web = "('api', 'fastapi', 'uvicorn')"
    loaded = f"import sys, ledger.cli.app; print([m for m in sys.modules if m.split('.')[0] in {web}])"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, timeout=60, check=True, **there)
    assert found.stdout.strip() == b"[]"


def test_its_processes_look_seldom_for_cycles(there: dict[str, Any]) -> None:
    script = "import gc, ledger.cli; from ledger.cli import app; app.app = lambda **_: print(gc.get_threshold()); "
    script += "ledger.cli.main()"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=True, **there)

    assert said.stdout.decode().strip() == str(CYCLES)
