import re
from typing import Any

import pytest
from pydantic import ValidationError

from ledger import events
from ledger.events import FACTS, ClaimContent, Evidence, Fact, Filing
from tests.ledger.examples import CLAIM, CONTENT, DEAL, EXAMPLES

PARENTS: set[type[Fact]] = {events.SourceFact, events.DocumentFact, events.DealFact, events.ClaimFact}


def every(kind: type[Fact]) -> set[type[Fact]]:
    return {kind}.union(*map(every, kind.__subclasses__()))


def test_every_fact_is_listed_by_its_wire_name() -> None:
    here = {fact for fact in every(Fact) if fact.__module__ == events.__name__} - PARENTS - {Fact}

    assert set(FACTS.values()) == here
    assert {wire: fact.wire for wire, fact in FACTS.items()} == {wire: wire for wire in FACTS}


def test_wire_names_are_words_that_can_stand_in_a_type() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", wire) for wire in FACTS)
    assert all(fact.revision >= 1 for fact in FACTS.values())


def test_there_is_an_example_of_every_fact() -> None:
    assert {type(example) for example in EXAMPLES} == set(FACTS.values())


@pytest.mark.parametrize("fact", EXAMPLES, ids=lambda fact: fact.wire)
def test_a_fact_belongs_to_the_stream_of_what_it_is_about(fact: Fact) -> None:
    kind, _, name = fact.stream.partition(":")

    assert kind in ("source", "document", "deal", "claim", "policy")
    assert name in ("", DEAL, CLAIM, *(getattr(fact, field, None) for field in ("source", "document", "claim")),
                    getattr(fact, "subject", "").partition(":")[2])  # fmt: skip
    assert (name == "") == (kind == "policy")


@pytest.mark.parametrize("fact", EXAMPLES, ids=lambda fact: fact.wire)
def test_a_fact_is_frozen_and_has_no_room_for_more(fact: Fact) -> None:
    given: dict[str, Any] = fact.model_dump(by_alias=True)

    with pytest.raises(ValidationError, match="Extra inputs"):
        type(fact).model_validate({**given, "surplus": 1})
    for field in type(fact).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(fact, field, None)


def test_a_kind_of_fact_must_say_its_stream() -> None:
    with pytest.raises(AssertionError, match="does not say its stream"):
        _ = Fact().stream


@pytest.mark.parametrize(("start", "end"), [(None, 4), (4, None), (4, 4), (5, 4), (-1, 4)])
def test_a_locator_is_whole_and_goes_forward(start: int | None, end: int | None) -> None:
    with pytest.raises(ValidationError):
        Evidence(document="d", start=start, end=end)


def test_a_claim_is_filed_under_both_or_neither() -> None:
    assert CONTENT.filing == Filing(deal=DEAL, proposition="cranes-loaded")
    assert ClaimContent(attribution=CONTENT.attribution, text="unfiled").filing is None


@pytest.mark.parametrize("subject", ["claim:sha256:abc", "source:a", "deal:d", "document:"])
def test_only_text_of_claims_and_documents_is_forgotten(subject: str) -> None:
    (example,) = (e for e in EXAMPLES if isinstance(e, events.ContentForgotten))
    with pytest.raises(ValidationError):
        events.ContentForgotten(subject=subject, commitments=example.commitments, reason="x")
