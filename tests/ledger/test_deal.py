from typing import Any

import pytest

from ledger import deal
from ledger.decision import Again
from ledger.errors import (
    AlreadyOtherwise,
    BadValue,
    ClimbingImplication,
    ContraryVerdict,
    NotInThatState,
    UnknownReference,
)
from ledger.terms import Ruling
from tests.ledger.given import facts_of, folded, record


def opened(*propositions: Any) -> deal.Deal:
    state = folded(deal.evolve, deal.open_deal(record("deal", id="d", title="A deal"), None, ()))
    for proposition in propositions:
        state = after(state, deal.raise_proposition(proposition, state))
    return state


def after(state: deal.Deal, decision: Any) -> deal.Deal:
    for fact in facts_of(decision):
        state = deal.evolve(state, fact)
    return state


def yes_no(proposition: str, stage: str | None = None, about: str = "deed", implies: tuple[str, ...] = ()) -> Any:
    fields: dict[str, Any] = {"stage": stage} if stage else {}
    return record(
        "proposition", deal="d", id=proposition, kind="yes-no", about=about, text=proposition, implies=implies, **fields
    )


def valued(proposition: str) -> Any:
    return record("proposition", deal="d", id=proposition, kind="valued", about="deed", text=proposition)


def verdict(proposition: str, ruling: str, **fields: Any) -> Any:
    return record("verdict", deal="d", proposition=proposition, verdict=ruling, reason="seen", **fields)


def test_a_deal_is_opened_with_parties_that_are_on_record() -> None:
    command = record(
        "deal", id="d", title="A deal", parties=[{"source": "dprk", "role": "supplier", "favours": "denies"}]
    )

    state = folded(deal.evolve, deal.open_deal(command, None, {"dprk"}))

    assert [party.source for party in state.opened.parties] == ["dprk"]
    with pytest.raises(UnknownReference) as refused:
        deal.open_deal(command, None, ())
    assert refused.value.field == "parties.0.source"


def test_a_deal_opened_again_records_nothing_and_otherwise_is_refused() -> None:
    assert deal.open_deal(record("deal", id="d", title="A deal"), opened(), ()) == Again("deal:d", 1)
    with pytest.raises(AlreadyOtherwise):
        deal.open_deal(record("deal", id="d", title="Another"), opened(), ())


def test_a_proposition_needs_its_deal_and_what_it_implies() -> None:
    with pytest.raises(UnknownReference, match="open it first"):
        deal.raise_proposition(yes_no("p"), None)
    with pytest.raises(UnknownReference) as refused:
        deal.raise_proposition(yes_no("p", implies=("q",)), opened())
    assert refused.value.field == "implies.0"


def test_an_implication_never_climbs_the_ladder() -> None:
    state = opened(yes_no("shipped", "shipment"), yes_no("met", "contact"), yes_no("sanctioned", "response"))

    with pytest.raises(ClimbingImplication, match="above negotiation"):
        deal.raise_proposition(yes_no("talks", "negotiation", implies=("shipped",)), state)
    with pytest.raises(ClimbingImplication, match="above no stage"):
        deal.raise_proposition(yes_no("rumour", implies=("met",)), state)
    with pytest.raises(ClimbingImplication, match="above response"):
        deal.raise_proposition(yes_no("listed", "response", implies=("met",)), state)
    assert deal.raise_proposition(yes_no("talks", "negotiation", implies=("met", "sanctioned")), state)


def test_a_plan_implies_no_deed_and_nothing_implies_a_value() -> None:
    state = opened(yes_no("met", "contact"), valued("how-many"))

    with pytest.raises(ClimbingImplication, match="a plan implies no deed"):
        deal.raise_proposition(yes_no("would-ship", "shipment", about="plan", implies=("met",)), state)
    with pytest.raises(ClimbingImplication, match="is valued"):
        deal.raise_proposition(yes_no("talks", "negotiation", implies=("how-many",)), state)


def chain() -> deal.Deal:
    """delivered implies shipped implies ordered."""
    return opened(
        yes_no("ordered", "order"),
        yes_no("shipped", "shipment", implies=("ordered",)),
        yes_no("delivered", "delivery", implies=("shipped",)),
    )


@pytest.mark.parametrize(
    ("first", "ruling", "second", "contrary"),
    [
        ("ordered", "false", "delivered", "true"),
        ("ordered", "false", "shipped", "true"),
        ("delivered", "true", "ordered", "false"),
    ],
)
def test_a_verdict_against_the_implications_is_refused(first: str, ruling: str, second: str, contrary: str) -> None:
    state = after(chain(), deal.settle(verdict(first, ruling), chain()))

    with pytest.raises(ContraryVerdict, match=f"settled as {ruling}"):
        deal.settle(verdict(second, contrary), state)


def test_a_verdict_that_agrees_or_tells_nothing_is_taken() -> None:
    state = after(chain(), deal.settle(verdict("shipped", "true"), chain()))

    assert deal.settle(verdict("delivered", "false"), state)
    assert deal.settle(verdict("ordered", "undeterminable"), state)


def test_a_settled_proposition_is_reopened_before_it_is_settled_otherwise() -> None:
    state = after(chain(), deal.settle(verdict("shipped", "true"), chain()))

    with pytest.raises(NotInThatState, match="reopen it first"):
        deal.settle(verdict("shipped", "false"), state)
    reopened = after(
        state, deal.reopen(record("reopening", deal="d", proposition="shipped", reason="the photograph was old"), state)
    )
    assert deal.settle(verdict("shipped", "false"), reopened)
    assert deal.settle(verdict("shipped", "true"), state) == Again("deal:d", 5)
    with pytest.raises(NotInThatState, match="nothing to reopen"):
        deal.reopen(record("reopening", deal="d", proposition="ordered", reason="r"), state)


def test_a_verdict_has_a_value_just_where_the_proposition_has_one() -> None:
    state = opened(valued("how-many"), yes_no("met", "contact"))

    with pytest.raises(BadValue, match="says which value"):
        deal.settle(verdict("how-many", "true"), state)
    with pytest.raises(BadValue, match="has no value"):
        deal.settle(verdict("met", "true", value="1000"), state)
    assert deal.settle(verdict("how-many", "true", value=">1000"), state)


def test_the_state_holds_the_verdicts_that_stand() -> None:
    state = after(chain(), deal.settle(verdict("shipped", "true"), chain()))

    assert {p: v.verdict for p, v in state.verdicts.items()} == {"shipped": Ruling.TRUE}
