from hashlib import sha256
from typing import Any

import pytest

from ledger import document
from ledger.decision import Again
from ledger.document import Content
from ledger.errors import AlreadyOtherwise, OtherBytes, UnknownReference
from ledger.events import ContentForgotten, DocumentCaptured
from tests.ledger.given import folded, record

BYTES = "A note.\r\nÄ second line.".encode()
DIGEST = sha256(BYTES).hexdigest()
SEALED = "hmac-sha256:" + "1" * 64


def content(commitment: str = SEALED, sha: str = DIGEST, length: int | None = 23) -> Content:
    return Content(commitment, len(BYTES), length, sha)


def cited(**fields: Any) -> Any:
    return record("document", **{"id": "note", "title": "A note", "held": "cited", **fields})


def captured(**fields: Any) -> Any:
    return record("document", **{"id": "note", "title": "A note", "text": "x", **fields})


def test_a_document_is_held_as_cited_seen_by_another_or_captured() -> None:
    seen = record("document", id="note", title="A note", held="seen-by", by="outlet")

    assert folded(document.evolve, document.cite(cited(url="https://example.org/1"), None, ())).held == "cited"
    assert folded(document.evolve, document.cite(seen, None, ())).held == "seen-by"
    assert folded(document.evolve, document.capture(captured(), None, content(), ())).held == "captured"


def test_what_a_document_names_must_be_on_record() -> None:
    with pytest.raises(UnknownReference, match="no source 'x' is on record") as refused:
        document.cite(cited(publisher="x"), None, (("publisher", "source 'x'"),))
    assert refused.value.field == "publisher"


def test_the_same_again_records_nothing_and_other_particulars_are_refused() -> None:
    state = folded(document.evolve, document.cite(cited(), None, ()))

    assert document.cite(cited(), state, ()) == Again("document:note", 1)
    with pytest.raises(AlreadyOtherwise):
        document.cite(cited(url="https://example.org/2"), state, ())
    with pytest.raises(AlreadyOtherwise, match="attach them"):
        document.capture(captured(), state, content(), ())


def test_bytes_are_attached_to_a_citation_that_they_agree_with() -> None:
    state = folded(document.evolve, document.cite(cited(sha256=DIGEST, length=23), None, ()))

    attached = folded(document.evolve, state.versions, document.attach("note", state, content()))

    assert (attached.held, attached.content, attached.length) == ("captured", SEALED, 23)
    assert document.attach("note", attached, content()) == Again("document:note", 2)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (content(sha="0" * 64), "was cited with SHA-256"),
        (content(length=22), "was cited with 23 code points, but this has 22 code points"),
        (content(length=None), "but this has no text"),
    ],
)
def test_other_bytes_than_those_cited_are_refused(given: Content, says: str) -> None:
    state = folded(document.evolve, document.cite(cited(sha256=DIGEST, length=23), None, ()))

    with pytest.raises(OtherBytes, match=says):
        document.attach("note", state, given)


def test_held_bytes_are_never_replaced() -> None:
    state = folded(document.evolve, document.capture(captured(), None, content(), ()))

    with pytest.raises(OtherBytes, match="nothing was replaced"):
        document.attach("note", state, content(commitment="hmac-sha256:" + "2" * 64))
    with pytest.raises(UnknownReference):
        document.attach("other", None, content())


def forgotten(reason: str = "a court order") -> document.Document:
    state = folded(document.evolve, document.capture(captured(), None, content(), ()))
    return document.evolve(state, ContentForgotten(subject="document:note", commitments=(SEALED,), reason=reason))


@pytest.mark.parametrize("commitment", [SEALED, "hmac-sha256:" + "2" * 64])
def test_forgotten_bytes_are_said_to_be_forgotten_and_do_not_come_back(commitment: str) -> None:
    state = forgotten()

    assert state.held == "forgotten"
    with pytest.raises(
        AlreadyOtherwise, match=r"were forgotten \(a court order\), and are not attached again"
    ) as refused:
        document.attach("note", state, content(commitment=commitment))
    assert refused.value.field == "document"
    with pytest.raises(AlreadyOtherwise, match=r"its bytes were forgotten \(a court order\)"):
        document.capture(captured(), state, content(commitment=commitment), ())
    with pytest.raises(AlreadyOtherwise, match=r"\(x{200}\.\.\.\)"):
        document.attach("note", forgotten("x" * 4_000), content(commitment=commitment))


def test_where_a_log_has_them_attached_again_they_are_held_as_it_says() -> None:
    """Ledgers did so before; what they recorded is read for ever."""
    again = document.evolve(
        forgotten(), DocumentCaptured(document="note", content="hmac-sha256:" + "2" * 64, size=2, length=2)
    )

    assert again.held == "captured"
