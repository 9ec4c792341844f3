import pytest

from ledger.belief.view import Estimate
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.relating import relate
from ledger.specs.meaning.telling import estimated, likelihood, ranged, terms
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.terms import Scope

ROW = {"recorded": "2031-10-13", "publisher": "Wire", "stance": "affirms", "proposition": "it moved"}


def test_a_belief_is_told_with_its_range(scene: Scene) -> None:
    prepared(scene, [ROW | {"origin": "State U"}])()
    belief = scene.belief("it moved")
    assert (likelihood(belief), ranged(belief)) == ("likely", f"likely (55-80 %), {belief.probability}")


def test_no_basis_has_no_range(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    assert ranged(scene.belief("it moved")) == "no basis"
    assert terms(scene, scene.explanation("it moved")) == ["nobody on record affirms or denies it"]


@pytest.mark.parametrize(
    ("ruling", "told"), [("true", "settled as true"), ("false", "settled as false"), ("undeterminable", "likely")]
)
def test_a_verdict_is_told_unless_it_settles_nothing(scene: Scene, ruling: str, told: str) -> None:
    # given
    prepared(scene, [ROW | {"origin": "State U"}])()
    # when
    scene.record(record="verdict", deal=scene.deal(), proposition="it-moved", verdict=ruling, reason="so it is")
    # then
    assert likelihood(scene.belief("it moved")) == told
    assert f'a verdict of {ruling} was given on "it moved"' in terms(scene, scene.explanation("it moved"))


def test_voices_are_told_by_the_names_that_the_scenario_gave_them(scene: Scene) -> None:
    prepared(scene, [ROW])()
    assert terms(scene, scene.explanation("it moved")) == ['+0.36 "Wire" affirms: 1 claim, origin unknown']


def test_a_voice_that_is_another_than_the_origin_is_named_beside_it(scene: Scene) -> None:
    # given
    prepared(scene, [ROW | {"origin": "State U", "speaker": "Spokesman"}])()
    scene.record(**relate(scene, {"source": "State U", "relation": "same as", "other": "Ruritania"}))
    # when
    (line,) = terms(scene, scene.explanation("it moved"))
    # then
    (voice,) = scene.explanation("it moved").voices
    assert voice.voice != voice.origin
    assert line == f'+0.58 "State U" affirms: 1 claim, voice: "{scene.name_of("source", voice.voice)}"'


def test_after_a_withdrawal_it_is_told_who_withdrew(scene: Scene) -> None:
    prepared(scene, [ROW | {"origin": "State U"}])()
    scene.record(**withdrawal(scene, "State U", "it moved", "2031-10-14", Scope.ORIGIN))
    assert terms(scene, scene.explanation("it moved")) == [
        '1 claim on record, none counts: withdrawn by "State U" on 2031-10-14'
    ]


@pytest.mark.parametrize(
    ("probability", "vacuous", "told"),
    [
        ("0.6600", False, "likely"),
        ("1.0000", False, "settled as true"),
        ("0.0000", False, "settled as false"),
        (None, True, "no basis"),
    ],
)
def test_a_probability_alone_is_told_in_a_word(probability: str | None, vacuous: bool, told: str) -> None:
    assert estimated(Estimate(probability=probability, vacuous=vacuous)) == told
