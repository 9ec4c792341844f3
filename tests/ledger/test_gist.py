"""What beliefs need of a claim is read apart, and is what the whole of it says."""

from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ledger.attribution import Hedge, Hop
from ledger.belief.claims import claim_on_record
from ledger.claim import content_of
from ledger.entries import Entry, Envelope, decode, encode
from ledger.errors import DamagedLedger
from ledger.events import ClaimContent, ClaimRecorded
from ledger.gist import ClaimGist, ContentGist, EntryGist, HedgeGist, HopGist, gist_of
from ledger.identity import claim_id
from ledger.terms import Basis, Credibility, HedgeLevel, Mode, Role, Stance
from tests.ledger.story import claim

PAIRS = [
    (HedgeGist, Hedge),
    (HopGist, Hop),
    (ContentGist, ClaimContent),
    (ClaimGist, ClaimRecorded),
    (EntryGist, Envelope[ClaimRecorded]),
]
ENUMERATIONS = (Basis, Credibility, HedgeLevel, Mode, Role, Stance)


@pytest.mark.parametrize(("gist", "model"), PAIRS)
def test_a_gist_has_the_fields_of_its_model(gist: type[msgspec.Struct], model: type[BaseModel]) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(gist)}

    assert set(fields) == set(model.model_fields)
    for name, field in fields.items():
        ours, theirs = get_type_hints(gist)[name], model.model_fields[name]
        if ours is not msgspec.Raw:
            assert field.required == theirs.is_required(), name
            assert field.required or field.default == theirs.default, name
            for enumeration in ENUMERATIONS:
                assert (enumeration.__name__ in str(ours)) == (enumeration.__name__ in str(theirs.annotation)), name


def recorded(**fields: Any) -> ClaimRecorded:
    given = claim(**fields)
    content = content_of(given)
    return ClaimRecorded(claim=claim_id(content), content=content, credibility=given.credibility)


def entry(fact: ClaimRecorded) -> Entry:
    at = "2023-08-31T12:00:00.000000Z"
    return encode(fact, position=7, version=1, recorded_at=at, recorded_by="ana", nonce="0" * 32)


slugs = st.sampled_from(["a", "agency-a", "b.c", "x1"])
dates = st.sampled_from(["2024-01-01", "2023-08~", "2023-08-01/2023-08-15", "2023-08/.."])
hops = st.fixed_dictionaries(
    {"role": st.sampled_from(["publisher", "relay", "speaker"])},
    optional={
        "source": slugs,
        "verb": st.just("said"),
        "basis": st.sampled_from(list(Basis)).map(str),
        "hedge": st.fixed_dictionaries(
            {"level": st.sampled_from(list(HedgeLevel)).map(str)}, optional={"words": st.just("it \N{SNOWMAN} seems")}
        ),
        "on": dates,
        "inferred": st.booleans(),
        "acknowledged": st.just("declined"),
    },
)
claims = st.fixed_dictionaries(
    {"attribution": st.lists(hops, min_size=1, max_size=5)},
    optional={
        "stance": st.sampled_from(list(Stance)).map(str),
        "mode": st.sampled_from(list(Mode)).map(str),
        "value": st.sampled_from([">1000", "{a,b}", "about \N{SNOWMAN}", "2023-08"]),
        "period": dates,
        "text": st.text(min_size=1, max_size=20),
        "evidence": st.just([{"document": "page", "start": 0, "end": 3}]),
        "occasion": slugs,
        "asserted_at": dates,
        "corrects": st.just("sha256:" + "a" * 64),
        "restates": st.just("sha256:" + "b" * 64),
        "credibility": st.sampled_from(list(Credibility)).map(str),
    },
)


@settings(max_examples=300, deadline=None)
@given(claims)
def test_the_gist_of_a_claim_is_what_the_whole_of_it_comes_to(fields: dict[str, Any]) -> None:
    written = entry(recorded(**fields))
    read = decode(written.data)

    assert isinstance(read.told, ClaimGist)
    assert claim_on_record(read.told, 7, "then") == claim_on_record(written.fact, 7, "then")  # type: ignore[arg-type]
    assert read.fact == written.fact
    assert read.told == written.told  # the whole, once it was asked for
    assert read == written
    assert hash(read) == hash(written)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (b'"role":"publisher"', b'"role":"publicist"'),
        (b'"on":"2024-01-01"', b'"on":"2O24-01-01"'),
        (b'"on":"2024-01-01"', b'"off":"2024-01-01"'),
        (b'"asserted_at":"2024-01-02"', b'"asserted_at":"2024-13-02"'),
        (b'"value":"{a,b}"', b'"value":"{a,,b}"'),
        (b'"attribution":[', b'"attribution":[],"attributions":['),
        (b'"inferred":true', b'"inferred":"yes"'),
        (b'"position":7', b'"position":0'),
        (b'"recorded_at":"2023-08-31T', b'"recorded_at":"2023-08-31 '),
        (b'"stream":"claim:', b'"stream":"claims:'),
        (b'"stance":"denies"', b'"stance":7'),
    ],
)
def test_what_was_never_written_has_no_gist_and_is_damage(written: bytes, instead: bytes) -> None:
    hop = {"source": "outlet", "role": "publisher", "on": "2024-01-01", "inferred": True}
    fact = recorded(attribution=[hop], stance="denies", value="{a,b}", asserted_at="2024-01-02")
    data = entry(fact).data
    assert gist_of(data) is not None
    assert written in data
    damaged = data.replace(written, instead)

    assert gist_of(damaged) is None
    with pytest.raises(DamagedLedger):
        decode(damaged)


def test_what_no_belief_needs_is_held_to_its_form_once_the_whole_is_asked_for() -> None:
    data = entry(recorded(text="as printed")).data
    read = decode(data.replace(b'"text":"as printed"', b'"text":7'))

    assert isinstance(read.told, ClaimGist)
    with pytest.raises(DamagedLedger, match=r"content\.text|text"):
        _ = read.fact
