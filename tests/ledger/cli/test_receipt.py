import json

import pytest

from ledger.cli.receipt import say_receipt
from ledger.receipts import Receipt

AT = "2024-03-03T10:00:00.000000Z"
RECEIPT = Receipt(
    record="grade", id="a", position=2, recorded_at=AT, digest="sha256:" + "0" * 64, again=False, status="reliability B"
)


def test_says_what_was_recorded_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    say_receipt(RECEIPT, as_json=False)
    assert capsys.readouterr().out == f"Recorded: grade a\nat position 2, {AT}.\nIt is now: reliability B.\n"


def test_says_what_was_on_record_already(capsys: pytest.CaptureFixture[str]) -> None:
    say_receipt(RECEIPT.model_copy(update={"again": True}), as_json=False)
    said = capsys.readouterr().out
    assert said.startswith(f"On record already: grade a\nat position 2, {AT}. Nothing new was recorded.\n")


def test_json_is_the_receipt_itself(capfd: pytest.CaptureFixture[str]) -> None:
    say_receipt(RECEIPT, as_json=True)
    assert json.loads(capfd.readouterr().out) == json.loads(RECEIPT.model_dump_json())
