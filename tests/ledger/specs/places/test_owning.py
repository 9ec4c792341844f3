from collections.abc import Iterator
from typing import Any

import pytest

from ledger.belief import POLICY_1
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Miswritten
from ledger.specs.places.owning import OwnDeal
from tests.ledger.given import record, source_record
from tests.ledger.specs.earlier import HEAD, claim, live

MARK = "spec-1-"
OWN = (
    source_record("spec-1-wire"),
    record("deal", id="spec-1-deal", title="Mine", parties=[{"source": "spec-1-wire", "role": "seller"}]),
    record("proposition", deal="spec-1-deal", id="moved", kind="yes-no", about="deed", text="It moved."),
    claim("spec-1-deal", "moved", "spec-1-wire", "2023-10-20"),
)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with live() as (ledger, _, _):
        yield ledger


@pytest.fixture
def own(ledger: Ledger) -> OwnDeal:
    return OwnDeal(ledger, MARK, ScenarioClock())


def others(ledger: Ledger) -> list[AnyRecord]:
    """Records of every kind that touch what is not the scenario's own."""
    theirs = ledger.claims().items[0].id
    deal: dict[str, Any] = {"deal": "d-1", "proposition": "p-moved", "reason": "x"}
    return [
        source_record("theirs"),
        record("deal", id="theirs", title="x", parties=[]),
        record("deal", id="spec-1-x", title="x", parties=[{"source": "s-1", "role": "seller"}]),
        record("proposition", deal="d-1", id="spec-1-x", kind="yes-no", about="deed", text="x"),
        claim("d-1", "p-moved", "spec-1-wire", "2023-10-20"),
        claim("spec-1-deal", "moved", "s-1", "2023-10-20"),
        claim("spec-1-deal", "moved", "spec-1-wire", "2023-10-20", restates=theirs),
        claim("spec-1-deal", "moved", "spec-1-wire", "2023-10-20", corrects=theirs, reason="x"),
        claim("spec-1-deal", "moved", "spec-1-wire", "2023-10-20", evidence=[{"document": "theirs"}]),
        record("grade", source="s-1", reliability="E", reason="x"),
        record("grade", claim=theirs, credibility="4", reason="x"),
        record("relation", source="spec-1-wire", kind="same-as", to="s-1", degree="established", reason="x"),
        record("relation", source="s-1", kind="ownership", to="spec-1-wire", degree="suspected", reason="x"),
        record(
            "relation",
            source="spec-1-wire",
            kind="interest",
            deal="d-1",
            favours="denies",
            degree="suspected",
            reason="x",
        ),
        record("document", id="theirs", title="x", held="cited", publisher="spec-1-wire"),
        record("document", id="spec-1-x", title="x", held="cited", publisher="s-1"),
        record("document", id="spec-1-x", title="x", held="cited", corrects="theirs"),
        record("document", id="spec-1-x", title="x", held="seen-by", by="s-1"),
        record("assignment", claim=theirs, deal="spec-1-deal", proposition="moved"),
        record("correction", claim=theirs, reason="x"),
        record("retraction", claim=theirs, by="s-1", scope="origin", reason="x"),
        record("voiding", claim=theirs, scope="origin", reason="x"),
        record("verdict", verdict="true", **deal),
        record("reopening", **deal),
        record("policy", policy=POLICY_1.model_dump(mode="json")),
    ]


def test_what_is_its_own_is_recorded(ledger: Ledger, own: OwnDeal) -> None:
    receipts = own.record_all(OWN, by="me")
    assert own.health().head == receipts[-1].position == ledger.health().head
    made = receipts[-1].claim
    own.record(record("grade", claim=made, credibility="4", reason="x"), by="me")
    assert own.beliefs("spec-1-deal").propositions[0].reports == 1


def test_whatever_touches_what_is_not_its_own_is_refused_before_it_is_sent(ledger: Ledger, own: OwnDeal) -> None:
    before = ledger.health().head
    refused = others(ledger)
    for one in refused:
        with pytest.raises(Miswritten):
            own.record(one, by="me")
        with pytest.raises(Miswritten):
            own.record_each([one], by="me", keep_going=True)
        with pytest.raises(Miswritten):
            own.preview(one)
    with pytest.raises(Miswritten):
        own.attach("theirs", b"x", by="me")
    with pytest.raises(Miswritten):
        own.forget(ledger.claims().items[0].id, "x", by="me")
    assert ledger.health().head == before
    assert {one.record for one in refused} == {
        *("source", "deal", "proposition", "claim", "grade", "relation", "document", "assignment", "correction"),
        *("retraction", "voiding", "verdict", "reopening", "policy"),
    }


def test_a_day_means_what_it_had_recorded_by_then_and_its_head_is_its_own(ledger: Ledger) -> None:
    # given
    clock = ScenarioClock()
    own = OwnDeal(ledger, "spec-2-", clock)
    began = ledger.health().head
    clock.turn_to("2023-02-01")
    first = own.record(source_record("spec-2-a"), by="me").position
    ledger.record(source_record("another"), by="somebody else")
    clock.turn_to("2023-02-03")
    second = own.record(source_record("spec-2-b"), by="me").position
    # then
    assert second == first + 2
    days = ("2023-01-31", "2023-02-01", "2023-02-02", "2023-02-03", str(HEAD), None)
    assert [own.place(day) for day in days] == [str(began), str(first), str(first), str(second), str(HEAD), None]
    ledger.record(source_record("a-third"), by="somebody else")
    assert own.health().head == second
    assert [entry.position for entry in own.events().items] == [first, second]
    assert own.events(after=began, limit=1).next == first
    assert own.events(after=second).items == ()
