import pytest

from ledger.specs.coding import again, change, code, prepared
from ledger.specs.faults import Miswritten
from ledger.specs.finding import claim_of
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


def test_somebody_has_to_say_it(scene: Scene) -> None:
    with pytest.raises(Miswritten, match="nobody says this"):
        code(scene, {key: cell for key, cell in ROW.items() if key != "origin"})


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


def test_the_claim_of_a_source_is_the_one_it_makes_itself(scene: Scene) -> None:
    # given
    prepared(scene, [ROW | {"publisher": "Wire"}])()
    # when, then
    assert claim_of(scene, "State U", "it moved").origin == "state-u"
    with pytest.raises(Miswritten, match='no claim of "Wire" on "it moved" is on record here'):
        claim_of(scene, "Wire", "it moved")


def test_one_of_several_claims_is_not_guessed(scene: Scene) -> None:
    prepared(scene, [ROW, ROW | {"publisher": "Wire"}])()
    with pytest.raises(Miswritten, match='"State U" made 2 claims on "it moved", and this speaks of one'):
        claim_of(scene, "State U", "it moved")


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
