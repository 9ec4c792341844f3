from typing import get_args

import pytest

from ledger.access.keys import Key
from ledger.access.recording import ABILITY, Demands
from ledger.access.roles import ABILITIES, KeyRole
from ledger.errors import Forbidden, UnknownReference
from ledger.records import AnyRecord
from tests.ledger.given import record, source_record
from tests.ledger.story import DEAL, claim, everything, grade

KINDS = {get_args(branch)[0] for branch in get_args(get_args(AnyRecord)[0])}


def demands(role: KeyRole, *deals: str, hidden: tuple[str, ...] = ()) -> Demands:
    key = Key(
        id="0123456789", principal="ana", role=role, deals=deals or None,
        created_at="2024-01-01T12:00:00.000000Z", created_by="root", revoked_at=None, last_used_at=None,
    )  # fmt: skip
    return Demands(key, lambda kind, name: name in hidden)


def allowed(role: KeyRole, given: AnyRecord, *deals: str) -> bool:
    try:
        demands(role, *deals).check(given)
    except Forbidden:
        return False
    return True


def test_every_kind_of_record_demands_an_ability() -> None:
    assert set(ABILITY) == KINDS


@pytest.mark.parametrize("role", KeyRole)
def test_a_role_records_what_it_has_the_ability_for(role: KeyRole) -> None:
    for given in everything():
        assert allowed(role, given) is (ABILITY[type(given)] in ABILITIES[role])


def test_an_admin_for_all_deals_may_record_anything_and_for_one_deal_nothing_that_counts_in_others() -> None:
    one = {type(given).__name__ for given in everything() if allowed(KeyRole.ADMIN, given, DEAL)}
    every = {type(given).__name__ for given in everything() if allowed(KeyRole.ADMIN, given)}

    assert every - one == {"TieRecord", "SourceGradeRecord", "PolicyRecord"} & every


def test_an_unfiled_claim_is_for_every_deal_to_take() -> None:
    unfiled = claim("agency-a", None, deal=None, text="Something.")

    assert allowed(KeyRole.REPORTER, unfiled)
    assert not allowed(KeyRole.REPORTER, unfiled, DEAL)


def test_what_another_deal_holds_is_not_on_record_for_a_key() -> None:
    asked = demands(KeyRole.ANALYST, DEAL, hidden=("sha256:" + "a" * 64,))
    asked.check(grade(claim(), "3"))
    asked.check(source_record("new"))
    for given in (
        claim(deal="other"),
        record("grade", claim="sha256:" + "a" * 64, credibility="3", reason="x"),
        claim(restates="sha256:" + "a" * 64),
        record("relation", source="a", kind="interest", deal="other", favours="denies", degree="suspected", reason="x"),
    ):
        with pytest.raises(UnknownReference, match="is on record"):
            asked.check(given)


def test_a_deal_that_the_key_does_not_name_is_not_opened_with_it() -> None:
    opened = record("deal", id="other", title="Another")

    assert allowed(KeyRole.ANALYST, opened, "other")
    assert not allowed(KeyRole.ANALYST, opened, DEAL)
