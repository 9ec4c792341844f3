import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.cli.conftest import Run


def test_writes_every_entry_on_a_line_of_its_own(told: Run) -> None:
    written = told("export").out.splitlines()
    assert [json.loads(line)["position"] for line in written] == list(range(1, len(written) + 1))


def test_ends_where_it_is_told_to(told: Run) -> None:
    assert told("export", "--until", "3").out.splitlines() == told("export").out.splitlines()[:3]


def test_writes_a_new_file_and_never_over_another(told: Run, tmp_path: Path) -> None:
    first, second = told("export", "--out", "log.ndjson", "--json"), told("export", "--out", "claims.ledger")

    assert (tmp_path / "log.ndjson").read_text() == told("export").out
    assert first.json == {"entries": len(told("export").out.splitlines()), "out": "log.ndjson"}
    assert second.status == 2
    assert "is there already" in second.err
    assert told("export").status == 0


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_finished_is_taken_away_and_named(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def stopping(*_: object, **__: object) -> Iterator[bytes]:
        yield b"{}\n"
        raise stop

    monkeypatch.setattr("ledger.cli.exporting.export_lines", stopping)
    stopped = told("export", "--out", "log.ndjson")

    assert stopped.status == (2 if isinstance(stop, OSError) else 130)
    assert isinstance(stop, KeyboardInterrupt) or "log.ndjson: No space left on device" in stopped.err
    assert not (tmp_path / "log.ndjson").exists()


def test_beyond_the_head_is_refused(told: Run, tmp_path: Path) -> None:
    refused = told("export", "--until", "999", "--out", "log.ndjson", "--json")
    assert refused.status == 1
    assert refused.problem["field"] == "recorded_until"
    assert not (tmp_path / "log.ndjson").exists()
