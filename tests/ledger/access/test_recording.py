from collections.abc import Iterator
from typing import get_args

import pytest

from ledger.access.keys import Key
from ledger.access.recording import ABILITY, Demands
from ledger.access.roles import ABILITIES, KeyRole
from ledger.access.sight import Seeing
from ledger.errors import AlreadyOtherwise, Forbidden
from ledger.opening import open_ledger
from ledger.records import AnyRecord
from ledger.service import Ledger
from tests.ledger.given import record, source_record
from tests.ledger.story import DEAL, claim, everything

KINDS = {get_args(branch)[0] for branch in get_args(get_args(AnyRecord)[0])}


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:") as ledger:
        ledger.record(source_record("spy"), by="them")
        yield ledger


def demands(ledger: Ledger, role: KeyRole, *deals: str) -> Demands:
    key = Key(
        id="0123456789", principal="ana", role=role, deals=deals or None,
        created_at="2024-01-01T12:00:00.000000Z", created_by="root", revoked_at=None, last_used_at=None,
    )  # fmt: skip
    return Demands(key, ledger, Seeing(ledger, key))


def allowed(ledger: Ledger, role: KeyRole, given: AnyRecord, *deals: str) -> bool:
    try:
        demands(ledger, role, *deals)(given)
    except Forbidden:
        return False
    return True


def test_every_kind_of_record_demands_an_ability() -> None:
    assert set(ABILITY) == KINDS


@pytest.mark.parametrize("role", KeyRole)
def test_a_role_records_what_it_has_the_ability_for(ledger: Ledger, role: KeyRole) -> None:
    for given in everything():
        assert allowed(ledger, role, given) is (ABILITY[type(given)] in ABILITIES[role])


def test_an_admin_for_all_deals_may_record_anything_and_for_one_deal_nothing_that_counts_in_others(
    ledger: Ledger,
) -> None:
    one = {type(given).__name__ for given in everything() if allowed(ledger, KeyRole.ADMIN, given, DEAL)}
    every = {type(given).__name__ for given in everything() if allowed(ledger, KeyRole.ADMIN, given)}

    assert every - one == {"TieRecord", "SourceGradeRecord", "PolicyRecord"} & every


def test_for_some_deals_an_admin_does_what_an_analyst_does_and_an_auditor_what_a_reader_does(ledger: Ledger) -> None:
    for greater, lesser in ((KeyRole.ADMIN, KeyRole.ANALYST), (KeyRole.AUDITOR, KeyRole.READER)):
        for given in everything():
            assert allowed(ledger, greater, given, DEAL) is allowed(ledger, lesser, given, DEAL)


def test_an_unfiled_claim_is_for_every_deal_to_take(ledger: Ledger) -> None:
    unfiled = claim("agency-a", None, deal=None, text="Something.")

    assert allowed(ledger, KeyRole.REPORTER, unfiled)
    assert not allowed(ledger, KeyRole.REPORTER, unfiled, DEAL)


def test_the_id_of_a_hidden_source_is_taken_and_its_card_not_shown(ledger: Ledger) -> None:
    asked = demands(ledger, KeyRole.REPORTER, DEAL)
    asked(source_record("new"))

    with pytest.raises(AlreadyOtherwise, match="choose another id"):
        asked(source_record("spy"))
    demands(ledger, KeyRole.REPORTER)(source_record("spy"))


def test_a_deal_that_the_key_does_not_name_is_not_opened_with_it(ledger: Ledger) -> None:
    opened = record("deal", id="other", title="Another")

    assert allowed(ledger, KeyRole.ANALYST, opened, "other")
    assert not allowed(ledger, KeyRole.ANALYST, opened, DEAL)
