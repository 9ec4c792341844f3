"""The policy: every number that belief depends on, in one frozen document that says where each comes from."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Self

import orjson
from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from ledger.canonical import canonical, digest
from ledger.errors import BadPolicy
from ledger.events import PolicyAdopted
from ledger.terms import Basis, Credibility, HedgeLevel, Reliability, Slug, SourceClass, Stance, Value

MILLION = 1_000_000

Decimals = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(?:\.\d{1,6})?$")]
"""A number from 0 to below 1000 as a decimal string of at most 6 places."""

Count = Annotated[int, Field(ge=1, le=100)]


def millionths(text: str) -> int:
    """A decimal string of at most 6 places as an integer number of millionths."""
    whole, _, places = text.partition(".")
    return int(whole) * MILLION + int(places.ljust(6, "0"))


class ByReliability(Value):
    """A share (0 to 1) for each Admiralty reliability; `unjudged` is F, `ungraded` where nobody graded."""

    A: Decimals
    B: Decimals
    C: Decimals
    D: Decimals
    E: Decimals
    unjudged: Decimals
    ungraded: Decimals

    def table(self) -> dict[Reliability | None, int]:
        """Millionths by grade; None is not graded."""
        graded: dict[Reliability | None, int] = {r: millionths(getattr(self, r.value)) for r in list(Reliability)[:5]}
        return graded | {Reliability.F: millionths(self.unjudged), None: millionths(self.ungraded)}


class ByHedge(Value):
    """A share (0 to 1) for each level of hedging."""

    certain: Decimals
    probable: Decimals
    possible: Decimals
    uncommitted: Decimals

    def table(self) -> dict[HedgeLevel, int]:
        """Millionths by level."""
        return {level: millionths(getattr(self, level.value)) for level in HedgeLevel}


class ByCredibility(Value):
    """A share (0 to 1) for each Admiralty credibility; `unjudged` is 6, `ungraded` where none was given."""

    confirmed: Decimals
    probably_true: Decimals
    possibly_true: Decimals
    doubtful: Decimals
    improbable: Decimals
    unjudged: Decimals
    ungraded: Decimals

    def table(self) -> dict[Credibility | None, int]:
        """Millionths by grade; None is not given."""
        graded: dict[Credibility | None, int] = {
            c: millionths(getattr(self, c.name.lower())) for c in Credibility if c is not Credibility.CANNOT_BE_JUDGED
        }
        return graded | {Credibility.CANNOT_BE_JUDGED: millionths(self.unjudged), None: millionths(self.ungraded)}


class ByBasis(Value):
    """Log-odds for each basis of the voice; `unstated` where the document does not say."""

    witnessed: Decimals
    deduced: Decimals
    induced: Decimals
    told: Decimals
    read: Decimals
    unstated: Decimals

    def table(self) -> dict[Basis | None, int]:
        """Millionths by basis; None is not stated."""
        stated: dict[Basis | None, int] = {basis: millionths(getattr(self, basis.value)) for basis in Basis}
        return stated | {None: millionths(self.unstated)}


class ByStance(Value):
    """Log-odds by basis for either stance that moves a belief."""

    affirms: ByBasis
    denies: ByBasis

    def table(self) -> dict[Stance, dict[Basis | None, int]]:
        """Millionths by stance and basis."""
        return {Stance.AFFIRMS: self.affirms.table(), Stance.DENIES: self.denies.table()}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a policy in millionths. Grades, bases and hedges that are not stated are under None."""

    fidelity: dict[Reliability | None, int]
    trust: dict[Reliability | None, int]
    hedge: dict[HedgeLevel, int]
    credibility: dict[Credibility | None, int]
    weight: dict[SourceClass, dict[Stance, dict[Basis | None, int]]]
    unknown_origin: int
    self_serving: int
    against_interest: int
    within: int
    across: int
    base: int
    lowest: int
    highest: int
    floor: int
    prior_weight: int
    high_conflict: int


