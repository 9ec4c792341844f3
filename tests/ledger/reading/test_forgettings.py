"""What there is to forget, and where the same words still stand."""

import pytest

from ledger.errors import UnknownReference
from ledger.service import Ledger
from tests.ledger.given import record
from tests.ledger.story import ANALYST, beginning, claim, head, id_of

TEXT = "The cranes were seen on the quay by the harbour master himself.\n"
QUOTE, NOTE = TEXT[4:35], "Told by Jana Novotna, who must not be named."
QUOTED = claim(evidence=[{"document": "report", "start": 4, "end": 35, "quote": QUOTE}], note=NOTE, text="As printed.")
ID = id_of(QUOTED)


@pytest.fixture
def told(empty: Ledger) -> Ledger:
    report = record("document", id="report", title="A report", publisher="outlet", text=TEXT)
    empty.record_all([*beginning(), report, QUOTED], by=ANALYST)
    return empty


def test_a_preview_erases_nothing(told: Ledger) -> None:
    there = head(told)

    found = told.forgetting(ID)

    assert [one.part for one in found.erased] == ["note", "evidence.0.quote"]
    assert (found.receipt, found.overwritten, head(told)) == (None, None, there)
    assert told.claim(ID).note == NOTE


def test_where_the_same_words_still_stand_is_said(told: Ledger) -> None:
    said = claim("agency-c", text=f"It reads: {QUOTE}", evidence=[{"document": "report", "quote": QUOTE}])
    copy = record("document", id="copy", title="A copy", text=TEXT)
    told.record_all([said, copy], by=ANALYST)

    of_quote = {(one.thing, one.part, one.erasable) for one in told.forgetting(ID, of=["evidence.0.quote"]).elsewhere}
    of_report = {(one.thing, one.part, one.erasable) for one in told.forgetting("report").elsewhere}

    others = {(id_of(said), "evidence.0.quote", True), (id_of(said), "text", False)}
    assert of_quote == {("report", "content", True), *others}
    assert of_report == {
        ("copy", "content", True),
        (ID, "evidence.0.quote", True),
        (id_of(said), "evidence.0.quote", True),
    }
    assert told.forgetting(ID, of=["note"]).elsewhere == ()


def test_words_of_which_the_claim_itself_repeats_some_are_named(empty: Ledger) -> None:
    twice = claim(text=f"He says: {NOTE}", note=NOTE, evidence=[{"document": "page", "quote": NOTE}])
    cited = record("document", id="page", title="A page", held="cited", url="https://page.example/1")
    empty.record_all([*beginning(), cited, twice], by=ANALYST)

    found = {(one.part, one.erasable) for one in empty.forgetting(id_of(twice), of=["note"]).elsewhere}

    assert found == {("evidence.0.quote", True), ("text", False)}


def test_a_few_letters_are_no_quotation(empty: Ledger) -> None:
    page = record("document", id="page", title="A page", text="No. It was another.")
    short = claim(evidence=[{"document": "page", "start": 0, "end": 3, "quote": "No."}])
    empty.record_all([*beginning(), page, short], by=ANALYST)

    assert empty.forgetting(id_of(short)).elsewhere == ()


def test_what_is_nowhere_is_refused(told: Ledger) -> None:
    with pytest.raises(UnknownReference):
        told.forgetting("nowhere")
