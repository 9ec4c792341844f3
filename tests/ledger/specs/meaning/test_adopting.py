import pytest

from ledger.belief import POLICY_1
from ledger.belief.policy import parse_policy
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.adopting import policy_of


def row(number: str, value: str) -> dict[str, str]:
    return {"number": number, "is": value, "because": "we say so"}


def test_a_policy_is_the_first_with_some_numbers_of_its_own() -> None:
    # when
    rows = [row("unknown origin", "0"), row("trust of E", "0.1"), row("weight of told", "1"), row("high origins", "4")]
    policy = parse_policy(policy_of("named-sources-only", rows))
    # then
    assert (policy.name, policy.unknown_origin, policy.trust.E, policy.high_origins) == (
        "named-sources-only",
        "0",
        "0.1",
        4,
    )
    assert (policy.weight.affirms.told, policy.weight.denies.told) == ("1", "1")
    assert policy.reasons["unknown_origin"] == "we say so"
    assert policy.floor == POLICY_1.floor


@pytest.mark.parametrize("number", ["luck", "trust", "trust of Z", "weight of gossip", "name", "reasons of floor"])
def test_a_number_that_there_is_not_is_told(number: str) -> None:
    with pytest.raises(Miswritten, match=f"a policy has no number `{number}`; there are fidelity, .*, high conflict:"):
        policy_of("strict", [row(number, "1")])


def test_the_first_policy_stays_as_it_is() -> None:
    policy_of("strict", [row("trust of E", "0.1")])
    assert POLICY_1.trust.E == "0.20"
