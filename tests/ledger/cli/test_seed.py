import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from ledger import open_ledger
from ledger.errors import StorageFailure
from ledger.service import Ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import CLAIMS, PROPOSITIONS, SOURCES, lines, source

SEEDS = Path(__file__).parents[3] / "seeds"


def test_a_second_seeding_keeps_what_is_there(run: Run) -> None:
    first, second = run("seed", str(SEEDS)), run("seed", str(SEEDS), "--json")

    assert first.status == 0
    assert "kept 0, new " in first.out
    assert second.json["new"] == 0
    assert f"new {second.json['kept']}." in first.out


def test_several_files_are_merged_by_the_times_that_they_give(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    later = [{**record, "recorded_at": "2024-03-05T09:00:00.000000Z"} for record in (*PROPOSITIONS, *CLAIMS)]
    (folder / "a.ndjson").write_bytes(b"".join(lines(*later)))
    (folder / "b.ndjson").write_bytes(
        b"".join(lines(*({**record, "recorded_at": "2024-03-04T09:00:00.000000Z"} for record in SOURCES)))
    )

    assert run("seed", "seeds").status == 0

    recorded = [json.loads(line) for line in run("export").out.splitlines()]
    assert [entry["type"] for entry in recorded[:2]] == ["policy-adopted/1", "source-registered/1"]
    assert [entry["recorded_at"][:10] for entry in recorded] == ["2024-03-04"] * 6 + ["2024-03-05"] * 7


def test_an_existing_ledger_records_what_is_new_at_the_present(run: Run, tmp_path: Path) -> None:
    old = {**source("a"), "recorded_at": "2024-03-04T09:00:00.000000Z"}
    new = {**source("b"), "recorded_at": "2024-03-04T10:00:00.000000Z"}
    (tmp_path / "s.ndjson").write_bytes(b"".join(lines(old)))
    run("seed", "s.ndjson")
    (tmp_path / "s.ndjson").write_bytes(b"".join(lines(old, new)))

    assert run("seed", "s.ndjson").out == "Seeded claims.ledger: kept 1, new 1.\n"

    last = json.loads(run("export").out.splitlines()[-1])
    assert last["fact"]["source"] == "b"
    assert last["recorded_at"] > "2024-03-05"


def test_a_refused_line_is_named_with_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.ndjson").write_bytes(b"".join(lines(source("a"))) + b"nonsense\n")

    refused, told = run("seed", "s.ndjson"), run("seed", "s.ndjson", "--json")

    assert (refused.status, told.status) == (1, 1)
    assert "s.ndjson, line 2 is refused" in refused.err
    assert (told.problem["file"], told.problem["line"]) == ("s.ndjson", 2)


def test_a_folder_without_seeds_is_a_mistake_of_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("seed", "empty").status == 2
    assert not (tmp_path / "claims.ledger").exists()


def test_every_line_has_its_outcome_in_a_file_on_request(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.ndjson").write_bytes(b"".join(lines(source(name))))

    run("seed", "a.ndjson", "b.ndjson", "--outcomes", "outcomes")

    found = [json.loads(line) for line in (tmp_path / "outcomes").read_bytes().splitlines()]
    assert [(one["file"], one["line"], one["receipt"]["id"]) for one in found] == [
        ("a.ndjson", 1, "a"),
        ("b.ndjson", 1, "b"),
    ]


def test_a_byte_order_mark_is_passed_over_and_a_compressed_file_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_bytes(b"\xef\xbb\xbf" + b"".join(lines(source("a"))))
    (tmp_path / "b.ndjson").write_bytes(gzip.compress(b"".join(lines(source("b")))))

    refused = run("seed", "a.ndjson", "b.ndjson")

    assert refused.status == 1
    assert "kept 0, new 1." in refused.out
    assert "b.ndjson, line 1 is refused" in refused.err and "compressed by gzip" in refused.err


@pytest.mark.parametrize(("stop", "status"), [(KeyboardInterrupt(), 130), (StorageFailure("the disk is full"), 2)])
def test_a_seeding_that_is_stopped_says_what_seeding_again_would_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, status: int
) -> None:
    old = [{**source(name), "recorded_at": f"2024-03-0{day}T09:00:00.000000Z"} for day, name in enumerate("abc", 1)]
    (tmp_path / "s.ndjson").write_bytes(b"".join(lines(*old)))
    whole, left = Ledger.record_each, [None] * 2

    def record_each(self: Ledger, *args: Any, **how: Any) -> Any:
        if not left:
            raise stop
        left.pop()
        return whole(self, *args, **how)

    with monkeypatch.context() as stopping:
        stopping.setattr(Ledger, "record_each", record_each)
        ran = run("seed", "s.ndjson")

    assert ran.status == status and ran.fits()
    assert "kept 0, new 2." in ran.out and "to keep the times that the files give, seed a new ledger" in ran.out
    assert run("seed", "s.ndjson").out == "Seeded claims.ledger: kept 2, new 1.\n"


def test_a_seeding_that_another_writer_keeps_out_alarms_nobody(run: Run, tmp_path: Path) -> None:
    run("init")
    with open_ledger(str(tmp_path / "claims.ledger")) as held:
        held.begin(by="another")
        kept_out = run("seed", str(SEEDS))

    assert kept_out.status == 2
    assert kept_out.out == "Seeded claims.ledger: kept 0, new 0.\n"
    assert "is writing to this ledger" in kept_out.err
