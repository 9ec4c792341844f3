import gzip
import io
import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from ledger.cli.importing import _size
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import RECORDS, STORY, lines, source

GOOD_THEN_BAD = b"".join(
    [*lines(source("harbour-post"), source("evening-star")), b'{"record":"source","id"\n', *lines(source("gazette"))]
)

ROOT = Path(__file__).parents[3]


@pytest.fixture
def empty(run: Run) -> Run:
    run("init")
    return run


def entries(run: Run) -> int:
    return len(run("export").out.splitlines())


def test_records_every_line_and_nothing_the_second_time(empty: Run, tmp_path: Path) -> None:
    (tmp_path / "story.ndjson").write_bytes(STORY)

    first, second = empty("import", "story.ndjson"), empty("import", "story.ndjson")

    assert (first.status, second.status) == (0, 0)
    assert first.out == f"{len(RECORDS)} recorded, 0 on record already, 0 refused.\n"
    assert second.out == f"0 recorded, {len(RECORDS)} on record already, 0 refused.\n"
    assert first.err == second.err == ""
    assert entries(empty) == 1 + len(RECORDS)


def test_reads_standard_input(empty: Run) -> None:
    assert empty("import", "-", typed=STORY).out.startswith(f"{len(RECORDS)} recorded")


def test_events_carry_the_principal(empty: Run) -> None:
    empty("import", "-", "--by", "anna", typed=STORY)
    assert {json.loads(line)["recorded_by"] for line in empty("export").out.splitlines()} == {"anna"}


