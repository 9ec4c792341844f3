import json

import pytest

from ledger.cli.outcomes import Outcomes
from ledger.receipts import Fault, LineOutcome, Receipt

RECEIPT = Receipt(
    record="source",
    id="a",
    position=2,
    recorded_at="2024-03-03T10:00:00.000000Z",
    digest="sha256:" + "0" * 64,
    again=False,
    status="not graded",
)
FAULT = Fault(slug="rejected", title="No", detail="because", field="id")


def test_outcomes_are_counted_and_the_refused_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = Outcomes(as_json=False)
    outcomes.take(LineOutcome(line=1, receipt=RECEIPT))
    outcomes.take(LineOutcome(line=2, receipt=RECEIPT.model_copy(update={"again": True})))
    outcomes.take(LineOutcome(line=4, refusal=FAULT))
    outcomes.take(LineOutcome(line=5, refusal=FAULT), "s.ndjson")

    counts = (outcomes.recorded, outcomes.again, outcomes.refused, outcomes.first_refused, outcomes.last)
    assert counts == (1, 1, 2, 4, 5)
    said = "Line 4 is refused: no.\n  id: because\ns.ndjson, line 5 is refused: no.\n  id: because\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "What stands before line 4 is on record. Correct the line, then go on with:"),
        ({"dropped": True}, "The refused lines were passed over. To take them once they are corrected:"),
        ({"interrupted": True}, "It stopped before the end. What was reported as recorded stays. To go on:"),
    ],
)
def test_the_summary_says_why_it_ended_and_how_to_go_on(
    how: dict[str, bool], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = Outcomes(as_json=False)
    outcomes.take(LineOutcome(line=4, refusal=FAULT))
    outcomes.summarise("claim-ledger import - " + "x" * 80, **how)
    assert capsys.readouterr().out.splitlines() == [
        "0 recorded, 0 on record already, 1 refused.",
        said,
        "  claim-ledger import - " + "x" * 80,
    ]


def test_a_first_line_that_is_refused_has_nothing_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = Outcomes(as_json=False)
    outcomes.take(LineOutcome(line=1, refusal=FAULT))
    outcomes.summarise("claim-ledger import -")
    said = "Nothing was recorded. Correct line 1, then begin again with:"
    assert capsys.readouterr().out.splitlines()[1:] == [said, "  claim-ledger import -"]


def test_many_lines_are_counted_in_thousands(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = Outcomes(as_json=False)
    outcomes.recorded, outcomes.again, outcomes.refused = 50_000, 2_800, 1_000
    outcomes.summarise(None)
    assert capsys.readouterr().out == "50,000 recorded, 2,800 on record already, 1,000 refused.\n"


def test_json_has_a_document_for_each_refused_line_and_one_for_the_whole(capfd: pytest.CaptureFixture[str]) -> None:
    outcomes = Outcomes(as_json=True)
    outcomes.take(LineOutcome(line=4, refusal=FAULT))
    outcomes.take(LineOutcome(line=5, refusal=FAULT), "s.ndjson")
    outcomes.summarise(None)
    said = capfd.readouterr()
    assert [json.loads(line)["line"] for line in said.err.splitlines()] == [4, 5]
    assert json.loads(said.out)["refused"] == 2
