import csv
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import IO

import pytest

from ledger.interchange.forms import Form
from tests.ledger.cli.conftest import Run


def test_writes_every_entry_on_a_line_of_its_own(told: Run) -> None:
    written = told("export").out.splitlines()
    assert [json.loads(line)["position"] for line in written] == list(range(1, len(written) + 1))


def test_ends_where_it_is_told_to(told: Run) -> None:
    assert told("export", "--until", "3").out.splitlines() == told("export").out.splitlines()[:3]


def test_writes_a_new_file_and_never_over_another(told: Run, tmp_path: Path) -> None:
    first, second = told("export", "--out", "log.ndjson", "--json"), told("export", "--out", "claims.ledger")

    assert (tmp_path / "log.ndjson").read_text() == told("export").out
    data = (tmp_path / "log.ndjson").read_bytes()
    assert first.json == {
        "entries": len(told("export").out.splitlines()),
        "bytes": len(data),
        "digest": "sha256:" + sha256(data).hexdigest(),
        "out": "log.ndjson",
    }
    assert second.status == 1
    assert "is there already" in second.err
    assert told("export").status == 0


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_finished_is_taken_away_and_named(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def stopping(items: object, what: object, file: IO[bytes], told: object) -> int:
        file.write(b"{}\n")
        raise stop

    monkeypatch.setattr("ledger.interchange.forms._WRITERS", {Form.NDJSON: stopping})
    stopped = told("export", "--out", "log.ndjson")

    assert stopped.status == (2 if isinstance(stop, OSError) else 130)
    assert isinstance(stop, KeyboardInterrupt) or "log.ndjson: No space left on device" in stopped.err
    assert not (tmp_path / "log.ndjson").exists()


def test_beyond_the_head_is_refused(told: Run, tmp_path: Path) -> None:
    refused = told("export", "--until", "999", "--out", "log.ndjson", "--json")
    assert refused.status == 1
    assert refused.problem["field"] == "recorded_until"
    assert not (tmp_path / "log.ndjson").exists()


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        (("events", "--format", "csv"), "entries"),
        (("claims", "--format", "csv"), "claims"),
        (("beliefs", "--format", "csv"), "beliefs"),
        (("claims",), "claims"),
        (("beliefs",), "deals"),
        (("beliefs", "--deal", "cranes-for-grain", "--asserted-as-of", "2024-03-01"), "deals"),
    ],
)
def test_says_how_many_there_were_of_what(told: Run, tmp_path: Path, words: tuple[str, ...], counted: str) -> None:
    said = told("export", *words, "--out", "file", "--json")
    with (tmp_path / "file").open(newline="") as file:
        rows = len(list(csv.reader(file))) - 1 if "csv" in words else len(file.readlines())
    assert said.json[counted] == rows > 0
    assert told("export", *words).out == (tmp_path / "file").read_text()


def test_says_so_beside_the_lines_too(told: Run) -> None:
    written = told("export", "claims")
    assert f"Wrote {len(written.out.splitlines())} claims" in written.err
    assert sha256(written.out.encode()).hexdigest() in written.err


def test_is_logged_with_what_was_taken(told: Run) -> None:
    (line,) = [json.loads(line) for line in told("export", "claims").err.splitlines() if line.startswith("{")]
    assert (line["event"], line["of"], line["format"]) == ("export", "claims", "ndjson")
    assert line["items"] == len(told("export", "claims").out.splitlines())


def test_what_does_not_fit_what_is_exported_is_refused(told: Run, tmp_path: Path) -> None:
    refused = told("export", "--deal", "cranes-for-grain", "--out", "file", "--json")
    assert refused.status == 1
    assert refused.problem["field"] == "deal"
    assert not (tmp_path / "file").exists()


def test_a_terminal_is_not_steered_by_what_is_exported(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    source = b'{"record": "source", "id": "esc", "name": "\\u001b[2J", "kind": "outlet", "class": "press"}'
    assert told("record", "-", typed=source).status == 0
    monkeypatch.setattr("ledger.cli.exporting._at_a_terminal", lambda: True)
    assert "\x1b" not in told("export", "--format", "csv").out


def test_parquet_is_written_to_a_file_alone(told: Run, tmp_path: Path) -> None:
    refused = told("export", "beliefs", "--format", "parquet")
    assert refused.status == 2 and "written to a file" in refused.err

    said = told("export", "beliefs", "--format", "parquet", "--out", "beliefs.parquet", "--json")
    data = (tmp_path / "beliefs.parquet").read_bytes()
    assert data[:4] == data[-4:] == b"PAR1"
    assert said.json["digest"] == "sha256:" + sha256(data).hexdigest()


def test_parquet_that_cannot_be_written_is_refused_before_anything_is_asked(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refused = told("export", "--format", "parquet", "--out", "log.parquet", "--json")
    assert refused.status == 2
    assert "claim-ledger[parquet]" in refused.problem["detail"]
    assert not (tmp_path / "log.parquet").exists()
