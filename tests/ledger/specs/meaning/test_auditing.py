"""What an audit holds a ledger to, each with something that is not as it was."""

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.auditor import replay
from ledger.auditor.view import Departure
from ledger.belief import DealBelief
from ledger.entries import Entry
from ledger.specs.faults import Unmet
from ledger.specs.meaning.auditing import audit
from ledger.specs.meaning.coding import prepared
from ledger.specs.scene import Scene

ROW = {"recorded": "2031-10-13", "origin": "State U", "stance": "affirms", "proposition": "it moved"}


class Lying:
    """A ledger that answers with something else in one respect."""

    def __init__(self, ledger: Any, verb: str, lie: Any) -> None:
        self._ledger, self._verb, self._lie = ledger, verb, lie

    def __getattr__(self, name: str) -> Any:
        true = getattr(self._ledger, name)
        return (lambda *asked, **how: self._lie(true(*asked, **how))) if name == self._verb else true


def test_a_sound_ledger_is_audited_from_wherever_it_was_looked_at_last(scene: Scene) -> None:
    prepared(scene, [ROW])()
    for before in range(scene.head() + 1):
        audit(scene.ledger, before)


def _short(entries: Iterator[Entry]) -> Iterator[Entry]:
    return iter(list(entries)[:-1])


@pytest.mark.parametrize(
    ("verb", "lie", "said"),
    [
        ("entries", _short, "the log is not what was signed for, at position 5: the log ends before it"),
        (
            "inclusion",
            lambda proof: proof.model_copy(update={"hashes": proof.hashes[:-1]}),
            "nothing proves that the e",
        ),
        ("consistency", lambda proof: proof.model_copy(update={"hashes": ()}), "nothing proves that the log goes on"),
        ("tile", lambda tile: tile[:-32] + bytes(32), "the tile with the hash of position 5 has another one"),
    ],
)
def test_what_is_not_as_it_was_is_found(scene: Scene, verb: str, lie: Any, said: str) -> None:
    # given
    prepared(scene, [ROW])()
    assert scene.head() == 5
    # when, then
    with pytest.raises(Unmet, match=said):
        audit(Lying(scene.ledger, verb, lie), 3)


def test_a_belief_that_the_log_does_not_make_is_found(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    def departs(_: object, belief: DealBelief) -> Departure:
        one = belief.propositions[0].id
        return Departure(
            deal=belief.deal,
            recorded_as_of=belief.recorded_as_of,
            proposition=one,
            replayed=belief,
            answered=belief,
            refusal=None,
        )

    prepared(scene, [ROW])()
    monkeypatch.setattr(replay._Audit, "_compared", departs)
    # when, then
    with pytest.raises(Unmet, match="the ledger answers of it-moved with another belief than its log makes"):
        audit(scene.ledger, 0)


def test_where_nothing_is_on_record_there_is_nothing_to_verify(scene: Scene) -> None:
    with pytest.raises(Unmet, match="nothing is on record, so there is nothing to verify"):
        audit(Lying(scene.ledger, "entries", lambda found: ()), 0)
