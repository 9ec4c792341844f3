"""What the OpenAPI document allows, and what it does not, sent with a key and without: each answer is one it declares.

The tool is schemathesis, all its phases: the examples, each bound of each field, chance, and operations one after the
other. A status, a media type or a shape that the document does not declare is a fault; so is any failure of the server.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from api import arrivals
from api.serving import running, server_of
from ledger.access.roles import KeyRole
from ledger.interchange.seeding import seed, seed_files
from ledger.opening import open_keyring, open_ledger
from ledger.settings import Settings
from torture.doors import RATE

ROOT = Path(__file__).parents[1]
KEEPING = "/v1/keys/.*/"
"""What takes keys away, among them the one that is being used: it is tried last."""

UNCHECKED = "not_a_server_error,positive_data_acceptance"
"""The first is `torture.checks`' own; by the second no record might name what is not on record."""

CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 503]

[[operations]]
include-path = "/v1/batch"
[operations.checks.negative_data_rejection]
enabled = false
"""
"""A request that is wrong in two ways may be refused for either; one that also waits, with 503. A batch is text:
whatever is sent is one, and each of its lines is refused by itself."""

Change = Callable[[uvicorn.Server], None]


def run(
    report: Callable[[str], None], *, thorough: bool, change: Change = lambda server: None, paths: str | None = None
) -> list[str]:
    """The faults found. `change` is done to each server before it serves; `paths` (a pattern) are tried, or all."""
    faults: list[str] = []
    cases = 0
    chosen = ["--include-path-regex", paths] if paths else ["--exclude-path-regex", KEEPING]
    rounds = [("with a key", True, chosen)]
    if thorough:
        rounds += [("without a key", False, []), ("with a key, of keys", True, ["--include-path-regex", KEEPING])]
    for who, keyed, which in rounds:
        with TemporaryDirectory() as folder, served(Path(folder), change) as (address, key):
            sent, found = _fuzz(Path(folder), address, key if keyed else None, which, thorough=thorough)
        cases += sent
        faults += [f"{who}: {fault}" for fault in found]
        report(f"{cases:,} cases, {len(faults)} faults")
    return faults


def _fuzz(folder: Path, address: str, key: str | None, chosen: list[str], *, thorough: bool) -> tuple[int, list[str]]:
    (folder / "schemathesis.toml").write_text(CONFIGURATION)
    words = ["--config-file", str(folder / "schemathesis.toml"), "run", f"{address}/openapi.json", *chosen]
    words += ["--seed", "1", "--generation-deterministic", "--request-timeout", "30"]
    words += ["--exclude-checks", UNCHECKED, "--no-color", "--no-shrink", "--continue-on-failure", "--warnings", "off"]
    words += ["--report-json-path", str(folder / "report.json")]
    words += ["--max-examples", "200"] if thorough else ["--max-examples", "1", "--phases", "examples,fuzzing"]
    words += ["--header", f"Authorization: Bearer {key}"] if key else []
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "torture.checks", "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", *words]
    ran = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if not (folder / "report.json").exists():
        return 0, [f"the tool did not run: {ran.stdout[-2000:]}{ran.stderr[-2000:]}"]
    told = json.loads((folder / "report.json").read_bytes())
    found = [
        f"{one['title']}: {', '.join(one.get('operations', ()))} ({one['count']})"
        for one in (*told["failures"], *told["errors"])
    ]
    if found:
        found[-1] += f"\n{ran.stdout}"
    return int(told["test_cases"]["generated"]), found


@contextmanager
def served(folder: Path, change: Change) -> Iterator[tuple[str, str]]:
    """The address of a server of the seeds, and the text of a key for everything. A read waits for a moment only."""
    patience, arrivals.PATIENCE = arrivals.PATIENCE, 0.02
    path = str(folder / "claims.ledger")
    with open_ledger(path, create=True) as ledger, open_keyring(path) as keyring:
        assert all(one.outcome.receipt for one in seed(ledger, seed_files([ROOT / "seeds"]), by="seeds"))
        made = keyring.create("fuzz", KeyRole.ADMIN, None, by="torture")
        server = server_of(ledger, keyring, Settings.model_construct(rate=RATE, failure_rate=RATE))
        change(server)
        try:
            with running(server) as url:
                yield url, made.text
        finally:
            arrivals.PATIENCE = patience
