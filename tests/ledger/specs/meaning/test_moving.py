import pytest

from ledger.specs.faults import Miswritten, Unmet
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.moving import level, moved, stands_as
from ledger.specs.scene import Scene

ROW = {"recorded": "2031-10-13", "origin": "State U", "stance": "affirms", "proposition": "it moved"}


def when(scene: Scene, **row: str) -> None:
    scene.act(prepared(scene, [ROW | {"recorded": "2031-10-14"} | row]))


@pytest.mark.parametrize(
    ("row", "movement"),
    [
        ({"origin": "State W"}, "rises"),
        ({"origin": "State W", "stance": "denies"}, "falls"),
        ({"origin": "State W", "stance": "unsure"}, "is unchanged"),
        ({"publisher": "Wire"}, "is unchanged"),
    ],
)
def test_one_movement_holds_and_no_other(scene: Scene, row: dict[str, str], movement: str) -> None:
    # given
    prepared(scene, [ROW])()
    # when
    when(scene, **row)
    # then
    moved(scene, "it moved", movement)
    for other in {"rises", "falls", "is unchanged"} - {movement}:
        with pytest.raises(Unmet, match="before:"):
            moved(scene, "it moved", other)


def test_a_verdict_is_above_or_below_all_evidence(scene: Scene) -> None:
    # given
    prepared(scene, [ROW])()
    before = level(scene.explanation("it moved"))
    # when
    scene.record(record="verdict", deal=scene.deal(), proposition="it-moved", verdict="false", reason="so it is")
    # then
    after = level(scene.explanation("it moved"))
    assert before is not None
    assert after is not None
    assert after < (0, -(10**9)) < before


def test_what_had_no_basis_did_not_rise(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    when(scene)
    with pytest.raises(Miswritten, match="had no basis before the When"):
        moved(scene, "it moved", "rises")
    with pytest.raises(Unmet):
        moved(scene, "it moved", "is unchanged")


def test_it_stands_as_it_did_or_not(scene: Scene) -> None:
    prepared(scene, [ROW])()
    when(scene, publisher="Wire")
    stands_as(scene, "it moved", "2031-10-13")
    with pytest.raises(Unmet, match=r"no basis by 2031-10-12, 0\.6726 now"):
        stands_as(scene, "it moved", "2031-10-12")
