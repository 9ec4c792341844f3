from typing import Any

import pytest

from ledger import claim, retraction
from ledger.claim import Claim
from ledger.decision import Again
from ledger.errors import AlreadyCorrected, AlreadyRetracted, ContradictedDate, NotInThatState, Rejected
from tests.ledger.given import folded, record
from tests.ledger.test_claim import recorded


def retract(state: Claim, **fields: Any) -> Any:
    given = {"claim": state.id, "by": "outlet", "scope": "report", "on": "2023-09-02", "reason": "it was wrong"}
    return record("retraction", **{**given, **fields})


def after(state: Claim, decision: Any) -> Claim:
    return folded(claim.evolve, [state.recorded, *state.versions], decision)


def void(state: Claim, **fields: Any) -> Any:
    return record("voiding", **{"claim": state.id, "scope": "report", "reason": "we misread the notice", **fields})


def test_a_publisher_withdraws_its_report_once() -> None:
    state = recorded()

    retracted = after(state, retraction.retract(retract(state), state))

    assert retracted.status == "retracted"
    assert retraction.retract(retract(state), retracted) == Again(f"claim:{state.id}", 2)
    with pytest.raises(AlreadyRetracted, match="void that one first"):
        retraction.retract(retract(state, reason="again"), retracted)


def test_the_voice_may_withdraw_what_its_publisher_withdrew() -> None:
    state = recorded()
    retracted = after(state, retraction.retract(retract(state), state))

    assert retraction.retract(retract(state, by="us-intelligence", scope="origin"), retracted)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"by": "somebody"}, "stands at no hop"),
        ({"by": "kirby", "scope": "origin"}, "withdraw its report with scope `report`"),
    ],
)
def test_only_who_said_it_or_passed_it_on_withdraws_it(fields: dict[str, str], says: str) -> None:
    state = recorded()

    with pytest.raises(Rejected, match=says) as refused:
        retraction.retract(retract(state, **fields), state)

    assert refused.value.field == "by"


def test_nothing_is_withdrawn_before_it_was_said() -> None:
    state = recorded()

    with pytest.raises(ContradictedDate, match="before it was said"):
        retraction.retract(retract(state, on="2023-08-29"), state)
    assert retraction.retract(retract(state, on="2023-08"), state)


def test_a_corrected_claim_is_not_retracted() -> None:
    state = recorded()
    voided = after(state, claim.void(record("correction", claim=state.id, reason="never said"), state))

    with pytest.raises(AlreadyCorrected):
        retraction.retract(retract(state), voided)


def test_our_own_mistaken_retraction_is_voided_and_kept() -> None:
    state = recorded()
    retracted = after(state, retraction.retract(retract(state), state))

    restored = after(retracted, retraction.void_retraction(void(state), retracted))

    assert (restored.status, len(restored.versions)) == ("standing", 2)
    assert retraction.void_retraction(void(state), restored) == Again(f"claim:{state.id}", 3)
    with pytest.raises(NotInThatState, match="nothing to void"):
        retraction.void_retraction(void(state, reason="another"), restored)
    assert retraction.retract(retract(state), restored) == Again(f"claim:{state.id}", 2)
    assert retraction.retract(retract(state, reason="this time for certain"), restored)
