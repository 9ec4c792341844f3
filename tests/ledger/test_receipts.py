import orjson
import pytest
from pydantic import ValidationError

from ledger.receipts import Receipt
from ledger.service import Ledger
from tests.ledger.given import source_record
from tests.ledger.story import ANALYST, claim, id_of


def test_a_receipt_reads_back_from_the_json_it_is_sent_as(ledger: Ledger) -> None:
    receipt = ledger.record(claim(), by=ANALYST)
    sent = receipt.model_dump_json()

    assert Receipt.model_validate_json(sent) == receipt
    assert set(orjson.loads(sent)) == {
        "record", "id", "claim", "position", "recorded_at", "digest", "again", "status"
    }  # fmt: skip


def test_only_the_receipt_of_a_claim_names_a_claim(ledger: Ledger) -> None:
    assert ledger.record(source_record("late"), by=ANALYST).claim is None
    assert ledger.record(claim(), by=ANALYST).claim == id_of(claim())


def test_a_receipt_without_a_position_is_none(ledger: Ledger) -> None:
    receipt = ledger.record(claim(), by=ANALYST)
    with pytest.raises(ValidationError):
        Receipt.model_validate({**receipt.model_dump(), "position": 0})
