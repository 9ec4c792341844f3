from base64 import b64encode
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.canonical import commitment
from ledger.document import CONTENT_LIMIT
from ledger.errors import InvalidRecord, TooLarge
from ledger.log import Change, Secret
from ledger.sealing import Sealer, bytes_of, decode
from ledger.store import StoredLog, open_memory
from tests.ledger.examples import graded
from tests.ledger.given import record
from tests.ledger.story import ANALYST, Calendar, claim

PLACES = [{"document": "report", "quote": "No crane"}, {"document": "report"}, {"document": "report", "quote": "ß"}]


@pytest.fixture
def log(calendar: Calendar) -> Iterator[StoredLog]:
    log = open_memory(calendar)
    yield log
    log.close()


@pytest.fixture
def sealer(log: StoredLog) -> Sealer:
    salts = count()
    return Sealer(log, lambda: next(salts).to_bytes(32, "big"))


def keep(log: StoredLog, *secrets: Secret) -> None:
    version = len(log.stream("source:a"))
    log.append([Change("source:a", version, (graded("a", f"reason {version}"),), ANALYST)], secrets=secrets)


def test_notes_and_quotes_are_sealed_each_under_a_salt_of_its_own(sealer: Sealer) -> None:
    sealed, secrets = sealer.seal_claim(claim(note="No crane", evidence=PLACES))

    assert [s.of for s in sealed] == ["note", "evidence.0.quote", "evidence.2.quote"]
    assert [s.data.decode() for s in secrets] == ["No crane", "No crane", "ß"]
    assert [s.commitment for s in sealed] == [commitment(s.salt, s.data) for s in secrets]
    assert len({s.commitment for s in sealed}) == len({s.salt for s in secrets}) == 3


def test_a_claim_without_text_of_others_seals_nothing(sealer: Sealer) -> None:
    assert sealer.seal_claim(claim()) == ((), [])


def test_content_is_measured_in_bytes_and_in_code_points(sealer: Sealer) -> None:
    content, secret = sealer.seal_content("Łódź\r\n".encode(), None)

    assert (content.size, content.length) == (9, 6)
    assert secret is not None
    assert content.commitment == secret.commitment == commitment(secret.salt, "Łódź\r\n".encode())
    assert sealer.seal_content(b"\xff\xfe", None)[0].length is None


def test_bytes_that_are_held_already_keep_their_commitment(sealer: Sealer, log: StoredLog) -> None:
    first, secret = sealer.seal_content(b"bytes", None)
    assert secret is not None

    assert sealer.seal_content(b"bytes", first.commitment, [secret]) == (first, None)
    keep(log, secret)
    assert sealer.seal_content(b"bytes", first.commitment) == (first, None)
    other, fresh = sealer.seal_content(b"others", first.commitment)
    assert fresh is not None
    assert other.commitment != first.commitment


def test_a_document_has_a_limit(sealer: Sealer) -> None:
    assert sealer.seal_content(bytes(CONTENT_LIMIT), None)[0].size == CONTENT_LIMIT
    with pytest.raises(TooLarge, match="67,108,864 bytes"):
        sealer.seal_content(bytes(CONTENT_LIMIT + 1), None)


def test_empty_bytes_are_held_like_any(sealer: Sealer, log: StoredLog) -> None:
    first, secret = sealer.seal_content(b"", None)
    assert secret is not None

    assert sealer.seal_content(b"", first.commitment, [secret]) == (first, None)
    assert sealer.text(first.commitment, [secret]) == ""


def test_text_is_read_from_the_vault_or_on_its_way_there(sealer: Sealer, log: StoredLog) -> None:
    content, secret = sealer.seal_content("Łódź".encode(), None)
    assert secret is not None

    assert sealer.text(content.commitment, [secret]) == "Łódź"
    keep(log, secret)
    assert sealer.text(content.commitment) == "Łódź"


def test_a_captured_document_gives_its_bytes_as_text_or_base64() -> None:
    data = "Łódź\r\n".encode()

    assert bytes_of(record("document", id="x", title="x", text="Łódź\r\n")) == data
    assert bytes_of(record("document", id="x", title="x", base64=b64encode(data).decode())) == data


@pytest.mark.parametrize(("field", "value"), [("path", "x.txt"), ("base64", "no base 64"), ("base64", "YQ=")])
def test_bytes_that_cannot_be_had_are_refused_by_the_name_of_their_field(field: str, value: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        bytes_of(record("document", id="x", title="x", **{field: value}))
    assert refused.value.field == field


@given(st.text())
def test_text_is_decoded_untouched(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_byte_order_mark_stays_and_other_encodings_are_no_text() -> None:
    assert decode(b"\xef\xbb\xbfa\r\n") == "\ufeffa\r\n"
    assert decode("Łódź".encode("utf-16")) is None
