from typing import Any

import pytest

from ledger import claim, deal, document
from ledger.claim import Claim, Surroundings
from ledger.decision import Again, Decision
from ledger.errors import (
    AlreadyAssigned,
    AlreadyCorrected,
    BadAttribution,
    BadLocator,
    BadValue,
    ContradictedDate,
    InvalidRecord,
    Rejected,
    UnknownReference,
)
from ledger.events import ClaimContent, ClaimRecorded, Filing
from ledger.identity import claim_id
from ledger.records import ClaimRecord
from tests.ledger.given import facts_of, folded, record
from tests.ledger.story import everything

SOURCES = {"outlet", "kirby", "us-intelligence"}
HOPS = [
    {"source": "outlet", "role": "publisher", "on": "2023-08-31"},
    {"source": "kirby", "role": "speaker", "on": "2023-08-30", "verb": "said"},
    {"source": "us-intelligence", "role": "origin", "basis": "induced"},
]


def about() -> deal.Deal:
    state = folded(deal.evolve, deal.open_deal(record("deal", id="d", title="A deal"), None, ()))
    for kind, name in (("yes-no", "talks"), ("valued", "how-many")):
        command = record("proposition", deal="d", id=name, kind=kind, about="deed", text=name)
        (fact,) = facts_of(deal.raise_proposition(command, state))
        state = deal.evolve(state, fact)
    return state


def cited() -> document.Document:
    command = record("document", id="report", title="t", held="cited", length=100)
    return folded(document.evolve, document.cite(command, None, ()))


def command(**fields: Any) -> Any:
    return record("claim", **{"deal": "d", "proposition": "talks", "attribution": HOPS, **fields})


def decide(given: Any, *known: Claim, sources: set[str] = SOURCES, open_deal: bool = True) -> Decision:
    around = Surroundings(
        about() if open_deal else None, sources, {"report": cited()}, {state.id: state for state in known}
    )
    content = claim.content_of(given)
    return claim.record(given, content, claim_id(content), (), around)


def recorded(**fields: Any) -> Claim:
    return folded(claim.evolve, facts_of(decide(command(**fields)))[:1])


def test_a_claim_is_recorded_under_the_digest_of_its_content() -> None:
    (fact,) = facts_of(decide(command()))

    assert isinstance(fact, ClaimRecorded)
    assert fact.claim == claim_id(fact.content)
    assert fact.content.filing == Filing(deal="d", proposition="talks")


def test_the_same_again_records_nothing_whatever_its_grade_note_and_quote() -> None:
    state = recorded()
    again = command(credibility="2", note="seen twice", ref="c1")

    assert decide(again, state) == Again(f"claim:{state.id}", 1)


def test_an_assertion_date_that_the_hops_say_already_makes_no_other_claim() -> None:
    assert recorded(asserted_at="2023-08-30").id == recorded().id
    assert recorded(asserted_at="2023-08").id != recorded().id


def test_a_claim_was_asserted_on_the_date_of_its_deepest_dated_hop() -> None:
    assert claim.asserted_at(recorded().content) == "2023-08-30"
    assert claim.asserted_at(recorded(asserted_at="2023-08").content) == "2023-08"
    assert claim.asserted_at(recorded(attribution=[{"source": "outlet", "role": "publisher"}]).content) is None


def test_every_source_of_an_attribution_is_on_record_and_one_is_named() -> None:
    with pytest.raises(UnknownReference) as refused:
        decide(command(), sources={"outlet", "kirby"})
    assert refused.value.field == "attribution.2.source"
    with pytest.raises(BadAttribution, match="name at least the publisher"):
        decide(command(attribution=[{"role": "speaker", "naming": "unnamed"}]))


@pytest.mark.parametrize(
    ("hops", "said", "field"),
    [
        (HOPS, "2023-09", "asserted_at"),
        ([HOPS[0], {"source": "kirby", "role": "origin", "on": "2023-08-30"}], "2023-08-29", "asserted_at"),
        ([HOPS[0], {"source": "kirby", "role": "origin", "on": "2023-09-01"}], None, "attribution.1.on"),
    ],
)
def test_dates_that_certainly_contradict_each_other_are_refused(hops: Any, said: str | None, field: str) -> None:
    dates = {"asserted_at": said} if said else {}

    with pytest.raises(ContradictedDate) as refused:
        decide(command(attribution=hops, **dates))

    assert refused.value.field == field


def test_dates_that_may_agree_are_taken() -> None:
    hops = [HOPS[0], {"source": "kirby", "role": "origin", "on": "2023-08~"}]

    assert decide(command(attribution=hops, asserted_at="2023-08-29"))


def test_a_claim_is_filed_under_a_proposition_on_record_or_not_at_all() -> None:
    with pytest.raises(UnknownReference, match="open it first"):
        decide(command(), open_deal=False)
    with pytest.raises(UnknownReference, match="raise it first") as refused:
        decide(command(proposition="other"))
    assert refused.value.field == "proposition"
    with pytest.raises(InvalidRecord) as half:
        decide(record("claim", deal="d", text="t", attribution=HOPS))
    assert half.value.field == "proposition"


def test_half_a_filing_says_which_half_there_is() -> None:
    with pytest.raises(InvalidRecord, match="only the deal 'd'"):
        decide(record("claim", attribution=HOPS, deal="d", text="Talks go on."))