def test_a_broken_line_is_named_what_stands_before_it_stays_and_the_way_on_is_said(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "two words.ndjson"
    file.write_bytes(GOOD_THEN_BAD)

    refused = empty("import", file.name)

    assert refused.status == 1
    assert "Line 3 is refused" in refused.err
    assert "this is not JSON" in refused.err
    assert "2 recorded, 0 on record already, 1 refused." in refused.out
    assert entries(empty) == 3
    command = refused.out.splitlines()[-1].strip()
    assert command == "claim-ledger import 'two words.ndjson' --start 3"

    file.write_bytes(GOOD_THEN_BAD.replace(b'"id"\n', b'"id":"c","name":"C","kind":"outlet","class":"press"}\n'))
    resumed = empty(*shlex.split(command)[1:])

    assert (resumed.status, resumed.out) == (0, "2 recorded, 0 on record already, 0 refused.\n")
    assert entries(empty) == 5


def test_the_way_on_names_ledger_and_principal(run: Run) -> None:
    run("init", "--ledger", "my.ledger")
    refused = run("import", "-", "--ledger", "my.ledger", "--by", "anna", typed=GOOD_THEN_BAD)
    assert refused.out.splitlines()[-1] == "  claim-ledger import - --by anna --ledger my.ledger --start 3"


def test_the_way_on_adds_to_the_same_outcomes(empty: Run, tmp_path: Path) -> None:
    refused = empty("import", "-", "--outcomes", "my outcomes.ndjson", typed=GOOD_THEN_BAD)
    command = refused.out.splitlines()[-1].strip()
    assert command == "claim-ledger import - --outcomes 'my outcomes.ndjson' --start 3"

    empty(
        *shlex.split(command)[1:],
        typed=GOOD_THEN_BAD.replace(b'"id"\n', b'"id":"c","name":"C","kind":"outlet","class":"press"}\n'),
    )
    assert [one["line"] for one in outcomes_in(tmp_path / "my outcomes.ndjson")] == [1, 2, 3, 3, 4]


def test_a_refused_line_is_said_with_its_field_and_in_json(empty: Run) -> None:
    unknown = lines({"record": "deal", "id": "x", "title": "X", "parties": [{"source": "nobody", "role": "buyer"}]})

    words = empty("import", "-", typed=b"\n" + unknown[0])
    told = empty("import", "-", "--json", typed=b"\n" + unknown[0])

    assert "Line 2 is refused" in words.err
    assert "  parties.0.source: no source 'nobody' is on record" in words.err
    assert told.problem["line"] == 2
    assert told.problem["refusal"]["slug"] == "unknown-reference"
    assert told.problem["refusal"]["field"] == "parties.0.source"
    assert told.json == {
        "recorded": 0,
        "again": 0,
        "refused": 1,
        "first_refused": 2,
        "interrupted": False,
        "resume": "claim-ledger import - --start 2",
    }
    assert (words.status, told.status) == (1, 1)


def test_refused_lines_are_passed_over_on_request(empty: Run) -> None:
    ran = empty("import", "-", "--keep-going", typed=GOOD_THEN_BAD)

    assert ran.status == 1
    assert "3 recorded, 0 on record already, 1 refused." in ran.out
    assert "The refused lines were passed over." in ran.out
    assert entries(empty) == 4


def test_atomic_takes_nothing_where_one_line_is_refused(empty: Run) -> None:
    refused = empty("import", "-", "--atomic", typed=GOOD_THEN_BAD)

    assert refused.status == 1
    assert "Line 3 is refused" in refused.err
    assert "Nothing was recorded." in refused.err
    assert entries(empty) == 0
    assert empty("import", "-", "--atomic", "--json", typed=GOOD_THEN_BAD).problem["line"] == 3


def test_atomic_takes_all(empty: Run) -> None:
    assert empty("import", "-", "--atomic", typed=STORY).out.startswith(f"{len(RECORDS)} recorded")
    assert entries(empty) == 1 + len(RECORDS)


def test_recorded_times_are_kept_only_by_a_ledger_that_holds_nothing(empty: Run) -> None:
    at = "2024-03-03T10:00:00.000000Z"
    timed = b"".join(lines({**source("a"), "recorded_at": at}, source("b")))

    refused = empty("import", "-", typed=timed)
    assert (refused.status, entries(empty)) == (1, 0)
    assert "recorded_at" in refused.err

    assert empty("import", "-", "--historic", typed=timed).status == 0
    assert {json.loads(line)["recorded_at"] for line in empty("export").out.splitlines()} == {at}

    assert empty("import", "-", "--historic", typed=timed).out.startswith("0 recorded, 2 on record already")
    elsewhere = empty("import", "-", "--historic", typed=b"".join(lines(source("d"))))
    assert elsewhere.status == 1 and elsewhere.fits()
    assert "The ledger is not empty." in elsewhere.err


def test_a_historic_import_that_stopped_goes_on_with_the_times_that_the_lines_give(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.ndjson"
    given = [{**source(name), "recorded_at": f"2024-03-0{day}T10:00:00.000000Z"} for day, name in enumerate("abcd", 1)]
    file.write_bytes(b"".join([*lines(*given[:2]), b"{broken\n", *lines(*given[3:])]))

    stopped = empty("import", "old.ndjson", "--historic")
    command = stopped.out.splitlines()[-1].strip()
    file.write_bytes(b"".join(lines(*given)))
    resumed = empty(*shlex.split(command)[1:])

    assert command == "claim-ledger import old.ndjson --historic"
    assert resumed.out == "2 recorded, 2 on record already, 0 refused.\n"
    recorded = [json.loads(line)["recorded_at"][:10] for line in empty("export").out.splitlines()]
    assert recorded == [f"2024-03-0{day}" for day in (1, 1, 2, 3, 4)]


@pytest.mark.parametrize("other", [("--historic",), ("--keep-going",), ("--start", "2")])
def test_atomic_goes_with_nothing_that_takes_only_some(empty: Run, other: tuple[str, ...]) -> None:
    assert empty("import", "-", "--atomic", *other, typed=STORY).status == 2
    assert entries(empty) == 0


def test_a_file_that_is_not_there_is_a_mistake_of_usage(empty: Run) -> None:
    refused = empty("import", "nowhere.ndjson")
    assert refused.status == 2
    assert "there is no file nowhere.ndjson" in refused.err


def test_a_ledger_that_is_not_there_says_how_to_make_one(run: Run) -> None:
    refused = run("import", "-", typed=STORY)
    assert refused.status == 2
    assert "claim-ledger" in refused.err and "init" in refused.err


def test_everything_fits_80_columns(empty: Run) -> None:
    assert empty("import", "-", typed=GOOD_THEN_BAD).fits()


def outcomes_in(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_every_line_has_its_outcome_in_a_file_on_request(empty: Run, tmp_path: Path) -> None:
    ran = empty("import", "-", "--keep-going", "--outcomes", "outcomes.ndjson", typed=GOOD_THEN_BAD)

    found = outcomes_in(tmp_path / "outcomes.ndjson")
    assert [(one["line"], "receipt" in one, "refusal" in one) for one in found] == [
        (1, True, False),
        (2, True, False),
        (3, False, True),
        (4, True, False),
    ]
    assert found[0]["receipt"]["id"] == "harbour-post"
    assert found[2]["refusal"]["slug"] == "invalid-record"
    assert "3 recorded" in ran.out

    empty("import", "-", "--start", "4", "--outcomes", "outcomes.ndjson", typed=GOOD_THEN_BAD)
    assert [one["line"] for one in outcomes_in(tmp_path / "outcomes.ndjson")] == [1, 2, 3, 4, 4]
    assert outcomes_in(tmp_path / "outcomes.ndjson")[-1]["receipt"]["again"] is True


def test_an_atomic_import_has_outcomes_too(empty: Run, tmp_path: Path) -> None:
    empty("import", "-", "--atomic", "--outcomes", "outcomes.ndjson", typed=STORY)
    assert [one["line"] for one in outcomes_in(tmp_path / "outcomes.ndjson")] == list(range(1, 1 + len(RECORDS)))


def test_a_file_that_outcomes_cannot_go_to_stops_it_before_anything_is_recorded(empty: Run) -> None:
    refused = empty("import", "-", "--outcomes", "nowhere/outcomes.ndjson", typed=STORY)
    assert refused.status == 2
    assert "--outcomes: nowhere/outcomes.ndjson cannot be written to" in " ".join(refused.err.split())
    assert entries(empty) == 0


def test_a_compressed_file_is_refused_as_such(empty: Run, tmp_path: Path) -> None:
    (tmp_path / "story.ndjson.gz").write_bytes(gzip.compress(STORY))

    refused = empty("import", "story.ndjson.gz")

    assert refused.status == 1 and refused.fits()
    assert "compressed by gzip: import what `gzip -dc` makes of it" in refused.err
    assert entries(empty) == 0


def test_progress_knows_the_size_of_a_file_also_as_standard_input(tmp_path: Path) -> None:
    (tmp_path / "story.ndjson").write_bytes(STORY)
    read, write = os.pipe()
    with (tmp_path / "story.ndjson").open("rb") as file, open(read, "rb") as pipe, open(write, "wb"):
        assert _size(file) == len(STORY)
        assert _size(pipe) is None
    assert _size(io.BytesIO(STORY)) is None


# -- after a crash -----------------------------------------------------------------------------------------------------


def head_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        found: int = db.execute("SELECT coalesce(max(position), 0) FROM events").fetchone()[0]
        return found


def test_an_import_that_was_killed_is_sent_again_and_records_each_line_once(empty: Run, tmp_path: Path) -> None:
    many = [
        {"record": "claim", "text": f"report {n}", "attribution": [{"source": "a", "role": "origin"}]}
        for n in range(2_000)
    ]
    (tmp_path / "many.ndjson").write_bytes(b"".join(lines(source("a"), *many)))
    command = [sys.executable, "-m", "ledger.cli", "import", "many.ndjson", "--outcomes", "outcomes.ndjson"]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}) as killed:
        deadline = monotonic() + 60
        while head_of(tmp_path / "claims.ledger") < 500 and monotonic() < deadline:
            sleep(0.005)
        killed.kill()
    acknowledged = [one["receipt"]["position"] for one in outcomes_in(tmp_path / "outcomes.ndjson")]
    before = head_of(tmp_path / "claims.ledger")

    again = empty("import", "many.ndjson", "--json").json

    assert killed.returncode == -signal.SIGKILL
    assert acknowledged == list(range(2, 2 + len(acknowledged))) and len(acknowledged) < before
    assert (again["again"], again["recorded"]) == (before - 1, 2_001 - (before - 1))
    assert head_of(tmp_path / "claims.ledger") == 2_002
