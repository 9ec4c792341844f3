from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
import rfc8785

from ledger.clocks import instant
from ledger.entries import ENTRY_LIMIT, Entry, decode, encode, fact_type, leaf_hash, type_of
from ledger.errors import DamagedLedger, NewerLedger, Rejected, TooLarge
from ledger.events import FACTS, DocumentCited, Fact, PolicyAdopted
from tests.ledger.examples import EXAMPLES, fact_json, graded


def entry_of(fact: Fact) -> Entry:
    return encode(
        fact,
        position=41,
        version=3,
        recorded_at="2023-08-31T12:00:00.000000Z",
        recorded_by='analyst "Ł"',
        nonce="0f" * 16,
    )


def test_every_fact_has_an_example() -> None:
    assert {type(fact) for fact in EXAMPLES} == set(FACTS.values())


@pytest.mark.parametrize("fact", EXAMPLES, ids=fact_type)
def test_an_entry_is_read_back_as_it_was_written(fact: Fact) -> None:
    entry = entry_of(fact)

    assert decode(entry.data) == entry
    assert entry.stream == fact.stream


@pytest.mark.parametrize("fact", EXAMPLES, ids=fact_type)
def test_the_bytes_are_the_canonical_json_of_the_envelope(fact: Fact) -> None:
    envelope: Any = {
        "fact": fact_json(fact),
        "nonce": "0f" * 16,
        "position": 41,
        "recorded_at": "2023-08-31T12:00:00.000000Z",
        "recorded_by": 'analyst "Ł"',
        "stream": fact.stream,
        "type": fact_type(fact),
        "version": 3,
    }

    assert entry_of(fact).data == rfc8785.dumps(envelope)


def test_null_fields_are_left_out_but_a_policy_keeps_its_own() -> None:
    [policy] = [fact for fact in EXAMPLES if isinstance(fact, PolicyAdopted)]

    assert b'"floor":null' in entry_of(policy).data
    assert b"null" not in b"".join(entry_of(fact).data for fact in EXAMPLES if fact is not policy)


def test_an_entry_may_be_as_large_as_the_limit_and_no_larger() -> None:
    def of_size(padding: int) -> Entry:
        return entry_of(PolicyAdopted(policy={"notes": "x" * padding}, digest="sha256:" + "0" * 64))

    room = ENTRY_LIMIT - len(of_size(0).data)

    assert len(of_size(room).data) == ENTRY_LIMIT
    with pytest.raises(TooLarge, match="65,536 bytes"):
        of_size(room + 1)


def test_a_number_without_canonical_form_is_rejected() -> None:
    [cited] = [fact for fact in EXAMPLES if isinstance(fact, DocumentCited)]

    with pytest.raises(Rejected, match="canonical"):
        entry_of(cited.model_copy(update={"length": 2**53}))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (b'"reason":"Seen', b'"reason":7,"x":"Seen'),
        (b'"reason":', b'"treason":'),
        (b'"position":41', b'"position":0'),
        (b'"position":41', b'"position":"41"'),
        (b'"recorded_at":"2023-08-31T12:00:00.000000Z"', b'"recorded_at":"2023-08-31"'),
        (b'"recorded_by":"analyst \\"\xc5\x81\\""', b'"recorded_by":""'),
        (b'"nonce":"0f', b'"nonce":"zz'),
        (b'"nonce":', b'"nonces":'),
        (b'"stream":"source:harbour-post"', b'"stream":"source:another"'),
        (b'"version":3', b'"version":0'),
        (b'"version":3', b'"version":3 '),
        (b'{"fact":', b' {"fact":'),
        (b'"type":"source-graded/1"', b'"type":"source-registered/1"'),
        (b'"type":"source-graded/1"', b'"type":"source-graded/0"'),
        (b'"type":"source-graded/1"', b'"type":"graded"'),
        (b"Seen", b"\xff"),
    ],
)
def test_what_was_never_written_is_damage(written: bytes, instead: bytes) -> None:
    data = entry_of(graded("harbour-post")).data
    assert written in data

    with pytest.raises(DamagedLedger):
        decode(data.replace(written, instead))


@pytest.mark.parametrize("data", [b"", b"{}", b"null", b'{"fact":{', b"\x00" * 300])
def test_bytes_that_are_no_entry_are_damage(data: bytes) -> None:
    with pytest.raises(DamagedLedger):
        decode(data)


@pytest.mark.parametrize("kind", [b"source-graded/2", b"source-blessed/1"])
def test_a_kind_or_revision_not_known_yet_asks_for_a_newer_program(kind: bytes) -> None:
    data = entry_of(graded("harbour-post")).data.replace(b"source-graded/1", kind)

    with pytest.raises(NewerLedger, match=kind.decode()):
        decode(data)


def test_the_type_is_read_from_the_envelope_not_from_the_fact() -> None:
    policy = PolicyAdopted(policy={"type": "source-graded/9", "version": 1}, digest="sha256:" + "0" * 64)

    assert decode(entry_of(policy).data).fact == policy


def test_the_type_that_was_written_is_told_without_reading_the_rest() -> None:
    for fact in EXAMPLES:
        assert type_of(entry_of(fact).data) == fact_type(fact)
    assert type_of(b'{"fact":{"type":"x/9"},"position":1,"type":"claim-recorded/7","version":1}') == "claim-recorded/7"
    with pytest.raises(DamagedLedger):
        type_of(b'{"fact":{}}')


def test_a_leaf_is_hashed_as_in_rfc_6962() -> None:
    assert leaf_hash(b"") == "sha256:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"abc") == "sha256:" + sha256(b"\x00abc").hexdigest()


def test_an_instant_is_utc_with_microseconds_and_sorts_as_text() -> None:
    east = datetime(2023, 9, 1, 2, 0, tzinfo=timezone(timedelta(hours=3)))

    assert instant(east) == "2023-08-31T23:00:00.000000Z" < instant(datetime(2023, 9, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="offset"):
        instant(datetime(2023, 9, 1))


def test_an_entry_fits_a_tile() -> None:
    """C2SP tlog-tiles: the length of an entry is a 16-bit number."""
    assert ENTRY_LIMIT.bit_length() == 16
    assert (ENTRY_LIMIT + 1).bit_length() == 17


def test_an_entry_is_not_changed() -> None:
    entry = entry_of(graded("harbour-post"))
    for field in entry.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(entry, field, None)


def test_entries_are_equal_if_all_of_them_is() -> None:
    entry = entry_of(graded("harbour-post"))
    assert entry == decode(entry.data)
    assert entry != decode(entry.data.replace(b'"version":3', b'"version":4'))
    assert entry != entry.data
