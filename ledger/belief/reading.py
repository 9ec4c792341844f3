"""A reading: the docket read under one policy, by one date of the asserted clock, without some sources."""

from collections.abc import Collection

from ledger.belief.answering import Answering
from ledger.belief.balance import Balance, Odds, weights
from ledger.belief.claims import ClaimOnRecord
from ledger.belief.concave import best_shares, log_odds, total
from ledger.belief.confirmations import Confirmations
from ledger.belief.docket import Docket
from ledger.belief.growing import GrowingSum
from ledger.belief.implications import Implications
from ledger.belief.interest import Interests, Slant
from ledger.belief.policy import Policy
from ledger.belief.standing import Standing
from ledger.belief.tally import Side, Tally, one_occasion, tally, united
from ledger.belief.voices import Groups
from ledger.belief.weighing import Scales, Weighed, counting
from ledger.events import YesNo
from ledger.terms import Credibility, Scope, Stance


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
        self._answering: dict[str, Answering] = {}
        self._guards: dict[str, frozenset[str] | None] = {}
        self._sides: dict[tuple[str, Stance, bool], dict[str, dict[str, Tally]]] = {}
        self._groups: dict[tuple[str, Stance, bool], Groups] = {}
        self._sums: dict[tuple[str, Stance], GrowingSum] = {}

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

    def answering(self, proposition: str) -> Answering:
        """The answers that the claims filed under a proposition give."""
        if proposition not in self._answering:
            self._answering[proposition] = Answering(self.claims(proposition), self.weighed(proposition))
        return self._answering[proposition]

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
        within, across = self.numbers.within, self.numbers.across
        affirming, denying = (self._side(proposition, stance, fair) for stance in (Stance.AFFIRMS, Stance.DENIES))
        r, s = (best_shares(weights(side), within, across) for side in (affirming, denying))
        return Balance(self._odds(total(r), total(s)), affirming, denying, r, s)

    def odds(self, proposition: str) -> Odds:
        """The sums of its balance, which whatever is taken meanwhile costs little to add to."""
        return self._odds(*(self._sum(proposition, stance).total() for stance in (Stance.AFFIRMS, Stance.DENIES)))

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
            for known in (self._claims, self._confirmations, self._weighed, self._answering, self._guards):
                known.pop(name, None)
            for stance in (Stance.AFFIRMS, Stance.DENIES):
                self._sums.pop((name, stance), None)
                for fair in (False, True):
                    self._sides.pop((self.implications.family(name), stance, fair), None)

    def take(self, claim: ClaimOnRecord) -> tuple[str, ...] | None:
        """Take a claim just recorded into what is worked out already; answers which propositions it can have moved.

        None where it can do more than add itself, and nothing was taken: something on its proposition was graded 1, or
        withdrawn by its voice, it stands in for another claim, it shows voices to be one, or nothing is worked out yet.
        """
        name = claim.proposition
        plain = claim.restates is None and claim.corrects is None
        if not plain or claim.credibility is Credibility.CONFIRMED or name not in self._weighed or self._guarded(claim):
            return None
        there = self.standing.is_there(claim)
        counted = counting([claim], self.docket.propositions[name].fact.about) if there else []
        weighed = self._scales.weigh(claim, lambda _: False) if counted else None
        if weighed is not None and not self._joins_none(weighed):
            return None
        if there:
            self._claims[name].append(claim)
            self._answer(claim, weighed)
        if weighed is None:
            return (name,) if there else ()
        self._weighed[name].append(weighed)
        self._sides.pop((self.implications.family(name), weighed.stance, True), None)
        echo = self._count(weighed) and isinstance(self.docket.propositions[name].fact.form, YesNo)
        return () if echo else self.borrowing(name, weighed.stance)

    def _answer(self, claim: ClaimOnRecord, weighed: Weighed | None) -> None:
        """Count the answer that a claim gives; which voices an occasion makes one is worked out anew."""
        if claim.occasion is not None:
            self._answering.pop(claim.proposition, None)
        elif (known := self._answering.get(claim.proposition)) is not None:
            known.report(claim)
            if weighed is not None:
                known.count(weighed)

    def _joins_none(self, weighed: Weighed) -> bool:
        """Whether no voice that is counted comes under another name by the occasion of a claim.

        It joins none where only its own voice spoke on that occasion, or where that was not heard before in the family
        and is named after a voice that spoke on it.
        """
        name, stance, occasion = weighed.claim.proposition, weighed.stance, weighed.claim.occasion
        if occasion is None:
            return True
        sides = self._tallied(name, stance, False)
        groups = self._groups[self.implications.family(name), stance, False]
        voice, spoke = groups.of(weighed.voice), groups.of(f"~{occasion}")
        if spoke not in (voice, f"~{occasion}") and (voice < spoke or any(voice in side for side in sides.values())):
            return False
        groups.join(voice, f"~{occasion}")
        return True

    def _count(self, weighed: Weighed) -> bool:
        """Count a claim on its side; answers whether it is an echo: its voice was there with at least its weight."""
        name = weighed.claim.proposition
        side = self._tallied(name, weighed.stance, False)[name]
        voice = self._groups[self.implications.family(name), weighed.stance, False].of(weighed.voice)
        known = side.setdefault(voice, Tally())
        echo = known.best.get(weighed.cluster, 0) >= weighed.x
        known.count(weighed)
        for other in self.borrowing(name, weighed.stance):
            if (grown := self._sums.get((other, weighed.stance))) is not None:
                grown.grow(voice, weighed.cluster, weighed.x)
        return echo

    def _odds(self, r: int, s: int) -> Odds:
        raw = self._base + r - s
        return Odds(r, s, self._base, raw, min(max(raw, self._lowest), self._highest))

    def _sum(self, proposition: str, stance: Stance) -> GrowingSum:
        if (proposition, stance) not in self._sums:
            known = weights(self._side(proposition, stance, False))
            self._sums[proposition, stance] = GrowingSum(known, self.numbers.within, self.numbers.across)
        return self._sums[proposition, stance]

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
        if withdrawing is None or (withdrawing and claim.occasion is not None):
            return True
        return any(self.voices.voice(name) in withdrawing for name in (claim.speaker, claim.heard or claim.speaker))

    def _withdrawing(self, name: str) -> frozenset[str] | None:
        """The voices that withdrew what they said of a proposition; None where a further claim can move others too."""
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
