import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.opening import open_ledger
from ledger.projections import follower
from ledger.service import Ledger
from tests.ledger.cli.conftest import Ran, Run
from tests.ledger.given import source_record
from tests.ledger.store.damages import untriggered


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        with untriggered(db):
            assert db.execute(statement.format(n=number)).rowcount > 0


def test_says_how_the_ledger_is_kept_and_how_far_it_is(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    ran, found = told("doctor"), told("doctor", "--json").json

    assert ran.status == 0 and ran.fits()
    assert (found["lag"], found["error"], found["building"]) == (0, None, None)
    assert found["head"] == found["index"] == len(told("export").out.splitlines())
    assert (found["format"], found["journal_mode"], found["synchronous"]) == (4, "wal", "FULL")
    assert (found["writer"], found["checked"], found["fault"]) == (None, False, None)
    assert found["sizes"]["claims.ledger"] == (tmp_path / "claims.ledger").stat().st_size
    for shown in ("0 behind", "wal", "FULL", "none", f"position {found['head']}", "claims.ledger"):
        assert shown in ran.out


def test_names_the_writer(told: Run) -> None:
    with open_ledger("claims.ledger") as writer:
        writer.record(source_record("late"), by="analyst")
        ran, found = told("doctor"), told("doctor", "--json").json

    assert found["writer"] == os.getpid()
    assert f"process {os.getpid()}" in ran.out
    assert found["lag"] > 0


@pytest.mark.parametrize(("seconds", "said"), [(0.2, ""), (90_000, ", by 90,000 s"), (102_010_403, ", by 1,181 days")])
def test_says_in_days_how_far_behind_an_index_of_old_times_is(
    told: Run, monkeypatch: pytest.MonkeyPatch, seconds: float, said: str
) -> None:
    diagnosis = Ledger.diagnosis
    behind = {"lag": 5, "lag_seconds": seconds}
    monkeypatch.setattr(Ledger, "diagnosis", lambda ledger: diagnosis(ledger).model_copy(update=behind))
    assert f"5 behind{said}" + (" of recording" if said else " ") in told("doctor").out


def test_in_full_says_that_all_is_well(told: Run) -> None:
    ran = told("doctor", "--full")

    assert ran.status == 0 and ran.fits()
    assert "Every entry is as it was written" in ran.out
    assert told("doctor", "--full", "--json").json["checked"] is True


def test_in_full_names_the_first_difference_and_says_no(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    tamper(tmp_path / "claims.ledger", "UPDATE view_thing_{n} SET id = 'another' WHERE position = 2")

    brief, ran, twin = told("doctor"), told("doctor", "--full"), told("doctor", "--full", "--json")

    assert (brief.status, ran.status, twin.status) == (0, 1, 1)
    assert "Position 2 is at fault: view_thing holds" in ran.out
    assert twin.json["fault"]["position"] == 2


def test_in_full_finds_an_altered_entry(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    tamper(
        tmp_path / "claims.ledger",
        "UPDATE events SET state = CAST(replace(CAST(state AS TEXT), 'local', 'loyal') AS BLOB) WHERE position = 3",
    )

    ran = told("doctor", "--full")

    assert ran.status == 1
    assert "Position 3 is at fault: the entry is not the one that was indexed" in ran.out


def test_in_full_finds_an_entry_that_cannot_be_read(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    tamper(
        tmp_path / "claims.ledger",
        "UPDATE events SET state = x'7b7d' WHERE position = (SELECT max(position) FROM events)",
    )

    ran, brief = told("doctor", "--full"), told("doctor")

    assert ran.status == 1 and "is at fault" in ran.out
    assert brief.status == 2 and "last error" in brief.out


def test_cannot_tell_where_there_is_no_ledger(run: Run, tmp_path: Path) -> None:
    (tmp_path / "claims.ledger").write_text("minutes of the meeting")
    refused = run("doctor", "--full", "--json")

    assert refused.status == 2
    assert refused.problem["type"] == "/problems/not-a-ledger"


def test_says_how_far_a_rebuild_has_come(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "BATCH", 5)
    told("beliefs")
    ran: list[Ran] = []
    with open_ledger("claims.ledger") as other:
        other.rebuild(lambda position, head: ran.extend((told("doctor"), told("doctor", "--json"))))

    building = ran[1].json["building"]
    assert (building["generation"], building["position"]) == (2, 5)
    assert 0 < building["percent"] < 100
    assert "rebuild, generation 2" in ran[0].out and f"position 5, {building['percent']} %" in ran[0].out
    assert ran[0].fits() and ran[0].status == 0
    assert "rebuild" not in told("doctor").out


def test_says_what_keeps_the_index_from_following(told: Run, tmp_path: Path) -> None:
    told("beliefs")
    told("record", '{"record":"claim","text":"Late.","attribution":[{"source":"evening-star","role":"origin"}]}')
    head = len(told("export").out.splitlines())
    with closing(sqlite3.connect(tmp_path / "claims.ledger")) as db, db:
        db.execute("INSERT INTO view_claim_1 (position, id) VALUES (?, 'spoilt')", (head,))

    ran, twin = told("doctor"), told("doctor", "--json")

    assert (ran.status, twin.status) == (2, 2) and ran.fits()
    assert "following the log into the index failed at 20" in " ".join(ran.out.split())
    assert [(failure["of"], failure["kind"]) for failure in twin.json["failures"]] == [("index", "storage-failure")]
    assert twin.json["lag"] == 1
