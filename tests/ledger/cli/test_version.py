import sqlite3
from importlib.metadata import version
from platform import python_version

from tests.ledger.cli.conftest import Run


def test_it_tells_the_versions_a_line_each_and_opens_nothing(run: Run) -> None:
    told = run("--version")
    assert told.status == 0
    assert told.out.splitlines() == [
        f"claim-ledger {version('claim-ledger')}",
        "file format 4",
        f"Python {python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
