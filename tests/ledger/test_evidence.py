import pytest

from ledger import document
from ledger.document import Content, Document
from ledger.errors import BadLocator
from ledger.events import Evidence
from ledger.evidence import check_locator, check_quote
from tests.ledger.given import folded, record

TEXT = "Ärger.\r\nTwo lines."


def held(length: int | None) -> Document:
    command = record("document", id="note", title="A note", text="x")
    return folded(
        document.evolve, document.capture(command, None, Content("hmac-sha256:" + "1" * 64, 1, length, ""), ())
    )


def test_a_locator_lies_inside_its_document() -> None:
    check_locator(Evidence(document="note", start=0, end=18), held(len(TEXT)), "evidence.0")

    with pytest.raises(BadLocator, match="ends at 19, but document 'note' has 18 code points") as refused:
        check_locator(Evidence(document="note", start=0, end=19), held(len(TEXT)), "evidence.0")
    assert refused.value.field == "evidence.0.end"


def test_a_locator_without_a_known_length_is_taken() -> None:
    check_locator(Evidence(document="note", start=0, end=10**9), held(None), "evidence.0")


def test_a_quote_is_what_stands_at_its_locator_counted_in_code_points_with_newlines_untouched() -> None:
    check_quote(Evidence(document="note", start=8, end=11), "Two", TEXT, "evidence.0")

    with pytest.raises(BadLocator, match="stands 'Two', not the quote") as refused:
        check_quote(Evidence(document="note", start=8, end=11), "One", TEXT, "evidence.0")
    assert refused.value.field == "evidence.0.quote"


def test_a_quote_without_a_locator_stands_somewhere() -> None:
    check_quote(Evidence(document="note"), "Ärger", TEXT, "evidence.0")

    with pytest.raises(BadLocator, match="stands nowhere"):
        check_quote(Evidence(document="note"), "Freude", TEXT, "evidence.0")
