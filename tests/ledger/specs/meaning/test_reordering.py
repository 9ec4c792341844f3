from ledger.specs.meaning.coding import prepared
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
    assert MOST < len(set(tried)) < 3 * MOST
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
