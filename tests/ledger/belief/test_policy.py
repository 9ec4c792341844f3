from typing import Any

import pytest

from ledger.belief import POLICY_1, believe, fold, parse_policy, policy_digest
from ledger.belief.policy import Policy, millionths
from ledger.errors import BadPolicy
from tests.ledger.belief.given import DEAL, Given


def changed(**fields: Any) -> dict[str, Any]:
    return POLICY_1.model_dump(mode="json") | fields


def test_decimals_are_read_exactly() -> None:
    assert [millionths(text) for text in ("0.1", "2.6", "1", "0.000001")] == [100_000, 2_600_000, 1_000_000, 1]


def test_every_number_says_where_it_comes_from() -> None:
    assert set(POLICY_1.reasons) == set(Policy.model_fields) - {"name", "reasons"}


def test_a_policy_survives_being_written_down_and_its_digest_is_of_all_of_it() -> None:
    assert parse_policy(POLICY_1.model_dump(mode="json")) == POLICY_1
    assert policy_digest(parse_policy(changed(floor="0.2"))) != policy_digest(POLICY_1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"floor": 0.1}, "policy.floor"),
        ({"floor": "-1"}, "policy.floor"),
        ({"floor": "0"}, "policy"),
        ({"hedge": {"certain": "1"}}, "policy.hedge.probable"),
        ({"bogus": "1"}, "policy.bogus"),
        ({"base": "0.999"}, "policy"),
        ({"unknown_origin": "1.5"}, "policy"),
        ({"weight_of_class": {"gossip": POLICY_1.weight.model_dump()}}, "policy"),
        ({"reasons": {}}, "policy"),
    ],
)
def test_what_is_no_policy_is_refused_by_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        parse_policy(changed(**fields))
    assert refused.value.field == field


def test_the_policy_adopted_last_is_in_force_and_another_may_be_asked_about() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.claim("met", "origin:agency")
    given.adopt(changed(name="bold", against_interest="9", trust=POLICY_1.trust.model_dump() | {"ungraded": "1"}))
    docket = fold(DEAL, given.entries)
    bold, sober = believe(docket), believe(docket, policy=POLICY_1)
    assert (bold.policy, sober.policy) == ("bold", "policy-1")
    assert bold.propositions[0].model_dump()["probability"] == "0.7685"
    assert sober == believe(docket, policy=POLICY_1) != bold


def test_a_class_of_source_may_have_a_table_of_its_own() -> None:
    table = POLICY_1.weight.model_dump() | {"denies": {k: "3" for k in POLICY_1.weight.denies.model_dump()}}
    given = Given()
    given.deal()
    given.proposition("met")
    given.source("paper", "press")
    given.claim("met", "origin:paper", stance="denies")
    docket = fold(DEAL, given.entries)
    strict = believe(docket, policy=parse_policy(changed(weight_of_class={"press": table})))
    assert strict.propositions[0].model_dump()["probability"] == "0.1419"