class Policy(Value):
    """How claims become belief. `reasons` says of every other field but the name where its numbers come from."""

    name: Slug
    fidelity: ByReliability = Field(description="of each relaying hop, by its source's reliability")
    trust: ByReliability = Field(description="of the voice, by its source's reliability")
    hedge: ByHedge = Field(description="of the weakest commitment among the hops")
    credibility: ByCredibility
    unknown_origin: Decimals = Field(description="multiplies a report whose origin is unknown")
    weight: ByStance = Field(description="log-odds of one claim by stance and basis")
    weight_of_class: dict[str, ByStance] = Field(description="in place of `weight`, for voices of these source classes")
    self_serving: Decimals = Field(description="log-odds of what is said in one's own interest")
    against_interest: Decimals = Field(description="log-odds of what is said against one's own interest")
    within_cluster: Decimals = Field(description="exponent of the concave sum within a cluster of dependent voices")
    across_clusters: Decimals = Field(description="exponent of the concave sum across clusters")
    base: Decimals = Field(description="probability before any evidence")
    lowest: Decimals = Field(description="lowest probability that evidence can give")
    highest: Decimals = Field(description="highest probability that evidence can give")
    floor: Decimals = Field(description="log-odds, for or against, under which evidence is no basis")
    prior_weight: Decimals = Field(description="evidence, in log-odds, that halves the uncertainty")
    furthest: Decimals = Field(description="probability from which a stage counts as reached")
    moderate_origins: Count
    high_origins: Count
    high_conflict: Decimals
    reasons: dict[str, str]

    @cached_property
    def numbers(self) -> Numbers:
        """All of its numbers in millionths, with a table of weights for every class of source."""
        usual = self.weight.table()
        of_class = {c: self.weight_of_class[c].table() if c in self.weight_of_class else usual for c in SourceClass}
        return Numbers(
            fidelity=self.fidelity.table(),
            trust=self.trust.table(),
            hedge=self.hedge.table(),
            credibility=self.credibility.table(),
            weight=of_class,
            unknown_origin=millionths(self.unknown_origin),
            self_serving=millionths(self.self_serving),
            against_interest=millionths(self.against_interest),
            within=millionths(self.within_cluster),
            across=millionths(self.across_clusters),
            base=millionths(self.base),
            lowest=millionths(self.lowest),
            highest=millionths(self.highest),
            floor=millionths(self.floor),
            prior_weight=millionths(self.prior_weight),
            high_conflict=millionths(self.high_conflict),
        )

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the hex digest of its canonical JSON."""
        return digest(self.model_dump(mode="json"))

    def __copy__(self) -> Self:
        copied = super().__copy__()
        for worked_out in ("numbers", "digest"):  # a copy may be given other fields
            copied.__dict__.pop(worked_out, None)
        return copied

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for field, text in self.reasons.items():
            if field not in type(self).model_fields:
                raise PydanticCustomError("reason", "reasons name a field that no policy has: {f}", {"f": field})
            if not text:
                raise PydanticCustomError("reason", "the reason for {f} is empty", {"f": field})
        if missing := sorted(set(type(self).model_fields) - set(self.reasons) - {"name", "reasons"}):
            raise PydanticCustomError("reason", "no reason is given for {f}", {"f": ", ".join(missing)})
        if unknown := sorted(set(self.weight_of_class) - {c.value for c in SourceClass}):
            raise PydanticCustomError("class", "weight_of_class names no source class: {f}", {"f": ", ".join(unknown)})
        shares = [*_leaves(self.fidelity), *_leaves(self.trust), *_leaves(self.hedge), *_leaves(self.credibility)]
        shares += [self.unknown_origin, self.within_cluster, self.across_clusters, self.furthest, self.high_conflict]
        if above := sorted({text for text in shares if millionths(text) > MILLION}):
            raise PydanticCustomError("share", "a share lies between 0 and 1, found {f}", {"f": ", ".join(above)})
        if not 0 < millionths(self.lowest) <= millionths(self.base) <= millionths(self.highest) < MILLION:
            raise PydanticCustomError("range", "expected 0 < lowest <= base <= highest < 1")
        if not (millionths(self.floor) and millionths(self.prior_weight)):
            raise PydanticCustomError("floor", "floor and prior_weight are more than 0")
        return self


def _leaves(table: Value) -> list[str]:
    return list(table.model_dump().values())


def parse_policy(policy: dict[str, Any]) -> Policy:
    """Read a policy from its JSON form. Raises BadPolicy, naming the first field that is not as expected."""
    try:
        return Policy.model_validate(policy)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadPolicy(first["msg"], ".".join(str(part) for part in ("policy", *first["loc"]))) from None


def adopted_policy(fact: PolicyAdopted) -> Policy:
    """The policy that a ledger adopted; the same adopted again is the same object. Raises BadPolicy."""
    return _parsed(canonical(fact.policy))


@lru_cache(maxsize=64)
def _parsed(data: bytes) -> Policy:
    return parse_policy(orjson.loads(data))


def policy_digest(policy: Policy) -> str:
    """`sha256:` and the hex digest of the policy's canonical JSON."""
    return policy.digest


POLICY_1 = parse_policy(orjson.loads(Path(__file__).with_name("policy-1.json").read_bytes()))
"""The policy in force until another is adopted."""
