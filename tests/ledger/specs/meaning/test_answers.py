from ledger.belief.view import ValuedBelief
from ledger.specs.meaning.answers import answered, claims_by
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.specs.tables import Row
from ledger.terms import Scope

ROW = {"recorded": "2031-10-13", "said": "2031-10-13", "stance": "affirms", "proposition": "how many"}


def answers(scene: Scene, at: str | None = None) -> list[Row]:
    (belief,) = scene.ledger.beliefs(scene.deal(), recorded_as_of=at).propositions
    assert isinstance(belief, ValuedBelief)
    claims = claims_by(scene.ledger, scene.deal(), "how-many", recorded_as_of=at)
    return answered(scene.ledger, scene.deal(), belief, claims, at)


def given(scene: Scene, *rows: dict[str, str]) -> None:
    prepared(scene, [ROW | row for row in rows])()


def test_each_value_of_a_period_is_a_row(scene: Scene) -> None:
    # when
    given(
        scene,
        {"origin": "State U", "value": ">300", "period": "2031-10"},
        {"origin": "State U", "publisher": "Wire", "value": ">300", "period": "2031-10"},
        {"origin": "State W", "value": "200", "period": "2031-10"},
    )
    # then
    assert answers(scene) == [
        {"by": "2031-10", "value": ">300", "consistent": "no", "origins": "1", "reports": "2"},
        {"by": "2031-10", "value": "200", "consistent": "no", "origins": "1", "reports": "1"},
    ]


def test_a_value_that_was_withdrawn_with_its_echoes_is_none_but_was_one(scene: Scene) -> None:
    # given
    given(scene, {"origin": "State U", "value": "5"}, {"origin": "State U", "publisher": "Wire", "value": "5"})
    scene.clock.turn_to("2031-10-20")
    scene.record(**withdrawal(scene, "State U", "how many", "2031-10-20", Scope.ORIGIN))
    # then
    assert answers(scene) == []
    assert [row["reports"] for row in answers(scene, "2031-10-13")] == ["2"]


def test_who_is_left_out_at_any_hop_gives_none(scene: Scene) -> None:
    given(scene, {"origin": "State U", "publisher": "Wire", "value": "5"}, {"origin": "State U", "value": "6"})
    claims = claims_by(scene.ledger, scene.deal(), "how-many", without=("wire",))
    assert [claim.value for claim in claims] == ["6"]
