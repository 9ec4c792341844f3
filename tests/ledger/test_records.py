from typing import Any, get_args

import orjson
import pytest
from pydantic import Tag

from ledger.errors import InvalidRecord
from ledger.parsing import parse_record
from ledger.records import (
    RECORDS,
    AnyRecord,
    CapturedDocumentRecord,
    CitedDocumentRecord,
    ClaimGradeRecord,
    InterestRecord,
    Record,
    SeenByDocumentRecord,
    SourceGradeRecord,
    TieRecord,
    ValuedRecord,
    YesNoRecord,
    is_ref,
)
from ledger.terms import Mode, Stance
from tests.ledger.given import record
from tests.ledger.story import DEAL, claim, everything, id_of

EVERY = [*everything(), record("defaults", deal=DEAL), record("policy", policy={"name": "p"})]


def test_every_kind_of_record_is_told_apart_by_its_tag() -> None:
    kinds = {get_args(branch)[0]: get_args(branch)[1] for branch in get_args(get_args(AnyRecord)[0])}

    assert set(map(type, EVERY)) == set(kinds)
    assert all(isinstance(tag, Tag) for tag in kinds.values())


@pytest.mark.parametrize("given", EVERY, ids=lambda given: type(given).__name__)
def test_every_record_is_read_back_as_it_was_written(given: Record) -> None:
    written = RECORDS.dump_json(given, exclude_none=True)  # type: ignore[arg-type]

    assert parse_record(written) == given


@pytest.mark.parametrize("given", EVERY, ids=lambda given: type(given).__name__)
def test_no_record_has_room_for_what_it_does_not_know(given: Record) -> None:
    surplus = {**orjson.loads(RECORDS.dump_json(given, exclude_none=True)), "surplus": 1}  # type: ignore[arg-type]

    with pytest.raises(InvalidRecord) as refused:
        parse_record(orjson.dumps(surplus))
    assert "there is no such field here; there are: " in dict(refused.value.faults)["surplus"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"record": "relation", "kind": "interest", "deal": "d", "favours": "denies"}, InterestRecord),
        ({"record": "relation", "kind": "same-as", "to": "b"}, TieRecord),
        ({"record": "grade", "reliability": "A"}, SourceGradeRecord),
        ({"record": "grade", "source": None, "claim": "c1", "credibility": "2"}, ClaimGradeRecord),
    ],
)
def test_relations_and_grades_are_told_apart_by_what_they_are_about(fields: dict[str, Any], kind: type) -> None:
    given = {
        "source": "a",
        "reason": "x",
        **({"degree": "suspected"} if fields["record"] == "relation" else {}),
        **fields,
    }

    assert isinstance(parse_record(orjson.dumps({k: v for k, v in given.items() if v is not None})), kind)


def test_a_document_is_captured_unless_it_says_otherwise() -> None:
    about = {"id": "x", "title": "x"}

    assert isinstance(record("document", text="x", **about), CapturedDocumentRecord)
    assert isinstance(record("document", held="cited", **about), CitedDocumentRecord)
    assert isinstance(record("document", held="seen-by", by="a", **about), SeenByDocumentRecord)
    with pytest.raises(InvalidRecord, match="captured, cited or seen-by"):
        record("document", held="somewhere", **about)


@pytest.mark.parametrize("content", [{}, {"text": "x", "base64": "eA=="}, {"text": "x", "path": "x"}])
def test_a_captured_document_has_exactly_one_content(content: dict[str, str]) -> None:
    with pytest.raises(InvalidRecord, match="exactly one of text, base64 and path"):
        record("document", id="x", title="x", **content)


def test_an_empty_text_is_a_content() -> None:
    assert record("document", id="x", title="x", text="").text == ""


def test_a_proposition_is_yes_no_or_valued() -> None:
    about = {"deal": "d", "id": "p", "about": "deed", "text": "x"}

    assert isinstance(record("proposition", kind="yes-no", **about), YesNoRecord)
    assert isinstance(record("proposition", kind="valued", **about), ValuedRecord)
    for wrong in ({"kind": "open"}, {}, {"kind": "valued", "implies": ["q"]}, {"kind": "yes-no", "unit": "cranes"}):
        with pytest.raises(InvalidRecord):
            record("proposition", **about, **wrong)


def test_a_claim_affirms_as_fact_unless_it_says_otherwise() -> None:
    assert (claim().stance, claim().mode) == (Stance.AFFIRMS, Mode.FACT)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"stance": "maybe"}, "stance"),
        ({"value": "{"}, "value"),
        ({"period": "last week"}, "period"),
        ({"asserted_at": "31.12.2023"}, "asserted_at"),
        ({"occasion": "The Briefing"}, "occasion"),
        ({"credibility": 2}, "credibility"),
        ({"evidence": [{"document": "d", "start": -1, "end": 4}]}, "evidence.0.start"),
        ({"attribution": [{"source": "a", "role": "author"}]}, "attribution.0.role"),
        ({"corrects": "sha256:abc"}, "corrects"),
        ({"recorded_at": "2024-01-01"}, "recorded_at"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        claim(**fields)
    assert field in {name for name, _ in refused.value.faults}


@pytest.mark.parametrize("name", ["c1", "a", "sha256", "sha256-" + "0" * 57])
def test_a_ref_is_told_from_an_id(name: str) -> None:
    assert is_ref(claim(corrects=name).corrects)
    assert not is_ref(claim(corrects=id_of(claim())).corrects)
