"""A smoke of `make bench`: every row measures, and what it measures is done right. Tests do not time."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.rows.every import ROWS

TINY = ["--rounds", "1", "--claims", "420", "--singles", "40", "--events", "1000", "--reads", "2", "--rebuilt", "4100"]
TINY += ["--leaves", "5000"]


def test_every_row_of_the_table_is_measured_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "RESULTS.md"

    assert main([*TINY, "--json", "--keep", str(kept)]) == 0

    said = json.loads(capsys.readouterr().out)
    goals = [figure["goal"] for figure in said["figures"] if figure["goal"]]
    assert goals == [
        ">= 2.5",
        ">= 4",
        ">= 1",
        ">= 0.85",
        ">= 0.2",
        ">= 0.6",
        "<= 1.3",
        "<= 1.5",
        "<= 1.2",
        *["<= 1"] * 4,
        *[">= 1"] * 2,
    ]
    for figure in said["figures"]:
        assert figure["ratio"] == pytest.approx(figure["ledger"] / figure["peer"])
        assert f"| {figure['work']} | {figure['against']} |" in kept.read_text()


def test_one_row_is_printed_in_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TINY, "--only", "replay"]) == 0

    printed = capsys.readouterr()
    assert "full replay of 420 events" in printed.out
    assert "replay" in printed.err and "appends" not in printed.err
    assert max(map(len, printed.out.splitlines())) <= 80


def test_what_finds_no_room_is_not_begun(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "rebuild", "--rebuilt", "1000000000000"]) == 2

    assert "GB of disk are needed" in capsys.readouterr().err
    assert set(ROWS) == {
        "appends",
        "http",
        "http-direct",
        "http-keys",
        "import",
        "replay",
        "beliefs",
        "past",
        "rebuild",
        "tree",
        "verify",
    }
