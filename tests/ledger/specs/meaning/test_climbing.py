from ledger.specs.meaning.climbing import NO_RUNG, rungs
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.things import give
from ledger.specs.scene import Question, Scene


def told(scene: Scene) -> list[str]:
    return rungs(scene, scene.ask(Question()))


def test_each_rung_is_told_with_the_deed_that_carries_it_and_why(scene: Scene) -> None:
    # given
    give(
        scene,
        "propositions",
        [
            {"proposition": "it sailed", "stage": "shipment"},
            {"proposition": "it was seen to sail", "stage": "shipment"},
            {"proposition": "it arrived", "stage": "delivery"},
            {"proposition": "it is to be used", "stage": "use", "about": "plan"},
        ],
    )
    row = {"recorded": "2031-10-13", "origin": "Institute", "stance": "affirms"}
    prepared(scene, [row | {"proposition": "it sailed"}])()
    # when, then
    assert told(scene) == [
        "shipment: likely (55-80 %), 0.6726",
        '  "it sailed"',
        '    +0.72 "Institute" affirms: 1 claim',
        "delivery: no basis",
        '  "it arrived"',
        "    nobody on record affirms or denies it",
    ]


def test_a_ladder_without_rungs_says_so(scene: Scene) -> None:
    scene.raise_proposition("it sailed")
    assert told(scene) == [NO_RUNG]
