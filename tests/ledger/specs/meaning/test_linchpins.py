from itertools import combinations

from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.linchpins import linchpins
from ledger.specs.scene import Scene

ROW = {"recorded": "2031-10-13", "stance": "affirms", "proposition": "it moved"}


def found(scene: Scene, *rows: dict[str, str]) -> set[frozenset[str]]:
    prepared(scene, [ROW | row for row in rows])()
    return set(linchpins(scene, "it moved"))


def test_everything_may_rest_on_one_at_any_hop(scene: Scene) -> None:
    rows = [{"publisher": "Wire", "origin": "State U"}, {"publisher": "Wire", "origin": "State W"}]
    assert frozenset({"wire"}) in found(scene, *rows)


def test_of_many_that_agree_some_have_to_fall_together(scene: Scene) -> None:
    names = ("customs", "institute", "port", "satellite")
    rows = [{"origin": name, "basis": "witnessed"} for name in names]
    assert found(scene, *rows) == set(map(frozenset, combinations(names, 2)))


def test_nothing_rests_on_anybody_where_nobody_spoke(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    assert linchpins(scene, "it moved") == []
