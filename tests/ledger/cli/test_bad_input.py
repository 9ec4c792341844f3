"""What the ledger cannot take, typed at the command line: each refused by line and field, and nothing recorded."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim, lines

LOADED: dict[str, Any] = claim("cranes-loaded", "harbour-post", "harbour-master")
DOCUMENT = {"record": "document", "id": "dawn", "title": "Dawn", "text": "Forty code points are in this document."}
ORDERED = {"record": "proposition", "deal": DEAL, "id": "cranes-ordered", "kind": "yes-no", "about": "deed"}
RETRACTION = {"record": "retraction", "claim": "c1", "by": "harbour-post", "scope": "report", "reason": "Withdrawn."}
CORRECTION = {"record": "correction", "claim": "c1", "reason": "Misread."}
SHIPPED = {"stage": "delivery", "text": "Cranes came.", "implies": ["cranes-loaded"]}


def verdict(proposition: str, ruling: str) -> dict[str, Any]:
    return {"record": "verdict", "deal": DEAL, "proposition": proposition, "verdict": ruling, "reason": "Seen."}


def hop(role: str, **fields: str) -> dict[str, str]:
    return {"source": "harbour-post", "role": role, **fields}


REFUSED: dict[str, tuple[list[dict[str, Any]], str]] = {
    "an unknown deal": ([{**LOADED, "deal": "barges"}], "deal"),
    "an unknown proposition": ([{**LOADED, "proposition": "cranes-sunk"}], "proposition"),
    "an unknown source": ([claim("cranes-loaded", "nobody")], "attribution.0.source"),
    "an unknown reference": ([{**CORRECTION, "claim": "c9"}], "claim"),
    "an empty attribution": ([{**LOADED, "attribution": []}], "attribution"),
    "an origin that is not last": ([{**LOADED, "attribution": [hop("origin"), hop("publisher")]}], "attribution"),
    "a date that is no EDTF": ([{**LOADED, "attribution": [hop("origin", on="lately")]}], "attribution.0.on"),
    "a contradicted date": ([{**LOADED, "asserted_at": "2025"}], "asserted_at"),
    "an implication that climbs": (
        [{**ORDERED, "stage": "order", "text": "Ordered.", "implies": ["cranes-loaded"]}],
        "implies.0",
    ),
    "a verdict against the implications": (
        [
            {**ORDERED, "id": "cranes-came", **SHIPPED},
            verdict("cranes-came", "true"),
            verdict("cranes-loaded", "false"),
        ],
        "verdict",
    ),
    "a locator outside its document": (
        [DOCUMENT, {**LOADED, "evidence": [{"document": "dawn", "start": 30, "end": 41}]}],
        "evidence.0.end",
    ),
    "credibility 1 with one origin": ([claim("grain-to-follow", "harbour-master", credibility="1")], "credibility"),
    "a second retraction": ([{**LOADED, "ref": "c1"}, RETRACTION, {**RETRACTION, "reason": "Again."}], "scope"),
    "a correction of a corrected claim": (
        [{**LOADED, "ref": "c1"}, CORRECTION, {**CORRECTION, "reason": "Again."}],
        "claim",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_at_its_line_and_field(told: Run, case: str) -> None:
    records, field = REFUSED[case]
    before = len(told("export").out.splitlines())

    refused = told("import", "-", "--json", typed=b"".join(lines(*records)))

    assert refused.status == 1
    assert refused.json["first_refused"] == refused.problem["line"] == len(records)
    assert refused.problem["refusal"]["field"] == field
    assert refused.problem["refusal"]["detail"]
    assert len(told("export").out.splitlines()) == before + len(records) - 1


@pytest.mark.parametrize("case", REFUSED)
def test_atomically_nothing_at_all_is_recorded(told: Run, case: str) -> None:
    records, _ = REFUSED[case]
    before = told("export").out

    refused = told("import", "-", "--atomic", typed=b"".join(lines(*records)))

    assert refused.status == 1
    assert f"Line {len(records)} is refused" in refused.err
    assert "Traceback" not in refused.err
    assert refused.fits()
    assert told("export").out == before


def database(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_ledger_newer_than_the_program_is_left_alone(told: Run, tmp_path: Path) -> None:
    database(tmp_path / "claims.ledger", "PRAGMA user_version = 999")
    for words in (("beliefs",), ("import", "-"), ("seed", "story.ndjson"), ("init",)):
        refused = told(*words)
        assert refused.status == 2
        assert "The ledger is newer than this program." in refused.err
        assert "999" in refused.err


def test_a_database_of_another_program_is_no_ledger(run: Run, tmp_path: Path) -> None:
    database(tmp_path / "claims.ledger", "CREATE TABLE minutes (said TEXT)")
    for words in (("beliefs",), ("import", "-"), ("init",), ("serve",)):
        refused = run(*words)
        assert refused.status == 2
        assert "No ledger can be opened there." in refused.err


def test_a_text_file_is_no_ledger_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("minutes")
    refused = run("record", json.dumps(LOADED), "--ledger", "notes.txt", "--json")
    assert (refused.status, refused.problem["type"]) == (2, "/problems/not-a-ledger")
    assert (tmp_path / "notes.txt").read_text() == "minutes"


def test_a_folder_is_not_said_to_be_missing(told: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused = told("import", "folder")
    assert refused.status == 2 and "folder is a folder: name a file in it" in " ".join(refused.err.split())


def test_a_key_is_narrowed_to_something(told: Run) -> None:
    refused = told("keys", "narrow", "0123456789")
    assert refused.status == 2 and "say what the key is left with" in refused.err
