"""The policies that a ledger adopted: which one is in force, and all that were."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.belief.policy import POLICY_1, Policy, adopted_policy, parse_policy, policy_digest
from ledger.decision import Again, Decision
from ledger.errors import NotFound
from ledger.events import Fact, PolicyAdopted
from ledger.records import PolicyRecord

MOST_NAMED = 20
"""How many policies a refusal names: the last."""


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


def named(name: str, adopted: Iterable[Fact]) -> Policy:
    """The policy of a name or a digest: policy 1, or one that was adopted, of one name the last. Raises NotFound."""
    known: dict[str, Policy] = {POLICY_1.name: POLICY_1}
    by_digest = {POLICY_1.digest: POLICY_1}
    for fact in adopted:
        assert isinstance(fact, PolicyAdopted)
        policy = adopted_policy(fact)
        known.pop(policy.name, None)
        known[policy.name] = by_digest[policy.digest] = policy
    if (found := known.get(name) or by_digest.get(name)) is None:
        raise unknown(name, tuple(known)[-MOST_NAMED:])
    return found


def unknown(name: str, known: Iterable[str] = ()) -> NotFound:
    """The refusal of a policy that is not on record. It tells which are, as far as its reader may know."""
    there = ", ".join(known)
    instead = f"; there are: {there}" if there else ""
    return NotFound(f"no policy {name!r:.80} is on record: name one, or give its digest{instead}", "policy")
