from typing import Any

import pytest

from ledger import policies
from ledger.belief.policy import POLICY_1, policy_digest
from ledger.decision import Again
from ledger.errors import BadPolicy, NotFound
from ledger.events import PolicyAdopted
from ledger.policies import Policies
from tests.ledger.given import facts_of, folded, record

OTHER = {**POLICY_1.model_dump(mode="json"), "name": "policy-2", "floor": "0.3"}


def policy(**changed: Any) -> Any:
    return record("policy", policy={**POLICY_1.model_dump(mode="json"), **changed})


def begun() -> Policies:
    return folded(policies.evolve, [policies.adoption(POLICY_1)])


def test_a_policy_is_adopted_whole_with_its_digest() -> None:
    (fact,) = facts_of(policies.adopt(policy(), None))

    assert isinstance(fact, PolicyAdopted)
    assert fact.policy == POLICY_1.model_dump(mode="json")
    assert fact.digest == policy_digest(POLICY_1)


def test_the_last_adopted_is_in_force() -> None:
    state = folded(
        policies.evolve, [policies.adoption(POLICY_1)], policies.adopt(record("policy", policy=OTHER), begun())
    )

    assert (state.name, len(state.adopted)) == ("policy-2", 2)


def test_the_one_in_force_is_not_adopted_again() -> None:
    assert policies.adopt(policy(), begun()) == Again("policy", 1)


def test_an_earlier_one_may_be_returned_to() -> None:
    there = folded(
        policies.evolve, [policies.adoption(POLICY_1)], policies.adopt(record("policy", policy=OTHER), begun())
    )
    back = policies.evolve(there, facts_of(policies.adopt(policy(), there))[0])

    assert (back.name, len(back.adopted)) == ("policy-1", 3)
    assert policies.adopt(policy(), back) == Again("policy", 3)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"floor": "-1"}, "policy.floor"), ({"floor": 0.2}, "policy.floor"), ({"surplus": "1"}, "policy.surplus")],
)
def test_what_is_no_policy_is_refused_by_the_name_of_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        policies.adopt(policy(**changed), begun())
    assert refused.value.field == field


def test_a_policy_goes_by_its_name_the_last_of_those_that_had_it_or_by_its_digest() -> None:
    first, last = (POLICY_1.model_copy(update={"name": "strict", "floor": floor}) for floor in ("0.3", "0.4"))
    adopted = [policies.adoption(one) for one in (first, last)]

    assert policies.named("strict", adopted) == last
    assert policies.named(first.digest, adopted) == first
    assert policies.named("policy-1", ()) == POLICY_1


def test_of_many_policies_a_refusal_names_the_last() -> None:
    adopted = [policies.adoption(POLICY_1.model_copy(update={"name": f"p-{number}"})) for number in range(30)]
    with pytest.raises(NotFound) as refused:
        policies.named("x" * 1_000, adopted)
    assert refused.value.field == "policy"
    assert "there are: p-10, " in str(refused.value)
    assert len(str(refused.value)) < 400
