from typing import Any

import pytest

from ledger import source
from ledger.decision import Again
from ledger.errors import AlreadyOtherwise, Rejected, UnknownReference
from ledger.events import Interest, SourceGraded, SourceRegistered, SourcesRelated
from ledger.terms import Reliability
from tests.ledger.given import folded, record, source_record


def registered(name: str = "us-intelligence") -> source.Source:
    return folded(source.evolve, source.register(source_record(name), None))  # type: ignore[arg-type]


def test_a_source_is_registered_under_its_name_and_class() -> None:
    decision = source.register(source_record("us-intelligence"), None)  # type: ignore[arg-type]

    assert isinstance(decision, tuple)
    (fact,) = decision
    assert isinstance(fact, SourceRegistered)
    assert (fact.stream, fact.name, fact.class_) == ("source:us-intelligence", "Us-Intelligence", "agency")


def test_registering_the_same_again_records_nothing() -> None:
    again = source.register(source_record("us-intelligence"), registered())  # type: ignore[arg-type]

    assert again == Again("source:us-intelligence", 1)


def test_an_id_that_is_taken_is_refused() -> None:
    other = source_record("us-intelligence", name="Another")

    with pytest.raises(AlreadyOtherwise, match="already registered as 'Us-Intelligence'") as refused:
        source.register(other, registered())  # type: ignore[arg-type]

    assert refused.value.field == "id"


def test_the_last_grade_counts_and_each_is_kept() -> None:
    first = record("grade", source="us-intelligence", reliability="B", reason="a long record")
    second = record("grade", source="us-intelligence", reliability="C", reason="a mistake in June")
    before = registered()

    graded = folded(source.evolve, before.versions, source.grade(first, before))
    regraded = source.evolve(graded, SourceGraded(source="us-intelligence", reliability=Reliability.C, reason="x"))

    assert graded.reliability is Reliability.B
    assert regraded.reliability is Reliability.C
    assert source.grade(first, regraded) == Again("source:us-intelligence", 2)
    assert isinstance(source.grade(second, regraded), tuple)


def test_a_grade_needs_its_source() -> None:
    with pytest.raises(UnknownReference, match="register it first"):
        source.grade(record("grade", source="nobody", reliability="B", reason="r"), None)


def tie(**fields: Any) -> Any:
    given = {"source": "us-intelligence", "kind": "affiliation", "to": "us", "degree": "established", "reason": "r"}
    return record("relation", **{**given, **fields})


def test_a_tie_is_recorded_with_its_degree() -> None:
    before = registered()

    after = folded(source.evolve, before.versions, source.tie(tie(), before, registered("us")))

    assert [(t.kind, t.degree) for t in after.relations] == [("affiliation", "established")]


@pytest.mark.parametrize(("known", "other", "field"), [(False, True, "source"), (True, False, "to")])
def test_a_tie_needs_both_its_sources(known: bool, other: bool, field: str) -> None:
    with pytest.raises(UnknownReference) as refused:
        source.tie(tie(), registered() if known else None, registered("us") if other else None)

    assert refused.value.field == field


def test_a_source_is_not_tied_to_itself() -> None:
    with pytest.raises(Rejected, match="not tied to itself"):
        source.tie(tie(to="us-intelligence"), registered(), registered())


def test_an_interest_has_a_direction_and_needs_its_deal() -> None:
    command = record(
        "relation",
        source="us-intelligence",
        kind="interest",
        deal="d",
        favours="denies",
        degree="suspected",
        reason="r",
    )

    decision = source.interest(command, registered(), deal_known=True)

    assert isinstance(decision, tuple)
    (fact,) = decision
    assert isinstance(fact, SourcesRelated)
    assert isinstance(fact.relation, Interest)
    assert fact.relation.favours == "denies"
    with pytest.raises(UnknownReference, match="open it first"):
        source.interest(command, registered(), deal_known=False)
