import json
from contextlib import suppress
from typing import Any

import pytest

from ledger.errors import InvalidRecord
from ledger.parsing import parse_object, parse_record

CLAIM: dict[str, Any] = {"record": "claim", "text": "It is so.", "attribution": [{"source": "a", "role": "origin"}]}
SOURCE: dict[str, Any] = {"record": "source", "id": "a", "name": "A", "kind": "outlet", "class": "press"}


def refused(value: object) -> dict[str, str]:
    """The faults of a record, by field."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(InvalidRecord) as found:
        parse_record(data)
    return dict(found.value.faults)


def test_a_record_is_read() -> None:
    record = parse_record(json.dumps(SOURCE).encode())
    assert record.model_dump(mode="json", by_alias=True, exclude_none=True) == SOURCE


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"name": None}, "name", "expected a valid string; found None"),
        ({"name": 7}, "name", "expected a valid string; found 7"),
        ({"kind": "paper"}, "kind", "found 'paper'"),
        ({"id": "Not A Slug"}, "id", "expected lower-case letters and digits"),
        ({"colour": "red"}, "colour", "there is no such field here; there are: id, name, kind, class"),
        ({"class": "x" * 100}, "class", "..."),
    ],
)
def test_a_fault_names_its_field_what_was_found_and_what_was_expected(
    change: dict[str, Any], field: str, said: str
) -> None:
    faults = refused(SOURCE | change)
    assert list(faults) == [field]
    assert said in faults[field]


def test_a_field_that_is_missing_is_said_to_be_required() -> None:
    assert refused({"record": "source", "id": "a", "name": "A", "kind": "outlet"}) == {
        "class": "this field is required"
    }


def test_a_field_within_a_field_that_is_unknown_is_told_those_that_there_are_in_it() -> None:
    hop = {"role": "origin", "soruce": "x", "hedge": {"level": "possible", "lvl": 1}}
    faults = refused({"record": "claim", "attribution": [hop], "evidence": [{"document": "d", "page": 2}]})
    assert faults["attribution.0.hedge.lvl"] == "there is no such field here; there are: level, words"
    assert "there are: source, role, verb, basis" in faults["attribution.0.soruce"]
    assert "there are: document, start, end, quote" in faults["evidence.0.page"]


def test_the_kinds_of_relation_are_told_with_interest_among_them() -> None:
    kind = refused({"record": "relation", "source": "a", "to": "b", "kind": "friend"})["kind"]
    assert kind.startswith("expected affiliation, ")
    assert kind.endswith(" or interest; found 'friend'")


def test_every_fault_is_found_at_once() -> None:
    assert set(refused({"record": "source", "id": "A A", "kind": "paper", "colour": "red"})) == {
        "id",
        "name",
        "kind",
        "class",
        "colour",
    }


@pytest.mark.parametrize("record", ["rumour", None, 7])
def test_an_unknown_kind_is_told_the_known_ones(record: object) -> None:
    said = refused({"record": record})["record"]
    assert "claim" in said and "source" in said and repr(record) in said
    assert "/" not in said


def test_a_record_without_its_kind_is_told_the_same() -> None:
    assert "claim" in refused({})["record"]


def test_a_document_is_held_in_one_of_three_ways() -> None:
    document = {"record": "document", "id": "d", "title": "D", "held": "stolen"}
    assert refused(document) == {"held": "expected captured, cited or seen-by; found 'stolen'"}


def test_a_proposition_is_of_one_of_two_kinds() -> None:
    asked = {"record": "proposition", "deal": "d", "id": "p", "kind": "number", "about": "deed", "text": "How many?"}
    assert refused(asked)["kind"] == "expected yes-no or valued; found 'number'"


@pytest.mark.parametrize(
    ("attribution", "field", "said"),
    [
        ([], "attribution", "at least one"),
        (
            [{"source": "a", "role": "origin"}, {"source": "b", "role": "publisher"}],
            "attribution",
            "the origin is the last",
        ),
        ([{"role": "publisher", "naming": "named"}], "attribution.0", "must say which source it is"),
        ([{"source": "a", "role": "narrator"}], "attribution.0.role", "found 'narrator'"),
        ([{"source": "a", "role": "origin", "on": "last week"}], "attribution.0.on", "last week"),
    ],
)
def test_faults_of_an_attribution_are_told_by_their_hop(attribution: list[Any], field: str, said: str) -> None:
    faults = refused(CLAIM | {"attribution": attribution})
    assert list(faults) == [field]
    assert said in faults[field]


def test_branches_of_a_choice_are_no_part_of_a_field() -> None:
    assert set(refused({"record": "correction", "claim": "no id, no ref", "reason": "r"})) == {"claim"}


@pytest.mark.parametrize("data", [b"", b"{", b'{"record":', b"nonsense", b"\xff"])
def test_what_is_no_json_is_said_to_be_none(data: bytes) -> None:
    for parse in (parse_record, parse_object):
        with pytest.raises(InvalidRecord) as found:
            parse(data)
        assert "this is not JSON" in found.value.detail
        assert found.value.field == ""


@pytest.mark.parametrize(("data", "shown"), [(b"[]", "[]"), (b'"claim"', "'claim'"), (b"null", "None")])
def test_an_object_is_an_object(data: bytes, shown: str) -> None:
    with pytest.raises(InvalidRecord) as found:
        parse_object(data)
    assert found.value.detail == f"a record is a JSON object, but this is {shown}"


def test_an_object_is_read() -> None:
    assert parse_object(b' {"a": [1, null]} ') == {"a": [1, None]}


def test_numbers_are_not_taken_for_truth_nor_text_for_numbers() -> None:
    evidence = [{"document": "d", "start": True, "end": "9"}]
    assert set(refused(CLAIM | {"evidence": evidence})) == {"evidence.0.start", "evidence.0.end"}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b'{"record":"claim","text":"It is so.","stance":"affirms","stance":"denies","attribution":[]}', "stance"),
        (b'{"record":"claim","text":"\\u0022: so","stance":"affirms","stance":"denies","attribution":[]}', "stance"),
        (
            b'{"record":"claim","text":"It is so.","stance":"denies","st\\u0061nce":"affirms","attribution":[]}',
            "stance",
        ),
        (
            b'{"record":"claim","text":"It is so.","attribution":[{"source":"b","source":"a","role":"origin"}]}',
            "source",
        ),
        (b'{"record":"source","record":"claim","text":"It is so.","attribution":[]}', "record"),
    ],
)
def test_a_field_given_twice_is_refused_for_nobody_can_tell_which_was_meant(data: bytes, field: str) -> None:
    data = data.replace(b'"attribution":[]', b'"attribution":[{"source":"a","role":"origin"}]')

    assert refused(data) == {field: "this field is given more than once: give it once"}
    with pytest.raises(InvalidRecord):
        parse_object(data)


def test_the_same_name_may_stand_in_several_objects_and_texts() -> None:
    said = CLAIM | {"text": 'He said: "text": "text"', "attribution": CLAIM["attribution"] * 2}
    said["attribution"] = [{"source": "a", "role": "speaker"}, {"source": "a", "role": "origin"}]
    assert parse_record(json.dumps(said, indent=1).encode()).model_dump()["text"] == said["text"]


def test_what_only_some_parsers_take_for_json_is_refused() -> None:
    assert "not JSON" in refused(b'{"record":"policy","policy":{"a":NaN}}')[""]


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    nested = b'{"record":"policy","policy":{"text":"\\n","a":' + b"[" * depth + b"]" * depth + b"}}"

    assert "limit exceeded" in refused(nested)[""]
    with suppress(InvalidRecord):  # what some versions of Python read leaves the record's own form to be refused
        parse_object(nested)


@pytest.mark.parametrize("depth", [200, 300, 1_000, 2_000, 100_000])
def test_what_is_nested_too_deep_is_refused_whatever_reads_or_writes_it(depth: int) -> None:
    with pytest.raises(InvalidRecord):
        parse_record(b'{"record":"source","id":' + b"[" * depth + b"]" * depth + b"}")
    if depth > 250:
        with pytest.raises(InvalidRecord):
            parse_object(b'{"id":' + b"[" * depth + b"]" * depth + b"}")


def test_what_has_faults_by_the_thousand_is_told_so_in_one() -> None:
    hops = b",".join([b"{}"] * 10_000)
    with pytest.raises(InvalidRecord, match="it has 10,001 faults, more than are worth telling") as refused:
        parse_record(b'{"record":"claim","attribution":[%b]}' % hops)

    assert len(refused.value.faults) == 1
