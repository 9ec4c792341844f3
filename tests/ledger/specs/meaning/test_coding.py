import pytest

from ledger.errors import ContradictedDate
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import CLAIM, again, change, code, prepared
from ledger.specs.meaning.finding import claim_of
from ledger.specs.scene import Scene

ROW = {
    "recorded": "2031-10-13",
    "said": "2031-10-12",
    "origin": "State U",
    "stance": "affirms",
    "proposition": "it moved",
}


def test_publisher_speaker_and_origin_are_the_hops_in_this_order(scene: Scene) -> None:
    record = code(scene, ROW | {"publisher": "Wire", "speaker": "Official"})
    hops = [(hop["source"], hop["role"]) for hop in record["attribution"]]
    assert hops == [("wire", "publisher"), ("official", "speaker"), ("state-u", "origin")]


def test_basis_and_hedge_are_those_of_the_deepest_hop(scene: Scene) -> None:
    record = code(scene, ROW | {"publisher": "Wire", "basis": "witnessed", "hedge": "possible"})
    assert record["attribution"] == [
        {"source": "wire", "role": "publisher"},
        {"source": "state-u", "role": "origin", "basis": "witnessed", "hedge": {"level": "possible"}},
    ]


def test_somebody_has_to_say_it() -> None:
    with pytest.raises(Miswritten, match="nobody says this"):
        CLAIM.check({key: cell for key, cell in ROW.items() if key != "origin"})


def test_a_claim_with_a_value_raises_a_proposition_that_asks_for_one(scene: Scene) -> None:
    # when
    prepared(scene, [ROW | {"value": ">300"}])()
    # then
    assert scene.ledger.deal(scene.deal()).propositions[0].form.kind == "valued"


def test_rows_are_recorded_each_on_its_day(scene: Scene) -> None:
    # when
    prepared(scene, [ROW, ROW | {"recorded": "2031-10-20", "origin": "State W"}])()
    # then
    recorded = [entry.recorded_at[:10] for entry in scene.ledger.events().items if entry.type == "claim-recorded/1"]
    assert recorded == ["2031-10-13", "2031-10-20"]


def test_coding_records_no_claim_yet(scene: Scene) -> None:
    prepared(scene, [ROW])
    assert not scene.ledger.claims().items


def test_each_role_has_its_hop_and_what_it_made_of_what_it_passed_on(scene: Scene) -> None:
    # when
    row = ROW | {"publisher": "Wire", "publisher words": "it moved", "translator": "", "translator hedge": "probable"}
    record = code(scene, row | {"hedge": "possible", "origin words": "may have", "reported": "2031-10-13"})
    # then
    assert record["attribution"] == [
        {"source": "wire", "role": "publisher", "hedge": {"level": "certain", "words": "it moved"}, "on": "2031-10-13"},
        {"naming": "unnamed", "role": "translator", "hedge": {"level": "probable"}},
        {"source": "state-u", "role": "origin", "hedge": {"level": "possible", "words": "may have"}},
    ]


def test_what_speaks_to_no_proposition_says_what_was_claimed(scene: Scene) -> None:
    unfiled = {key: cell for key, cell in ROW.items() if key != "proposition"}
    assert "deal" not in code(scene, unfiled | {"statement": "something moved"})
    with pytest.raises(Miswritten, match="a claim that names no proposition says in `statement` what was claimed"):
        CLAIM.check(unfiled)


def test_a_quote_stands_in_a_document(scene: Scene) -> None:
    scene.document("report")
    record = code(scene, ROW | {"document": "report", "at": "3-9", "quote": "moved"})
    assert record["evidence"] == [{"document": "report", "quote": "moved", "start": 3, "end": 9}]
    with pytest.raises(Miswritten, match="quote stands in some document: name it in the column document"):
        CLAIM.check(ROW | {"quote": "moved"})


def test_the_claims_of_one_day_are_recorded_together_or_not_at_all(scene: Scene) -> None:
    # given
    other = ROW | {"origin": "State W"}
    bad = ROW | {"origin": "State V", "said": "2041"}
    # when
    with pytest.raises(ContradictedDate):
        prepared(scene, [ROW, other | {"recorded": "2031-10-14"}, bad | {"recorded": "2031-10-14"}])()
    # then
    assert [claim.origin for claim in scene.ledger.claims().items] == ["state-u"]


def test_a_changed_claim_keeps_what_is_not_named(scene: Scene) -> None:
    # given
    prepared(scene, [ROW | {"publisher": "Wire", "basis": "told"}])()
    record = again(claim_of(scene, "State U", "it moved"))
    # when
    changed = change(scene, record, {"stance": "denies", "said": "2031-10-11"})
    # then
    assert changed == record | {"stance": "denies", "asserted_at": "2031-10-11"}


def test_a_changed_origin_takes_the_place_of_the_old_one(scene: Scene) -> None:
    prepared(scene, [ROW | {"publisher": "Wire"}])()
    changed = change(scene, again(claim_of(scene, "State U", "it moved")), {"origin": "State W"})
    assert [hop["source"] for hop in changed["attribution"]] == ["wire", "state-w"]
