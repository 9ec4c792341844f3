from ledger.specs.meaning.claims import STATUS, claims_on_record
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.documents import put
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.terms import Scope

ROW = {"recorded": "2031-10-13", "publisher": "Wire", "origin": "State U", "stance": "affirms"}


def test_a_claim_is_told_with_what_became_of_it(scene: Scene) -> None:
    # given
    put(scene, {"document": "report", "text": "It moved on Monday."})
    of_it = {"proposition": "it moved", "document": "report", "quote": "moved", "said": "2031-10-12"}
    prepared(scene, [ROW | of_it | {"period": "2031-10", "credibility": "3", "note": "seen"}])()
    scene.record(**withdrawal(scene, "State U", "it moved", "2031-10-13", Scope.ORIGIN))
    # when
    (row,) = claims_on_record(scene)
    # then
    assert row == {
        "publisher": "Wire",
        "source": "State U",
        "voice": "State U",
        "stance": "affirms",
        "proposition": "it moved",
        "value": "",
        "said": "2031-10-12",
        "period": "2031-10",
        "status": "retracted",
        "counts": "no",
        "credibility": "3",
        "mode": "fact",
        "hedge": "certain",
        "basis": "",
        "naming": "",
        "inferred": "no",
        "speaker": "",
        "occasion": "",
        "recorded": "2031-10-13",
        "statement": "",
        "document": "report",
        "held": "captured",
        "quote": "moved",
        "note": "seen",
    }
    assert row.keys() == STATUS.cells.keys()


def test_claims_come_by_their_periods_and_those_of_no_deal_last(scene: Scene) -> None:
    # given
    prepared(scene, [{**ROW, "statement": "something moved"}])()
    late = ROW | {"proposition": "it moved", "period": "2031-10"}
    prepared(scene, [late, {**late, "origin": "State W", "period": "2031-09"}])()
    # when, then
    assert [(row["period"], row["statement"]) for row in claims_on_record(scene)] == [
        ("2031-09", ""),
        ("2031-10", ""),
        ("", "something moved"),
    ]
