from collections.abc import Sequence

import pytest

from ledger.errors import NotIndependent, Refusal
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.specs.faults import Miswritten, Unmet
from ledger.specs.scene import THE_DEAL, Question, Scene


def test_a_source_is_registered_when_it_is_first_named(scene: Scene) -> None:
    # when
    assert scene.source("State U") == scene.source("State U") == "state-u"
    # then
    view = scene.ledger.source("state-u")
    assert (view.name, view.class_, view.kind) == ("State U", "other", "other")


def test_the_deal_is_open_when_it_is_first_needed(scene: Scene) -> None:
    # when
    scene.raise_proposition("it moved")
    # then
    view = scene.ledger.deal(scene.deal())
    assert view.title == THE_DEAL
    assert [(p.text, p.about, p.stage, p.form.kind) for p in view.propositions] == [
        ("it moved", "deed", None, "yes-no")
    ]


def test_what_is_registered_is_recorded_at_once_with_what_is_registered_next_and_before_time_goes_on(
    scene: Scene,
) -> None:
    # given
    appends, record_all = list[int](), scene.ledger.record_all

    def counted(records: Sequence[AnyRecord], *, by: str) -> list[Receipt]:
        appends.append(len(records))
        return record_all(records, by=by)

    vars(scene.ledger)["record_all"] = counted
    # when
    scene.source("State U")
    scene.source("Wire")
    scene.raise_proposition("it moved")
    scene.clock.turn_to("2031-10-13")
    scene.source("Institute")
    # then
    assert scene.head() == 1 + 2 + 2 + 1
    assert appends == [4, 1]
    assert [entry.recorded_at[:10] for entry in scene.ledger.entries()] == [*["1970-01-01"] * 5, "2031-10-13"]


def test_a_deal_is_named_before_it_is_spoken_of(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    with pytest.raises(Miswritten, match="the deal is open already"):
        scene.open_deal("engines for grain", [])


def test_names_that_differ_too_little_are_not_taken_for_one(scene: Scene) -> None:
    scene.source("State U")
    with pytest.raises(Miswritten, match='"State-U" and "State U" differ too little'):
        scene.source("State-U")


def test_a_name_that_was_not_given_is_told_with_those_that_were(scene: Scene) -> None:
    scene.source("Wire")
    with pytest.raises(Miswritten, match='no source is called "Wirre" here; there are "Wire"'):
        scene.named("source", "Wirre")


def test_a_proposition_is_described_before_a_claim_speaks_of_it(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    with pytest.raises(Miswritten, match='"it moved" was raised already'):
        scene.raise_proposition("it moved", stage="shipment")


def test_a_refusal_of_the_when_waits_to_be_expected(scene: Scene) -> None:
    # given
    def refuse() -> None:
        raise NotIndependent("found 1")

    # when
    scene.act(refuse)
    # then
    with pytest.raises(Unmet, match="the When was refused: found 1"):
        scene.settle()
    assert isinstance(scene.refusal(), Refusal)
    scene.settle()
    assert scene.refusal() is None


def test_the_head_before_the_when_is_kept(scene: Scene) -> None:
    # given
    with pytest.raises(Miswritten, match="there was no When"):
        _ = scene.before
    scene.source("Wire")
    # when
    scene.act(lambda: scene.source("Herald"))
    # then
    assert scene.head() == scene.before + 1


def test_a_day_that_is_not_over_can_be_asked_about(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    scene.clock.turn_to("2031-10-13")
    beliefs = scene.ask(Question(recorded_by="2031-10-13"))
    assert beliefs.recorded_as_of.position == scene.head()


def test_a_question_is_asked_as_the_verb_takes_it(scene: Scene) -> None:
    asked = Question(recorded_by="2031-10-13", without=("wire",))
    assert scene.asked_with(asked) == {
        "recorded_as_of": "2031-10-13",
        "asserted_as_of": None,
        "without": ("wire",),
        "policy": None,
    }
    assert scene.asked_with(asked, "recorded_by", "without").keys() == {"recorded_as_of", "without"}
    with pytest.raises(Miswritten, match="the When asks by `without`, and this can only be asked by `recorded by`"):
        scene.asked_with(asked, "recorded_by")
