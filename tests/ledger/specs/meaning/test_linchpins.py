from itertools import combinations

from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.linchpins import linchpins
from ledger.specs.scene import Question, Scene

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


def test_what_it_rests_on_is_as_was_asked(scene: Scene) -> None:
    # given: two at first, and only one of them once the other is left out
    rows = [{"origin": "State U"}, {"origin": "State W"}, {"origin": "State V", "recorded": "2031-10-20"}]
    prepared(scene, [ROW | row for row in rows[:1]])()
    prepared(scene, [ROW | {"recorded": "2031-10-14"} | row for row in rows[1:]])()
    # when
    scene.asked = [Question(recorded_by="2031-10-13")]
    by_then = linchpins(scene, "it moved")
    scene.asked = [Question(without=("state-u", "state-w"))]
    without = linchpins(scene, "it moved")
    # then
    assert (by_then, without) == ([frozenset({"state-u"})], [frozenset({"state-v"})])
