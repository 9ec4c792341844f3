"""The policies that a ledger adopted: which one is in force, and all that were."""

from dataclasses import dataclass

from ledger.belief.policy import Policy, parse_policy, policy_digest
from ledger.decision import Again, Decision
from ledger.events import Fact, PolicyAdopted
from ledger.records import PolicyRecord


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies adopted, first to last, as their digests; the last is in force."""

    adopted: tuple[str, ...]
    name: str


def evolve(state: Policies | None, fact: Fact) -> Policies:
    """The policies after one more was adopted."""
    assert isinstance(fact, PolicyAdopted)
    before = () if state is None else state.adopted
    return Policies((*before, fact.digest), str(fact.policy["name"]))


def adopt(command: PolicyRecord, state: Policies | None) -> Decision:
    """Adopt a policy from here on. Raises BadPolicy if it is none. The one in force is not adopted again."""
    policy = parse_policy(command.policy)
    digest = policy_digest(policy)
    if state is not None and state.adopted[-1] == digest:
        return Again("policy", len(state.adopted))
    return (adoption(policy),)


def adoption(policy: Policy) -> PolicyAdopted:
    """The fact that adopts a policy."""
    return PolicyAdopted(policy=policy.model_dump(mode="json"), digest=policy_digest(policy))
