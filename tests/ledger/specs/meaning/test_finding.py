import pytest

from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.finding import claim_of, claims_asked, claims_of, claims_on, filed_as
from ledger.specs.scene import Question, Scene
from ledger.terms import Role

ROW = {
    "recorded": "2031-10-13",
    "publisher": "Wire",
    "origin": "State U",
    "stance": "affirms",
    "proposition": "it moved",
    "statement": "it was moved",
}


def test_the_claim_of_a_source_is_the_one_it_makes_itself(scene: Scene) -> None:
    # given
    prepared(scene, [ROW])()
    # when, then
    assert claim_of(scene, "State U", "it moved").origin == "state-u"
    said = 'no claim of "Wire" on "it moved" is on record here; there are those of "State U"'
    with pytest.raises(Miswritten, match=said):
        claim_of(scene, "Wire", "it moved")


def test_what_it_passed_on_is_found_by_its_role_or_at_any_hop(scene: Scene) -> None:
    prepared(scene, [ROW, ROW | {"proposition": "it arrived"}])()
    assert len(claims_of(scene, "Wire", "it moved", Role.PUBLISHER)) == 1
    assert len(list(claims_asked(scene, "it-moved", Question()))) == len(claims_on(scene, "it-moved"))
    assert not [c for c in claims_asked(scene, "it-moved", Question(without=("wire",))) if "wire" in str(c.attribution)]
    assert len(claims_on(scene, "it-arrived")) == 1


def test_one_of_several_claims_is_not_guessed(scene: Scene) -> None:
    prepared(scene, [ROW, ROW | {"publisher": "Herald"}])()
    with pytest.raises(Miswritten, match='"State U" made 2 claims on "it moved", and this speaks of one'):
        claim_of(scene, "State U", "it moved")
    with pytest.raises(Miswritten, match='2 claim of "State U" on record here says'):
        filed_as(scene, "State U", "it was moved")
