import pytest

from ledger.errors import ClimbingImplication
from ledger.events import Valued, YesNo
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.things import give
from ledger.specs.scene import Scene


def test_a_row_says_what_a_proposition_is(scene: Scene) -> None:
    # when
    rows = [
        {"proposition": "it moved", "stage": "shipment", "period": "2031-10"},
        {"proposition": "it arrived", "stage": "delivery", "implies": "it moved"},
        {"proposition": "it is meant to", "about": "plan"},
    ]
    give(scene, "propositions", rows)
    # then
    moved, arrived, meant = scene.ledger.deal(scene.deal()).propositions
    assert (moved.stage, moved.period, moved.about) == ("shipment", "2031-10", "deed")
    assert arrived.form == YesNo(implies=("it-moved",))
    assert meant.about == "plan"


@pytest.mark.parametrize("row", [{"unit": "ships"}, {"counted": "total by"}, {"answers": "several"}])
def test_what_has_a_unit_or_is_counted_asks_for_a_value(scene: Scene, row: dict[str, str]) -> None:
    give(scene, "propositions", [{"proposition": "how many", **row}])
    assert isinstance(scene.ledger.deal(scene.deal()).propositions[0].form, Valued)


def test_what_is_implied_was_raised_before(scene: Scene) -> None:
    with pytest.raises(Miswritten, match='no proposition is called "it moved" here'):
        give(scene, "propositions", [{"proposition": "it arrived", "implies": "it moved"}])


def test_what_the_ledger_refuses_was_never_named(scene: Scene) -> None:
    # given
    give(scene, "propositions", [{"proposition": "it arrived", "stage": "delivery"}])
    # when
    with pytest.raises(ClimbingImplication):
        give(scene, "propositions", [{"proposition": "it moved", "stage": "shipment", "implies": "it arrived"}])
    # then
    assert not scene.is_named("proposition", "it moved")


def test_a_row_may_say_when_it_was_raised(scene: Scene) -> None:
    give(scene, "propositions", [{"proposition": "it moved", "recorded": "2031-10-13"}])
    assert scene.ledger.events(after=scene.head() - 1).items[0].recorded_at.startswith("2031-10-13")


def test_one_row_says_what_a_proposition_is(scene: Scene) -> None:
    with pytest.raises(Miswritten, match='"it moved" is given already: one row says what it is'):
        give(scene, "propositions", [{"proposition": "it moved"}, {"proposition": "it moved", "stage": "shipment"}])


def test_what_a_proposition_is_is_said_before_a_claim_speaks_of_it(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    with pytest.raises(Miswritten, match='"it moved" was raised already: say what it is before a claim speaks of it'):
        give(scene, "propositions", [{"proposition": "it moved", "stage": "shipment"}])
