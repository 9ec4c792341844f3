import json

import pytest

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import claim, source


def test_records_what_is_given_and_the_same_again_is_no_news(run: Run) -> None:
    run("init")
    record = json.dumps(source("gazette"))

    first, again = run("record", record), run("record", "--json", typed=record.encode())

    assert "Recorded: source gazette" in first.out
    assert "It is now: not graded." in first.out
    assert again.json["again"] is True
    assert (again.json["position"], again.json["id"]) == (2, "gazette")
    assert "On record already" in run("record", record).out


def test_a_record_may_stand_on_several_lines(told: Run) -> None:
    said = claim("cranes-loaded", "evening-star", "harbour-master")
    receipt = told("record", "--json", typed=json.dumps(said, indent=2).encode()).json
    assert receipt["claim"].startswith("sha256:")
    assert receipt["status"] == "standing"


def test_every_fault_is_named_with_its_field(run: Run) -> None:
    run("init")
    wrong = json.dumps({"record": "source", "id": "No Slug", "name": "N", "kind": "outlet", "colour": "red"})

    refused, told = run("record", wrong), run("record", wrong, "--json")

    assert refused.status == told.status == 1
    for field in ("id", "class", "colour"):
        assert f"\n  {field}: " in refused.err
    assert {fault["field"] for fault in told.problem["faults"]} == {"id", "class", "colour"}
    assert told.problem["type"] == "/problems/invalid-record"
    assert refused.out == told.out == ""
    assert refused.fits()
    assert run("export").out == ""


def test_nothing_and_defaults_are_no_records(run: Run) -> None:
    run("init")
    assert "nothing was given" in run("record", "--json").problem["detail"]
    assert run("record", '{"record":"defaults"}', "--json").problem["field"] == "record"


def test_a_recorded_time_is_the_ledgers_to_give(run: Run) -> None:
    run("init")
    dated = json.dumps({**source("gazette"), "recorded_at": "2024-03-04T09:00:00.000000Z"})
    assert run("record", dated, "--json").problem["field"] == "recorded_at"


def test_an_argument_that_is_no_text_is_refused(run: Run) -> None:
    run("init")
    refused = run("record", "\udcff", "--json")
    assert refused.status == 1
    assert "not text in UTF-8" in refused.problem["detail"]


@pytest.mark.parametrize("typed", ["deals.ndjson", "/etc/hostname", "record=deal"])
def test_who_types_a_files_name_is_told_what_takes_one(run: Run, typed: str) -> None:
    refused = run("record", typed)

    assert refused.status == 2
    assert "record < FILE" in " ".join(refused.err.split()) and "import FILE" in " ".join(refused.err.split())