def test_an_unfiled_claim_says_what_was_claimed() -> None:
    with pytest.raises(InvalidRecord) as refused:
        decide(record("claim", attribution=HOPS))

    assert refused.value.field == "text"
    assert decide(record("claim", attribution=HOPS, text="Talks go on."))


def test_a_value_is_given_just_where_the_proposition_asks_for_one() -> None:
    with pytest.raises(BadValue, match="has no value"):
        decide(command(value="1000"))
    with pytest.raises(BadValue, match="says which value"):
        decide(command(proposition="how-many"))
    assert decide(command(proposition="how-many", value=">1000"))
    assert decide(command(proposition="how-many", stance="declines"))


def test_evidence_lies_in_a_document_on_record() -> None:
    with pytest.raises(UnknownReference) as unknown:
        decide(command(evidence=[{"document": "other"}]))
    assert unknown.value.field == "evidence.0.document"
    with pytest.raises(BadLocator) as outside:
        decide(command(evidence=[{"document": "report", "start": 90, "end": 101}]))
    assert outside.value.field == "evidence.0.end"


@pytest.mark.parametrize("place", [{"start": 5}, {"start": 5, "end": 5}, {"start": 6, "end": 5}])
def test_half_and_empty_locators_are_refused(place: dict[str, int]) -> None:
    with pytest.raises(InvalidRecord):
        decide(command(evidence=[{"document": "report", **place}]))


def test_evidence_without_a_document_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="`defaults` line"):
        decide(command(evidence=[{"start": 1, "end": 2}]))


def test_a_correction_records_the_new_claim_and_closes_the_old() -> None:
    old = recorded()

    new, closed = facts_of(decide(command(stance="denies", corrects=old.id, reason="we misread it"), old))
    after = claim.evolve(old, closed)

    assert isinstance(new, ClaimRecorded)
    assert (old.status, after.status) == ("standing", "corrected")
    assert after.corrected is not None and after.corrected.replacement == new.claim
    with pytest.raises(AlreadyCorrected, match="stands in its place"):
        decide(command(stance="unsure", corrects=old.id), after)
    with pytest.raises(AlreadyCorrected):
        claim.void(record("correction", claim=old.id, reason="r"), after)


def test_a_void_claim_is_not_corrected_again() -> None:
    old = recorded()
    void = record("correction", claim=old.id, reason="never said")

    after = folded(claim.evolve, [old.recorded, *old.versions], claim.void(void, old))

    assert after.status == "voided"
    assert claim.void(void, after) == Again(f"claim:{old.id}", 2)
    with pytest.raises(AlreadyCorrected, match="it was voided"):
        decide(command(stance="unsure", corrects=old.id), after)


def test_a_restatement_keeps_the_old_claim_until_the_newer_was_asserted() -> None:
    old = recorded()

    _, restated = facts_of(decide(command(stance="unsure", restates=old.id, asserted_at="2023-08"), old))

    assert restated.model_dump()["on"] == "2023-08"
    assert claim.evolve(old, restated).status == "restated"


def test_a_restatement_speaks_to_the_same_proposition_and_corrects_nothing() -> None:
    old = recorded()

    with pytest.raises(Rejected, match="same proposition"):
        decide(command(proposition="how-many", value="3", restates=old.id), old)
    with pytest.raises(Rejected, match="not both"):
        decide(command(stance="denies", restates=old.id, corrects=old.id), old)


def test_what_a_claim_corrects_is_on_record() -> None:
    with pytest.raises(UnknownReference) as refused:
        decide(command(corrects="sha256:" + "0" * 64))

    assert refused.value.field == "corrects"


def test_an_unfiled_claim_is_assigned_once() -> None:
    unfiled = folded(claim.evolve, decide(record("claim", attribution=HOPS, text="Talks go on.")))
    given = record("assignment", claim=unfiled.id, deal="d", proposition="talks")

    assigned = folded(claim.evolve, [unfiled.recorded, *unfiled.versions], claim.assign(given, unfiled, about()))

    assert assigned.filing == Filing(deal="d", proposition="talks")
    assert assigned.id == unfiled.id
    assert claim.assign(given, assigned, about()) == Again(f"claim:{unfiled.id}", 2)
    with pytest.raises(AlreadyAssigned):
        claim.assign(record("assignment", claim=unfiled.id, deal="d", proposition="how-many"), assigned, about())
    with pytest.raises(BadValue):
        claim.assign(record("assignment", claim=unfiled.id, deal="d", proposition="how-many"), unfiled, about())


def test_the_last_grade_of_a_claim_counts() -> None:
    state = recorded(credibility="3")

    graded = folded(
        claim.evolve,
        [state.recorded, *state.versions],
        claim.grade(record("grade", claim=state.id, credibility="2", reason="a second look"), state),
    )

    assert (state.credibility, graded.credibility) == ("3", "2")
    with pytest.raises(UnknownReference):
        claim.grade(record("grade", claim=state.id, credibility="2", reason="r"), None)


@pytest.mark.parametrize("given", [one for one in everything() if isinstance(one, ClaimRecord)])
def test_the_content_of_a_claim_is_valid_and_whole(given: ClaimRecord) -> None:
    content = claim.content_of(given)

    assert dict(content).keys() == ClaimContent.model_fields.keys()
    assert ClaimContent.model_validate(dict(content)) == content
    assert ClaimContent.model_validate_json(content.model_dump_json()) == content
