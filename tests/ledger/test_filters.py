from typing import Any

import pytest

from ledger.filters import ClaimFilter
from ledger.service import Ledger
from ledger.views import ClaimView
from tests.ledger.story import ANALYST, DEAL, claim, everything, id_of, recorded


@pytest.fixture
def full(empty: Ledger) -> Ledger:
    empty.record_all(everything(), by=ANALYST)
    recorded(empty, claim(deal=None, proposition=None, text="Of no deal yet."))
    return empty


def listed(ledger: Ledger, **where: Any) -> tuple[ClaimView, ...]:
    return ledger.claims(ClaimFilter(**where), limit=50).items


def test_nothing_given_lets_everything_through(full: Ledger) -> None:
    assert listed(full) == full.claims(limit=50).items
    assert len(listed(full)) == sum(one.record == "claim" for one in everything()) + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deal", DEAL),
        ("proposition", "how-many"),
        ("origin", "agency-b"),
        ("stance", "denies"),
        ("status", "corrected"),
    ],
)
def test_what_is_given_must_agree(full: Ledger, field: str, value: str) -> None:
    expected = [view for view in listed(full) if getattr(view, field) == value]

    assert expected
    assert list(listed(full, **{field: value})) == expected


def test_a_source_may_stand_at_any_hop(full: Ledger) -> None:
    assert [view.id for view in listed(full, source="wire")] == [id_of(claim("agency-c", publisher="wire"))]
    assert listed(full, source="agency-b") == listed(full, origin="agency-b")


def test_unfiled_claims_are_those_of_no_deal_yet(full: Ledger) -> None:
    assert [view.text for view in listed(full, unfiled=True)] == ["Of no deal yet."]


def test_all_that_is_given_must_agree_at_once(full: Ledger) -> None:
    (only,) = listed(full, deal=DEAL, proposition="how-many", source="outlet", origin="agency-a")

    assert only.value == "12"
    assert listed(full, deal=DEAL, proposition="how-many", origin="agency-b") == ()
    assert listed(full, deal=DEAL, unfiled=True) == ()
