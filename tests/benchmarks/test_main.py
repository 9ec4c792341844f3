"""A smoke of `make bench`: it measures, and what it measures is done right. Tests do not time."""

import json

import pytest

from benchmarks import workload
from benchmarks.__main__ import main
from ledger import open_ledger
from ledger.interchange.importing import import_lines


def test_every_figure_is_a_ratio_of_two_rates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--claims", "200", "--json"]) == 0

    figures = json.loads(capsys.readouterr().out)
    assert [figure["work"].split(",")[0] for figure in figures] == [
        "import",
        "full replay into beliefs",
        "belief of a deal of 100 claims",
        "single durable append",
        "single durable append",
        "belief of a deal of 100 claims",
    ]
    for figure in figures:
        assert figure["ratio"] == pytest.approx(figure["ledger_per_second"] / figure["sqlite3_per_second"], rel=0.1)


def test_the_workload_is_the_same_on_every_run_and_none_of_it_is_refused() -> None:
    lines = list(workload.lines(150))

    assert lines == list(workload.lines(150))
    with open_ledger(":memory:", create=True) as ledger:
        outcomes = list(import_lines(ledger, lines, by="bench"))
    assert all(outcome.receipt is not None and not outcome.receipt.again for outcome in outcomes)
    assert sum(outcome.receipt.record == "claim" for outcome in outcomes if outcome.receipt) == 150
