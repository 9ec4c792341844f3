import pytest

from ledger.specs.faults import Miswritten
from ledger.specs.meaning.asking import in_words, question
from ledger.specs.scene import Question, Scene


def test_a_row_says_how_belief_is_asked_about(scene: Scene) -> None:
    # given
    scene.source("Wire")
    scene.source("State U")
    # when
    row = {"recorded by": "2031-10-31", "said by": "2031-10-15", "without": "Wire\nState U", "policy": "policy-1"}
    asked = question(scene, row)
    # then
    assert asked == Question("2031-10-31", "2031-10-15", ("wire", "state-u"), "policy-1")
    assert in_words(scene, asked) == (
        'recorded by 2031-10-31, said by 2031-10-15, without "Wire" and "State U", under policy-1'
    )


def test_an_empty_row_asks_about_now(scene: Scene) -> None:
    assert question(scene, {}) == Question()
    assert in_words(scene, Question()) == "now"


def test_who_was_not_named_cannot_be_left_out(scene: Scene) -> None:
    with pytest.raises(Miswritten, match='no source is called "Wire" here'):
        question(scene, {"without": "Wire"})
