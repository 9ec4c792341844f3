from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.filing import file
from ledger.specs.meaning.reordering import MOST, elsewhere, orders
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.terms import Scope


def given(scene: Scene, count: int) -> None:
    row = {"recorded": "2031-10-13", "said": "2031-10-12", "stance": "affirms", "proposition": "it moved"}
    prepared(scene, [row | {"origin": f"State {n}"} for n in range(count)])()


def test_few_claims_are_tried_in_every_other_order(scene: Scene) -> None:
    given(scene, 3)
    assert len(set(orders(scene))) == 5


def test_many_claims_are_tried_backwards_and_in_some_other_orders(scene: Scene) -> None:
    # given
    given(scene, 8)
    # when
    tried = orders(scene)
    # then
    claims = [record for record in scene.records if record.record == "claim"]
    assert list(tried[0]) == claims[::-1]
    assert len(set(tried)) == len(tried) == MOST
    assert tuple(claims) not in tried


def test_a_single_claim_has_no_other_order(scene: Scene) -> None:
    given(scene, 1)
    assert orders(scene) == []


def test_elsewhere_all_else_is_as_the_scenario_has_it(scene: Scene) -> None:
    # given
    given(scene, 3)
    scene.record(record="grade", source="state-1", reliability="A", reason="its record was checked")
    scene.record(**withdrawal(scene, "State 2", "it moved", "2031-10-13", Scope.ORIGIN))
    # when
    there = elsewhere(scene, orders(scene)[-1])
    # then
    here = scene.belief("it moved")
    assert there == [here.model_dump(mode="json", exclude={"changed_at"})]
    assert here.for_ == 2


def test_a_ledger_that_misses_a_claim_believes_otherwise(scene: Scene) -> None:
    given(scene, 3)
    claims = [record for record in scene.records if record.record == "claim"]
    assert elsewhere(scene, claims[1:]) != elsewhere(scene, None)


def test_what_was_filed_later_is_filed_after_its_claim(scene: Scene) -> None:
    # given
    given(scene, 2)
    row = {"recorded": "2031-10-14", "stance": "affirms", "origin": "State W", "statement": "it did move"}
    prepared(scene, [row])()
    file(scene, {"source": "State W", "statement": "it did move", "proposition": "it moved"})
    # when
    there = [elsewhere(scene, order) for order in orders(scene)]
    # then
    assert len(there) == 5
    assert all(belief == elsewhere(scene, None) for belief in there)


def test_however_many_claims_there_are_so_many_orders_are_tried(scene: Scene) -> None:
    given(scene, 100)
    tried = orders(scene)
    assert len(tried) == MOST
    assert tried == orders(scene)
