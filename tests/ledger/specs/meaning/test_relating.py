import pytest

from ledger.specs.faults import Miswritten
from ledger.specs.meaning.relating import RELATION, TIES, relate
from ledger.specs.scene import THE_DEAL, Scene
from ledger.terms import TieKind


def test_there_is_a_wording_for_every_tie() -> None:
    assert set(TIES.values()) == set(TieKind)


@pytest.mark.parametrize(("wording", "kind"), TIES.items())
def test_a_tie_is_recorded(scene: Scene, wording: str, kind: TieKind) -> None:
    # when
    record = relate(scene, {"source": "Herald", "relation": wording, "other": "Wire", "degree": "suspected"})
    scene.record(**record)
    # then
    (tie,) = scene.ledger.source("herald").relations
    assert tie.model_dump(mode="json") == {"kind": kind, "to": "wire", "degree": "suspected", "since": None}


def test_an_interest_is_recorded_with_its_direction(scene: Scene) -> None:
    # when
    row = {"source": "Trader", "relation": "gains from", "other": THE_DEAL, "direction": "denies", "since": "2031"}
    record = relate(scene, row)
    scene.record(**record)
    # then
    (interest,) = scene.ledger.source("trader").relations
    assert interest.model_dump(mode="json", include={"kind", "favours", "degree", "since"}) == {
        "kind": "interest",
        "favours": "denies",
        "degree": "established",
        "since": "2031",
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"relation": "gains from", "other": THE_DEAL}, "say which"),
        ({"relation": "owned by", "other": "Wire", "direction": "denies"}, "owned by has no direction"),
    ],
)
def test_a_relation_that_makes_no_sense_is_told(row: dict[str, str], message: str) -> None:
    with pytest.raises(Miswritten, match=message):
        RELATION.check({"source": "Trader"} | row)


def test_who_gains_gains_from_the_deal(scene: Scene) -> None:
    row = {"source": "Trader", "relation": "gains from", "other": "another deal", "direction": "denies"}
    with pytest.raises(Miswritten, match='called "the deal" here'):
        relate(scene, row)
