import sqlite3
from contextlib import closing
from pathlib import Path

from tests.ledger.cli.conftest import Run


def test_builds_the_index_anew_and_says_how_far_it_came(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    before = told("beliefs", "--json").json
    head = told("doctor", "--json").json["head"]

    said, twin = told("rebuild"), told("rebuild", "--json")

    assert (said.status, said.out) == (0, f"Built the index anew, up to position {head}.\n")
    assert twin.json == {"ledger": "claims.ledger", "index": head}
    assert told("beliefs", "--json").json == before
    assert told("doctor", "--full").status == 0


def test_an_index_that_was_tampered_with_is_mended(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    with closing(sqlite3.connect(tmp_path / "claims.ledger")) as db, db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        db.execute(f"DELETE FROM view_bearing_{number}")
    assert told("doctor", "--full").status == 1

    assert told("rebuild").status == 0

    assert told("doctor", "--full").status == 0


def test_where_there_is_no_ledger_there_is_nothing_to_rebuild(run: Run) -> None:
    assert run("rebuild").status == 2
