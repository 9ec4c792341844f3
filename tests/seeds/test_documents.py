"""The document written for tests is what its locators and quotes say."""

from pathlib import Path

from ledger.records import RECORDS, ClaimRecord

FOLDER = Path(__file__).parents[1] / "ledger" / "documents"


def test_every_quote_stands_where_its_locator_says() -> None:
    text = (FOLDER / "borealia-note.txt").read_bytes().decode("utf-8")
    lines = (FOLDER / "borealia-note.ndjson").read_bytes().splitlines()
    claims = [record for record in map(RECORDS.validate_json, lines) if isinstance(record, ClaimRecord)]
    quotes = [(text[e.start : e.end], e.quote) for claim in claims for e in claim.evidence]
    assert len(quotes) == 4
    assert all(found == quote for found, quote in quotes)


def test_the_document_tells_ways_of_counting_apart() -> None:
    data = (FOLDER / "borealia-note.txt").read_bytes()
    text = data.decode("utf-8")
    assert data.count(b"\r\n") == data.count(b"\n") == 6
    assert len({len(data), len(text), len(text.encode("utf-16-le")) // 2, len(text.replace("\r\n", "\n"))}) == 4
