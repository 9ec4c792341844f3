import pytest

from ledger.errors import AlreadyAssigned
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import prepared
from ledger.specs.meaning.filing import file
from ledger.specs.scene import Scene

ROW = {"recorded": "2031-10-13", "publisher": "Wire", "stance": "affirms", "statement": "something moved"}
FILED = {"source": "Wire", "statement": "something moved", "proposition": "it moved"}


def test_a_claim_is_filed_once(scene: Scene) -> None:
    # given
    prepared(scene, [ROW])()
    for text in ("it moved", "it arrived"):
        scene.raise_proposition(text)
    # when
    file(scene, FILED)
    # then
    (claim,) = scene.ledger.claims().items
    assert (claim.deal, claim.proposition) == (scene.deal(), "it-moved")
    with pytest.raises(AlreadyAssigned):
        file(scene, FILED | {"proposition": "it arrived"})


def test_a_statement_that_nobody_made_is_told(scene: Scene) -> None:
    prepared(scene, [ROW])()
    scene.raise_proposition("it moved")
    with pytest.raises(Miswritten, match='no claim of "Wire" on record here says "nothing moved"'):
        file(scene, FILED | {"statement": "nothing moved"})
