from typing import Any

import pytest

from ledger.errors import ContradictedDate
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import CLAIM, again, change, code, corrected, prepared, restated
from ledger.specs.meaning.finding import claim_of, claims_of
from ledger.specs.meaning.things import give
from ledger.specs.scene import Scene
from ledger.views import ClaimView

ROW = {
    "recorded": "2031-10-13",
    "said": "2031-10-12",
    "origin": "State U",
    "stance": "affirms",
    "proposition": "it moved",
}


def test_publisher_speaker_and_origin_are_the_hops_in_this_order(scene: Scene) -> None:
    record = code(scene, ROW | {"publisher": "Wire", "speaker": "Official"})
    hops = [(hop["source"], hop["role"]) for hop in record["attribution"]]
    assert hops == [("wire", "publisher"), ("official", "speaker"), ("state-u", "origin")]


def test_basis_and_hedge_are_those_of_the_deepest_hop(scene: Scene) -> None:
    record = code(scene, ROW | {"publisher": "Wire", "basis": "witnessed", "hedge": "possible"})
    assert record["attribution"] == [
        {"source": "wire", "role": "publisher"},
        {"source": "state-u", "role": "origin", "basis": "witnessed", "hedge": {"level": "possible"}},
    ]


def test_somebody_has_to_say_it() -> None:
    with pytest.raises(Miswritten, match="nobody says this"):
        CLAIM.check({key: cell for key, cell in ROW.items() if key != "origin"})


def test_a_claim_with_a_value_raises_a_proposition_that_asks_for_one(scene: Scene) -> None:
    # when
    prepared(scene, [ROW | {"value": ">300"}])()
    # then
    assert scene.ledger.deal(scene.deal()).propositions[0].form.kind == "valued"


def test_rows_are_recorded_each_on_its_day(scene: Scene) -> None:
    # when
    prepared(scene, [ROW, ROW | {"recorded": "2031-10-20", "origin": "State W"}])()
    # then
    recorded = [entry.recorded_at[:10] for entry in scene.ledger.events().items if entry.type == "claim-recorded/1"]
    assert recorded == ["2031-10-13", "2031-10-20"]


def test_coding_records_no_claim_yet(scene: Scene) -> None:
    prepared(scene, [ROW])
    assert not scene.ledger.claims().items


def test_each_role_has_its_hop_and_what_it_made_of_what_it_passed_on(scene: Scene) -> None:
    # when
    row = ROW | {"publisher": "Wire", "publisher words": "it moved", "translator": "", "translator hedge": "probable"}
    record = code(scene, row | {"hedge": "possible", "origin words": "may have", "reported": "2031-10-13"})
    # then
    assert record["attribution"] == [
        {"source": "wire", "role": "publisher", "hedge": {"level": "certain", "words": "it moved"}, "on": "2031-10-13"},
        {"naming": "unnamed", "role": "translator", "hedge": {"level": "probable"}},
        {"source": "state-u", "role": "origin", "hedge": {"level": "possible", "words": "may have"}},
    ]


def test_what_speaks_to_no_proposition_says_what_was_claimed(scene: Scene) -> None:
    unfiled = {key: cell for key, cell in ROW.items() if key != "proposition"}
    assert "deal" not in code(scene, unfiled | {"statement": "something moved"})
    with pytest.raises(Miswritten, match="a claim that names no proposition says in `statement` what was claimed"):
        CLAIM.check(unfiled)


def test_a_quote_stands_in_a_document(scene: Scene) -> None:
    scene.document("report")
    record = code(scene, ROW | {"document": "report", "at": "3-9", "quote": "moved"})
    assert record["evidence"] == [{"document": "report", "quote": "moved", "start": 3, "end": 9}]
    with pytest.raises(Miswritten, match="quote stands in some document: name it in the column document"):
        CLAIM.check(ROW | {"quote": "moved"})


def test_the_claims_of_one_day_are_recorded_together_or_not_at_all(scene: Scene) -> None:
    # given
    other = ROW | {"origin": "State W"}
    bad = ROW | {"origin": "State V", "said": "2041"}
    # when
    with pytest.raises(ContradictedDate):
        prepared(scene, [ROW, other | {"recorded": "2031-10-14"}, bad | {"recorded": "2031-10-14"}])()
    # then
    assert [claim.origin for claim in scene.ledger.claims().items] == ["state-u"]


