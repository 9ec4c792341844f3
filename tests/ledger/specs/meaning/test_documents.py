from hashlib import sha256

import pytest

from ledger.errors import AlreadyOtherwise, OtherBytes
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.documents import put
from ledger.specs.scene import Scene

TEXT = "It moved on Monday."


def test_what_has_a_text_is_captured(scene: Scene) -> None:
    # when
    put(scene, {"document": "Tuesday report", "publisher": "Wire", "published": "2031-10", "text": TEXT})
    # then
    view = scene.ledger.document("tuesday-report")
    assert (view.held, view.length, view.publication.title) == ("captured", len(TEXT), "Tuesday report")
    assert (view.publication.publisher, view.publication.published) == ("wire", "2031-10")


def test_of_what_is_cited_the_digest_and_length_are_noted_alone(scene: Scene) -> None:
    # when
    put(scene, {"document": "report", "held": "cited", "text": TEXT})
    # then
    view = scene.ledger.document("report")
    assert (view.held, view.sha256, view.length) == ("cited", sha256(TEXT.encode()).hexdigest(), len(TEXT))


def test_without_a_text_it_is_cited_or_seen_by_another(scene: Scene) -> None:
    put(scene, {"document": "report"})
    put(scene, {"document": "leak", "held": "seen-by", "seen by": "Herald", "corrects": "report"})
    assert [scene.ledger.document(name).held for name in ("report", "leak")] == ["cited", "seen-by"]
    assert scene.ledger.document("leak").publication.corrects == "report"


def test_the_text_of_what_was_cited_is_attached_if_it_is_that(scene: Scene) -> None:
    # given
    put(scene, {"document": "report", "held": "cited", "text": TEXT})
    # when, then
    with pytest.raises(OtherBytes):
        put(scene, {"document": "report", "text": "It moved on Sunday."})
    put(scene, {"document": "report", "text": TEXT})
    assert scene.ledger.document("report").held == "captured"


def test_another_text_of_what_was_captured_is_refused(scene: Scene) -> None:
    put(scene, {"document": "report", "text": TEXT})
    with pytest.raises(AlreadyOtherwise):
        put(scene, {"document": "report", "text": "It moved on Sunday."})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"held": "captured"}, "so its text is here"),
        ({"held": "seen-by"}, "who saw"),
        ({"seen by": "Herald"}, "that it is seen-by"),
        ({"corrects": "another"}, 'no document is called "another" here'),
    ],
)
def test_a_row_that_makes_no_sense_is_told(scene: Scene, row: dict[str, str], said: str) -> None:
    with pytest.raises(Miswritten, match=said):
        put(scene, {"document": "report"} | row)
