from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.terms import Scope

ROW = {
    "recorded": "2031-10-13",
    "said": "2031-10-12",
    "publisher": "Wire",
    "origin": "State U",
    "stance": "affirms",
    "proposition": "it moved",
}


def test_an_outlet_withdraws_its_report_and_an_origin_what_it_said(scene: Scene) -> None:
    prepared(scene, [ROW, ROW | {"publisher": "Herald"}])()
    first, second = scene.ledger.claims().items
    of_herald = withdrawal(scene, "Herald", "it moved", "2031-10-14", Scope.REPORT)
    of_state = withdrawal(scene, "State U", "it moved", "2031-10-14", Scope.ORIGIN)
    assert (of_herald["claim"], of_herald["by"]) == (second.id, "herald")
    assert (of_state["claim"], of_state["by"]) == (first.id, "state-u")


def test_what_was_said_since_is_withdrawn_anew(scene: Scene) -> None:
    # given
    prepared(scene, [ROW])()
    scene.record(**withdrawal(scene, "State U", "it moved", "2031-10-13", Scope.ORIGIN))
    again = withdrawal(scene, "State U", "it moved", "2031-10-14", Scope.ORIGIN)
    # when
    prepared(scene, [ROW | {"recorded": "2031-10-20", "said": "2031-10-20"}])()
    # then
    anew = withdrawal(scene, "State U", "it moved", "2031-10-21", Scope.ORIGIN)
    first, second = scene.ledger.claims().items
    assert (again["claim"], anew["claim"]) == (first.id, second.id)