def test_a_changed_claim_keeps_what_is_not_named(scene: Scene) -> None:
    # given
    prepared(scene, [ROW | {"publisher": "Wire", "basis": "told"}])()
    record = again(claim_of(scene, "State U", "it moved"))
    # when
    changed = change(scene, record, {"stance": "denies", "said": "2031-10-11"})
    # then
    assert changed == record | {"stance": "denies", "asserted_at": "2031-10-11"}


def test_a_changed_origin_takes_the_place_of_the_old_one(scene: Scene) -> None:
    prepared(scene, [ROW | {"publisher": "Wire"}])()
    changed = change(scene, again(claim_of(scene, "State U", "it moved")), {"origin": "State W"})
    assert [hop["source"] for hop in changed["attribution"]] == ["wire", "state-w"]


HOPS: list[dict[str, Any]] = [
    {"source": "wire", "role": "publisher", "on": "2031-10-13", "verb": "reported"},
    {"source": "agency", "role": "relay", "basis": "read"},
    {"source": "embassy", "role": "relay", "naming": "described", "inferred": True},
    {"source": "state-u", "role": "origin", "basis": "told", "on": "2031-10-12"},
]


def on_record(scene: Scene, **fields: object) -> ClaimView:
    """A claim of two relays, a document and a grade, as no table can give it."""
    give(scene, "documents", [{"document": "report", "text": "they say that it moved"}])
    for name in ("Wire", "Agency", "Embassy", "State U"):
        scene.source(name)
    proposition = scene.raise_proposition("it moved")
    scene.clock.turn_to("2031-10-13")
    evidence = [{"document": scene.document("report"), "start": 14, "end": 22, "quote": "it moved"}]
    filed = {"deal": scene.deal(), "proposition": proposition}
    scene.record(record="claim", attribution=HOPS, evidence=evidence, credibility="4", **filed, **fields)
    return claim_of(scene, "State U", "it moved")


def test_what_a_correction_does_not_name_it_keeps_whole(scene: Scene) -> None:
    # given
    claim = on_record(scene)
    # when
    scene.record(**corrected(scene, claim, {"mode": "assessment"}), reason="a misreading")
    # then
    after = claim_of(scene, "State U", "it moved")
    assert after.corrects == claim.id
    assert (after.mode, after.attribution, after.credibility) == ("assessment", claim.attribution, claim.credibility)
    assert after.evidence == claim.evidence


def test_a_hop_is_changed_where_it_stands_and_keeps_what_is_not_named(scene: Scene) -> None:
    claim = on_record(scene)
    changed = corrected(scene, claim, {"publisher": "Gazette", "speaker": "Official"})
    assert [hop["source"] for hop in changed["attribution"]] == ["gazette", "agency", "embassy", "official", "state-u"]
    assert {name: changed["attribution"][0][name] for name in HOPS[0]} == HOPS[0] | {"source": "gazette"}


def test_of_two_hops_of_one_role_none_is_guessed(scene: Scene) -> None:
    claim = on_record(scene)
    for row in ({"relay": "Gazette"}, {"relay hedge": "possible"}):
        with pytest.raises(Miswritten, match="2 hops of that claim have the role relay"):
            corrected(scene, claim, row)
    with pytest.raises(Miswritten, match="no hop of that claim has the role carrier"):
        corrected(scene, claim, {"carrier hedge": "possible"})


def test_a_day_that_was_corrected_is_corrected_at_its_hop(scene: Scene) -> None:
    # given
    claim = on_record(scene)
    # when
    scene.record(**corrected(scene, claim, {"said": "2031-10-11"}), reason="a misreading")
    # then
    after = claim_of(scene, "State U", "it moved")
    assert (after.asserted_at, after.attribution[-1].on, after.attribution[0].on) == (
        "2031-10-11",
        "2031-10-11",
        "2031-10-13",
    )


def test_what_is_said_instead_has_days_and_documents_of_its_own(scene: Scene) -> None:
    claim = on_record(scene)
    record = restated(scene, claim, {"said": "2031-10-19", "stance": "denies"})
    assert "evidence" not in record
    assert [hop["source"] for hop in record["attribution"]] == [hop["source"] for hop in HOPS]
    assert not [hop for hop in record["attribution"] if "on" in hop]
    scene.clock.turn_to("2031-10-20")
    scene.record(**record)
    assert [c.stance for c in claims_of(scene, "State U", "it moved")] == ["affirms", "denies"]
