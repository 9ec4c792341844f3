"""What a key sees of a ledger of two deals."""

import pytest

from ledger.access.sight import Seeing
from ledger.service import Ledger
from ledger.states import Loaded, States
from tests.ledger.access.two_deals import NOWHERE, OTHER, SECRET, UNFILED, key
from tests.ledger.story import DEAL, claim, id_of

OURS, THEIRS = id_of(claim("agency-b")), id_of(SECRET)


def test_a_key_for_a_deal_sees_what_the_deal_rests_on(both: Ledger) -> None:
    seeing = Seeing(both, key("reader", DEAL))

    assert not seeing.whole
    assert [seeing.claim(one) for one in (OURS, THEIRS, id_of(UNFILED), NOWHERE)] == [True, False, False, False]
    assert [seeing.source(one) for one in ("agency-b", "state-y", "spy", "nobody")] == [True, True, False, False]
    assert [seeing.document(one) for one in ("captured", "dossier", "no-page")] == [True, False, False]


def test_a_key_for_all_deals_sees_everything(both: Ledger) -> None:
    seeing = Seeing(both, key("reader"))

    assert seeing.whole
    assert seeing.claim(THEIRS) and seeing.source("spy") and seeing.document("dossier")
    assert seeing.unseen(both.source("agency-a").relations) == 0


def test_a_principal_sees_what_it_recorded(both: Ledger) -> None:
    mine = Seeing(both, key("reader", DEAL, principal="analyst-1"))

    assert mine.source("spy") is (both.began("source", "spy") == "analyst-1")


@pytest.mark.parametrize("stream", [f"claim:{THEIRS}", f"claim:{id_of(UNFILED)}", f"deal:{OTHER}", "document:dossier"])
def test_what_it_does_not_see_is_decided_on_as_what_is_nowhere(both: Ledger, stream: str) -> None:
    states = States(both._log, {})
    assert not states.hides(stream)

    states.look("ana", Seeing(both, key("analyst", DEAL)))

    assert states.hides(stream)
    assert states.version(stream) == 0
    assert states.load(stream).version > 0
    assert [states.claim(THEIRS), states.deal(OTHER), states.document("dossier")] == [None] * 3
    assert states.claim(OURS) is not None and states.source("spy") is not None


def test_relations_to_what_it_does_not_see_are_not_counted(both: Ledger) -> None:
    whole = both.source("agency-a")
    found = Seeing(both, key("reader", DEAL))

    assert found.unseen(whole.relations) == 3
    assert found.version(States(both._log, {}).load("source:agency-a")) == whole.version - 3
    assert found.version(Loaded(7, None)) == 7
