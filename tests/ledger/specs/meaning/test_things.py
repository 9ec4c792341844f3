import pytest

from ledger.errors import Refusal
from ledger.specs.meaning.things import COLUMNS, THINGS, give, learning
from ledger.specs.scene import Scene
from ledger.specs.slots import THINGS as WORDS


def test_what_a_step_can_be_told_of_has_columns() -> None:
    assert tuple(sorted(COLUMNS)) == tuple(sorted(WORDS))
    assert tuple(sorted(("claims", *THINGS))) == tuple(sorted(WORDS))


def test_what_is_given_is_recorded_row_by_row_each_on_its_day(scene: Scene) -> None:
    # when
    give(
        scene,
        "sources",
        [
            {"source": "Wire", "class": "press", "reliability": "B", "recorded": "2031-10-01"},
            {"source": "Herald", "recorded": "2031-10-02"},
        ],
    )
    # then
    assert [(source.name, source.class_, source.reliability) for source in scene.ledger.sources().items] == [
        ("Wire", "press", "B"),
        ("Herald", "other", None),
    ]
    assert scene.clock().isoformat().startswith("2031-10-02")


def test_what_is_learnt_without_a_day_is_learnt_on_the_next(scene: Scene) -> None:
    # given
    give(scene, "claims", [{"recorded": "2031-10-13", "origin": "U", "stance": "affirms", "proposition": "it moved"}])
    # when
    learning(scene, "sources", [{"source": "U", "reliability": "E"}])()
    # then
    assert scene.clock().isoformat().startswith("2031-10-14")
    assert scene.ledger.source(scene.named("source", "U")).reliability == "E"


def test_the_names_of_all_rows_are_found_before_anything_is_recorded(scene: Scene) -> None:
    # given
    rows = [
        {"source": "U", "relation": "member of", "other": "T"},
        {"source": "U", "relation": "same as", "other": "U"},
    ]
    # when
    learn = learning(scene, "relations", rows)
    # then
    assert scene.is_named("source", "T")
    with pytest.raises(Refusal):
        learn()
