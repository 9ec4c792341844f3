"""Policy 1 once more, in plain Python: what the rows of a shadow ledger support, at any place on either clock.

It shares nothing with the ledger but the design that both follow. It is naive on purpose: every rule is read off the
page (docs/design.md, "Belief"), nothing is kept for later that a reader would have to believe in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import Any

from torture.dates import NEVER, before, span
from torture.standing import Row, Standing, joined, origin, reached, said, speaker

DIGITS = Context(prec=28)
MILLION = 10**6
FIDELITY = {"A": "0.99", "B": "0.97", "C": "0.93", "D": "0.85", "E": "0.70", "F": "0.85", None: "0.90"}
TRUST = {"A": "0.95", "B": "0.80", "C": "0.65", "D": "0.40", "E": "0.20", "F": "0.50", None: "0.60"}
HEDGE = {"certain": "1", "probable": "0.75", "possible": "0.4", "uncommitted": "0"}
CREDIBILITY = {"1": "1", "2": "1", "3": "1", "4": "0.4", "5": "0.15", "6": "0.83", None: "1"}
LOG_ODDS = {"witnessed": "2.6", "deduced": "1.9", "induced": "1.5", "told": "1.2", "read": "1.2", None: "1.2"}
UNKNOWN_ORIGIN, SELF_SERVING, AGAINST_INTEREST = Fraction("0.5"), Fraction("0.1"), Fraction("3.5")
WITHIN, ACROSS = Decimal("0.5"), Decimal("0.75")
FLOOR, LIMIT = MILLION // 10, 4_595_120  # ln 99 in millionths: 1 to 99 %
BANDS = {
    "almost no chance": (1, 5), "very unlikely": (5, 20), "unlikely": (20, 45), "roughly even chance": (45, 55),
    "likely": (55, 80), "very likely": (80, 95), "almost certain": (95, 99),
}  # fmt: skip
LADDER = ("contact", "correspondence", "visit", "negotiation", "agreement", "order", "shipment", "delivery", "use")


@dataclass(frozen=True)
class Weighed:
    """A claim that moves its proposition: by how much (millionths of log-odds), for whom, and what that is worth."""

    claim: str
    proposition: str
    x: int
    name: str
    origin: str | None
    fair: bool
    witnessed: bool
    occasion: str | None


@cache
def root(j: int, exponent: Decimal) -> int:
    """j^a in millionths, half-even."""
    return int(DIGITS.quantize(DIGITS.power(j, exponent) * MILLION, Decimal(1)))


def concave(weights: Iterable[int], exponent: Decimal) -> int:
    """The sum of weights, heaviest first, each times j^a - (j-1)^a in millionths: exact, a million times too great."""
    heaviest_first = enumerate(sorted(weights, reverse=True), start=1)
    return sum(x * (root(j, exponent) - root(j - 1, exponent)) for j, x in heaviest_first)


def places(value: Fraction) -> str:
    """Four places, half-even."""
    return f"{float(round(value, 4)):.4f}"


class Oracle(Standing):
    """What rows support of a deal: of what was said by `end`, without some sources; as Standing."""

    def __init__(self, rows: Sequence[Row], deal: str, end: str = NEVER, without: Iterable[str] = ()) -> None:
        super().__init__(rows, deal, end, without)
        self.weighed, self.implied, self.belief = cache(self._weighed), cache(self._implied), cache(self._belief)

    # -- what a claim weighs -------------------------------------------------------------------------------------------

    def moves(self, claim: Mapping[str, Any]) -> bool:
        """Whether it takes a side, and speaks of a deed, or of a plan that is asked about."""
        plan = self.raised[claim["proposition"]]["about"] == "plan"
        modes = ("fact", "assessment", "act", *(("forecast", "condition", "intention") if plan else ()))
        return claim["stance"] in ("affirms", "denies") and claim["mode"] in modes

    def interest(self, claim: Mapping[str, Any]) -> str | None:
        """How what is said lies to the gain of who says it: "serves", "opposes", or "some"; None without any."""
        owners: dict[str, set[str]] = {name: set(group) for name, group in self.voices.items()}
        for (one, kind, to), degree in self.ties.items():
            if kind in ("affiliation", "ownership") and degree == "established":
                owners.setdefault(one, set()).add(to)
        tables, heard = (self.parties, self.interests), reached(speaker(claim), owners)
        every = [table[name] for name in heard for table in tables if name in table]
        gains = [gain for gain in every if not before(said(claim), span(gain[1]))]
        if any(favours == claim["stance"] for favours, _, _ in gains):
            return "serves"
        if any(favours and degree == "established" for favours, _, degree in gains):
            return "opposes"
        return "some" if gains else None

    def confirmed(self, claim: Mapping[str, Any]) -> bool:
        """Whether another origin says the same, independently and not on the same occasion."""
        own = origin(claim)
        if own is None:
            return False
        alike = [c for c in self.standing(claim["proposition"]) if self.moves(c) and c["stance"] == claim["stance"]]
        known = [(name, c["occasion"]) for c in alike if (name := origin(c)) is not None]
        together = joined((self.voice(name), f"~{occasion}") for name, occasion in known if occasion)
        own_group = together.get(self.voice(own), {self.voice(own)})
        return any(self.voice(name) not in own_group and not self.dependent(self.voice(name), own) for name, _ in known)

    def _weighed(self, proposition: str, stance: str) -> list[Weighed]:
        claims = [c for c in self.standing(proposition) if c["stance"] == stance and self.moves(c)]
        return [weighed for claim in claims if (weighed := self._weigh(claim)).x]

    def _weigh(self, claim: Mapping[str, Any]) -> Weighed:
        hops, name, known = claim["attribution"], speaker(claim), origin(claim)
        depth = max(index for index, hop in enumerate(hops) if "source" in hop)
        m = Fraction(TRUST[self.grades.get(name)])
        for hop in hops[:depth]:
            if hop.get("source") != name:
                m *= Fraction(FIDELITY[self.grades.get(hop.get("source", ""))])
        m *= min(Fraction(HEDGE[hop["hedge"]["level"] if "hedge" in hop else "certain"]) for hop in hops)
        m *= Fraction(CREDIBILITY[claim["credibility"]])  # a 1 that no longer stands counts as 2: both are 1
        m *= Fraction(1) if known else UNKNOWN_ORIGIN
        act = claim["mode"] == "act" and claim["stance"] == "affirms"
        basis = "witnessed" if act else hops[depth].get("basis")
        odds, interest = Fraction(LOG_ODDS[basis]), self.interest(claim)
        if interest == "serves" and not act:
            odds = min(odds, SELF_SERVING)
        elif interest == "opposes":
            odds = max(odds, AGAINST_INTEREST)
        return Weighed(
            claim=claim["id"],
            proposition=claim["proposition"],
            x=round(m * odds * MILLION),
            name=name,
            origin=known,
            fair=interest is None,
            witnessed=basis == "witnessed",
            occasion=claim["occasion"],
        )

    # -- how claims add up ---------------------------------------------------------------------------------------------

    def implying(self, proposition: str) -> set[str]:
        """The proposition and all that imply it, at any remove."""
        return {name for name in self.raised if proposition in self.implied(name)}

    def _implied(self, proposition: str) -> set[str]:
        """The proposition and all that it implies, at any remove."""
        return reached(proposition, {name: body.get("implies", ()) for name, body in self.raised.items()})

    def side(self, proposition: str, stance: str, *, fair: bool = False) -> dict[str, list[Weighed]]:
        """The voices on one side with their claims: what implies it lends those that affirm, what it implies the rest.

        Voices of one occasion are one, in the whole family of propositions that implications join.
        """
        links = joined((name, other) for name, body in self.raised.items() for other in body.get("implies", ()))
        family = links.get(proposition, {proposition})
        every = [w for name in family for w in self.weighed(name, stance) if w.fair or not fair]
        together = joined((self.voice(w.name), f"~{w.occasion}") for w in every if w.occasion)
        lending = self.implying(proposition) if stance == "affirms" else self.implied(proposition)
        voices: dict[str, list[Weighed]] = {}
        for weighed in every:
            if weighed.proposition in lending:
                voice = self.voice(weighed.name)
                voices.setdefault(min(together.get(voice, {voice})), []).append(weighed)
        return voices

    def total(self, side: Mapping[str, Sequence[Weighed]]) -> int:
        """What the voices come to in millionths: each once, at its heaviest, in the cluster where that is the most."""
        options = []
        for claims in side.values():
            best: dict[frozenset[str], int] = {}
            for weighed in claims:
                cluster = self.clusters.get(weighed.name, frozenset({weighed.name}))
                best[cluster] = max(best.get(cluster, 0), weighed.x)
            options.append(list(best.items()))
        return max(self._summed(choice) for choice in product(*options))

    def _summed(self, choice: Iterable[tuple[frozenset[str], int]]) -> int:
        clusters: dict[frozenset[str], list[int]] = {}
        for cluster, x in choice:
            clusters.setdefault(cluster, []).append(x)
        return concave((concave(xs, WITHIN) for xs in clusters.values()), ACROSS) // MILLION**2

    # -- what is answered ----------------------------------------------------------------------------------------------

    def verdict(self, proposition: str) -> Row | None:
        """The verdict that it stands under: its own, or that of what it implies (false) or is implied by (true)."""
        own = self.verdicts.get(proposition)
        if own is not None and own.body["verdict"] != "undeterminable":
            return own
        for others, ruling in ((self.implied(proposition), "false"), (self.implying(proposition), "true")):
            for other in sorted(others & set(self.verdicts)):
                if self.verdicts[other].body["verdict"] == ruling:
                    return self.verdicts[other]
        return own

    def probability(self, proposition: str, r: int, s: int) -> str | None:
        """Four places; None where there is no basis."""
        verdict = self.verdict(proposition)
        if verdict is not None and verdict.body["verdict"] != "undeterminable":
            return "1.0000" if verdict.body["verdict"] == "true" else "0.0000"
        if max(r, s) < FLOOR:
            return None
        power = DIGITS.exp(Decimal(-max(min(r - s, LIMIT), -LIMIT)).scaleb(-6))
        return places(Fraction(DIGITS.divide(1, 1 + power)))

    def _belief(self, proposition: str) -> dict[str, Any]:
        """The belief in a proposition, in the form in which it is answered, but for its text and `changed_at`."""
        affirming, denying = self.side(proposition, "affirms"), self.side(proposition, "denies")
        r, s = self.total(affirming), self.total(denying)
        believed, verdict = self.probability(proposition, r, s), self.verdict(proposition)
        word = band(believed) if believed is not None and believed not in ("0.0000", "1.0000") else None
        fair = [self.total(self.side(proposition, stance, fair=True)) for stance in ("affirms", "denies")]
        alone = self.probability(proposition, *fair)
        voices = [*affirming.items(), *denying.items()]
        known = {voice for voice, claims in voices if any(w.origin for w in claims)}
        conflict = Fraction(2 * min(r, s), r + s) if r + s else Fraction(0)
        return {
            "probability": believed,
            "vacuous": believed is None,
            "likelihood": word,
            "range": BANDS[word] if word else None,
            "confidence": self._confidence(affirming if r >= s else denying, conflict),
            "uncertainty": places(Fraction(MILLION, MILLION + r + s)),
            "conflict": places(conflict),
            "reports": self._reports(proposition),
            "origins": len(known),
            "interested_origins": len(known - {v for v, claims in voices if any(w.origin and w.fair for w in claims)}),
            "for": len(affirming),
            "against": len(denying),
            "without_interested": {"probability": alone, "vacuous": alone is None},
            "verdict": verdict and (verdict.body["verdict"], verdict.body["proposition"], verdict.position),
        }

    def explanation(self, proposition: str) -> dict[str, Any]:
        """What each side comes to (millionths), the log-odds of both, and the claims of each voice."""
        sides = {stance: self.side(proposition, stance) for stance in ("affirms", "denies")}
        sums = {stance: self.total(side) for stance, side in sides.items()}
        odds = max(min(sums["affirms"] - sums["denies"], LIMIT), -LIMIT)
        voices = {(stance, *sorted(w.claim for w in ws)) for stance, side in sides.items() for ws in side.values()}
        return {"sums": sums, "log_odds": odds, "voices": voices}

    def ladder(self) -> tuple[str | None, dict[str, str | None]]:
        """The furthest stage with a deed of 0.55 or more, and the likeliest deed of each stage."""
        stages: dict[str, str | None] = {}
        for stage in LADDER:
            deeds = [n for n, body in self.raised.items() if (body["about"], body.get("stage")) == ("deed", stage)]
            if deeds:
                stages[stage] = max(self.belief(name)["probability"] or "" for name in deeds) or None
        return next((stage for stage in reversed(stages) if (stages[stage] or "") >= "0.55"), None), stages

    def possibly_said(self) -> int:
        """How many claims are left out because they may have been said later."""
        claims = [claim for claim in self.claims.values() if not claim["void"]]
        return sum(said(c)[0] <= self.end and not self.by_then(said(c), c["at"]) for c in claims)

    def _confidence(self, side: Mapping[str, Sequence[Weighed]], conflict: Fraction) -> str:
        fair = ({w.origin for w in claims if w.origin and w.fair} for claims in side.values())
        origins = [found for found in fair if found]
        seen = any(w.origin and w.fair and w.witnessed for claims in side.values() for w in claims)
        if conflict < Fraction("0.2") and seen and self._independent(origins, 3):
            return "high"
        return "moderate" if self._independent(origins, 2) else "low"

    def _independent(self, voices: Sequence[set[str]], count: int) -> bool:
        """Whether so many voices are independent of one another in all their origins."""
        return any(
            all(not self.dependent(a, b) for x, y in combinations(chosen, 2) for a in x for b in y)
            for chosen in combinations(voices, count)
        )

    def _reports(self, proposition: str) -> int:
        lent = [(name, "affirms") for name in self.implying(proposition) - {proposition}]
        lent += [(name, "denies") for name in self.implied(proposition) - {proposition}]
        return len(self.standing(proposition)) + sum(len(self.weighed(name, stance)) for name, stance in lent)


def band(probability: str) -> str:
    """The word of likelihood: a shared end belongs to the band nearer to even."""
    cent = Decimal(probability) * 100
    below = [word for word, (low, high) in BANDS.items() if (cent < high if high <= 45 else cent <= high)]
    return below[0] if below else "almost certain"
