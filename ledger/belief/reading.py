"""A reading: the docket read under one policy, by one date of the asserted clock, without some sources."""

from collections.abc import Collection
from dataclasses import dataclass

from ledger.belief.claims import ClaimOnRecord
from ledger.belief.concave import best_shares, log_odds, total
from ledger.belief.confirmations import Confirmations
from ledger.belief.docket import Docket
from ledger.belief.implications import Implications
from ledger.belief.interest import Interests, Slant
from ledger.belief.policy import Policy
from ledger.belief.standing import Standing
from ledger.belief.tally import Side, Tally, one_occasion, tally, united
from ledger.belief.voices import Groups
from ledger.belief.weighing import Scales, Weighed, counting
from ledger.events import YesNo
from ledger.terms import Credibility, Scope, Stance


@dataclass(frozen=True, slots=True)
class Balance:
    """What is said for and against a proposition: the voices, their shares and sums, in millionths of log-odds.

    `raw` is base plus sum for less sum against; `clamped` is raw held within the policy's limits.
    """

    affirming: Side
    denying: Side
    affirming_shares: dict[str, int]
    denying_shares: dict[str, int]
    affirming_sum: int
    denying_sum: int
    base: int
    raw: int
    clamped: int


class Reading:
    """Everything that beliefs are made of, worked out when it is first asked for.

    `fair` asks for the same without interested voices.
    """

    def __init__(
        self,
        docket: Docket,
        *,
        policy: Policy | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> None:
        self.docket = docket
        self.policy = policy or docket.policy
        self.policy_at = 0 if policy else docket.policy_at
        self.asserted_as_of = asserted_as_of
        self.numbers = self.policy.numbers
        self.voices = docket.voices
        self.implications = Implications(docket.propositions)
        self.standing = Standing(docket, self.voices, asserted_as_of, without)
        self._scales = Scales(docket, self.numbers, self.voices, Interests(docket, self.voices))
        self._base, self._lowest, self._highest = map(
            log_odds, (self.numbers.base, self.numbers.lowest, self.numbers.highest)
        )
        self._claims: dict[str, list[ClaimOnRecord]] = {}
        self._confirmations: dict[str, Confirmations] = {}
        self._weighed: dict[str, list[Weighed]] = {}
        self._guards: dict[str, frozenset[str] | None] = {}
        self._sides: dict[tuple[str, Stance, bool], dict[str, dict[str, Tally]]] = {}
        self._groups: dict[tuple[str, Stance, bool], Groups] = {}

    def claims(self, proposition: str) -> list[ClaimOnRecord]:
        """The claims filed under a proposition that stand, in order of recording."""
        if proposition not in self._claims:
            self._claims[proposition] = self.standing.claims(proposition)
        return self._claims[proposition]

    def confirmations(self, proposition: str) -> Confirmations:
        """Which claims on a proposition confirm each other."""
        if proposition not in self._confirmations:
            about = self.docket.propositions[proposition].fact.about
            counted = counting(self.claims(proposition), about)
            self._confirmations[proposition] = Confirmations(counted, self.voices)
        return self._confirmations[proposition]

    def weighed(self, proposition: str) -> list[Weighed]:
        """The claims filed under a proposition that move it, weighed."""
        if proposition not in self._weighed:
            about = self.docket.propositions[proposition].fact.about
            counted, weigh = counting(self.claims(proposition), about), self._scales.weigh
            self._weighed[proposition] = [w for c in counted if (w := weigh(c, self._confirmed)) is not None]
        return self._weighed[proposition]

    def lending(self, proposition: str, stance: Stance) -> tuple[str, ...]:
        """The propositions whose claims of this stance count for this one too, itself included."""
        if stance is Stance.AFFIRMS:
            return self.implications.implying(proposition)
        return self.implications.implied_by(proposition)

    def borrowing(self, proposition: str, stance: Stance) -> tuple[str, ...]:
        """The propositions that the claims of this stance on this one count for, itself included."""
        if stance is Stance.AFFIRMS:
            return self.implications.implied_by(proposition)
        return self.implications.implying(proposition)

    def voice(self, weighed: Weighed, proposition: str) -> str:
        """The voice that a claim is counted under, for a proposition of the claim's family."""
        self._tallied(proposition, weighed.stance, False)
        return self._groups[self.implications.family(proposition), weighed.stance, False].of(weighed.voice)

    def balance(self, proposition: str, *, fair: bool = False) -> Balance:
        """What is said for and against a proposition, inherited voices included."""
        sides = [self._side(proposition, stance, fair) for stance in (Stance.AFFIRMS, Stance.DENIES)]
        within, across = self.numbers.within, self.numbers.across
        parts = [best_shares({v: t.best for v, t in side.items()}, within, across) for side in sides]
        r, s = total(parts[0]), total(parts[1])
        raw = self._base + r - s
        clamped = min(max(raw, self._lowest), self._highest)
        return Balance(sides[0], sides[1], parts[0], parts[1], r, s, self._base, raw, clamped)

    def is_slanted(self, proposition: str) -> bool:
        """Whether any claim that moves the proposition or one of its relatives is interested."""
        if not (self.docket.parties or self.docket.interests):
            return False
        relatives = self.implications.relatives(proposition)
        return any(w.slant is not Slant.NONE for name in relatives for w in self.weighed(name))

    def hanging_on(self, proposition: str) -> list[str]:
        """The propositions that a claim on this one can move by more than adding itself.

        They are its relatives, and those of whatever a correction moved claims between: a retraction of the one claim
        takes down the other, and what that restates stands again.
        """
        if not self.docket.refiled:
            return self.implications.relatives(proposition)
        together = Groups()
        for name in self.docket.propositions:
            together.join(name, self.implications.family(name))
        for one, other in self.docket.refiled:
            together.join(one, other)
        return [name for name in self.docket.propositions if together.of(name) == together.of(proposition)]

    def forget(self, proposition: str) -> None:
        """Work out anew, when asked, whatever hangs on the claims on this proposition."""
        for name in self.hanging_on(proposition):
            for known in (self._claims, self._confirmations, self._weighed, self._guards):
                known.pop(name, None)
            for stance in (Stance.AFFIRMS, Stance.DENIES):
                for fair in (False, True):
                    self._sides.pop((self.implications.family(name), stance, fair), None)

    def take(self, claim: ClaimOnRecord) -> tuple[str, ...] | None:
        """Take a claim just recorded into what is worked out already; answers which propositions it can have moved.

        None where it can do more than add itself, and nothing was taken: something on its proposition was graded 1, or
        withdrawn by its voice, it stands in for another claim, it may show voices to be one, or nothing is worked out
        yet.
        """
        name = claim.proposition
        plain = claim.restates is None and claim.corrects is None and claim.occasion is None
        if not plain or claim.credibility is Credibility.CONFIRMED or name not in self._weighed or self._guarded(claim):
            return None
        if not self.standing.is_there(claim):
            return ()
        self._claims[name].append(claim)
        counted = counting([claim], self.docket.propositions[name].fact.about)
        weighed = self._scales.weigh(claim, lambda _: False) if counted else None
        if weighed is None:
            return ()
        self._weighed[name].append(weighed)
        self._sides.pop((self.implications.family(name), weighed.stance, True), None)
        return () if self._count(weighed) else self.borrowing(name, weighed.stance)

    def _count(self, weighed: Weighed) -> bool:
        """Count a claim on its side; answers whether it is an echo: its voice was there with at least its weight."""
        name = weighed.claim.proposition
        side = self._tallied(name, weighed.stance, False)[name]
        voice = self._groups[self.implications.family(name), weighed.stance, False].of(weighed.voice)
        known = side.setdefault(voice, Tally())
        echo = known.best.get(weighed.cluster, 0) >= weighed.x
        known.count(weighed)
        return echo

    def _side(self, proposition: str, stance: Stance, fair: bool) -> Side:
        tallied = self._tallied(proposition, stance, fair)
        lending = self.lending(proposition, stance)
        return tallied[proposition] if len(lending) == 1 else united(tallied[name] for name in lending)

    def _confirmed(self, claim: ClaimOnRecord) -> bool:
        return self.confirmations(claim.proposition).confirmed(claim)

    def _guarded(self, claim: ClaimOnRecord) -> bool:
        """Whether a further claim could do more than add itself, or be taken down at once."""
        name = claim.proposition
        if name not in self._guards:
            self._guards[name] = self._withdrawing(name)
        withdrawing = self._guards[name]
        return withdrawing is None or self.voices.voice(claim.speaker) in withdrawing

    def _withdrawing(self, name: str) -> frozenset[str] | None:
        """The voices that withdrew what they said of a proposition; None where a further claim can move others too."""
        if not isinstance(self.docket.propositions[name].fact.form, YesNo):
            return None
        filed = [self.docket.claims[claim] for claim in self.docket.filed[name]]
        if any(claim.credibility is Credibility.CONFIRMED for claim in filed):
            return None
        withdrawals = (w.fact for claim in filed for w in self.standing.withdrawals(claim))
        return frozenset(self.voices.voice(fact.by) for fact in withdrawals if fact.scope is Scope.ORIGIN)

    def _tallied(self, proposition: str, stance: Stance, fair: bool) -> dict[str, dict[str, Tally]]:
        """The sides of every proposition of the family, before inheritance."""
        key = (self.implications.family(proposition), stance, fair)
        if key not in self._sides:
            claims = {
                name: [w for w in self.weighed(name) if w.stance is stance and not (fair and w.slant is not Slant.NONE)]
                for name in self.implications.relatives(proposition)
            }
            groups = self._groups[key] = one_occasion(w for weighed in claims.values() for w in weighed)
            self._sides[key] = {name: tally(weighed, groups) for name, weighed in claims.items()}
        return self._sides[key]
