import pytest

from ledger.silence import NOTHING_SAID, silence
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.terms import Scope
from tests.ledger.specs.conftest import scene as scene

ROW = {
    "recorded": "2031-10-13",
    "publisher": "Wire",
    "origin": "State U",
    "stance": "affirms",
    "proposition": "it moved",
}


def told(scene: Scene, at: int | None = None) -> str:
    return silence(scene.ledger, scene.deal(), "it-moved", at or scene.head(), lambda s: scene.name_of("source", s))


def test_where_there_is_no_claim_nobody_speaks(scene: Scene) -> None:
    scene.raise_proposition("it moved")
    assert told(scene) == NOTHING_SAID


def test_what_was_withdrawn_is_on_record_and_counts_no_more(scene: Scene) -> None:
    # given
    prepared(scene, [ROW, ROW | {"publisher": "Herald"}, ROW | {"publisher": "Post"}])()
    before = scene.head()
    # when
    scene.record(**withdrawal(scene, "State U", "it moved", "2031-10-14", Scope.ORIGIN))
    # then
    assert told(scene) == "3 claims on record, none counts: withdrawn by State U on 2031-10-14"
    # and: as of the moment before it, it did
    assert "withdrawn" not in told(scene, before)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"stance": "unsure"}, "State U is unsure"),
        ({"stance": "declines"}, "State U declines"),
        ({"mode": "forecast"}, "State U says nothing that settles it"),
    ],
)
def test_what_settles_nothing_is_told_apart(scene: Scene, change: dict[str, str], why: str) -> None:
    prepared(scene, [ROW | change])()
    assert told(scene) == f"1 claim on record, none counts: {why}"


def test_what_was_corrected_says_so(scene: Scene) -> None:
    prepared(scene, [ROW])()
    (claim,) = scene.ledger.claims().items
    scene.record(record="correction", claim=claim.id, reason="a misreading")
    assert told(scene) == "1 claim on record, none counts: voided"
