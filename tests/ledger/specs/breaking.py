"""Belief with one of its laws broken, in one place of the code: what each law's own scenarios have to find."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from ledger.belief import concave, explanation, tally, voices, weighing
from ledger.belief.balance import Balance
from ledger.belief.claims import ClaimOnRecord, Withdrawn
from ledger.belief.confirmations import Confirmations
from ledger.belief.folding import Shared
from ledger.belief.interest import Interests, Slant
from ledger.belief.reading import Reading
from ledger.belief.scale import band
from ledger.belief.sources import SourceOnRecord
from ledger.belief.standing import Standing
from ledger.belief.tally import Tally
from ledger.belief.view import Estimate, VoiceTerm
from ledger.terms import Credibility, Degree, Mode, Stance

believe = import_module("ledger.belief.believe")
"""The module: the package calls its function so, too."""


def _last_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def heavier(self: tally.Tally, cluster: str, x: int, position: int) -> None:
        self.best[cluster], self.carried[cluster] = x, position

    monkeypatch.setattr(tally.Tally, "_heavier", heavier)


def _echoes_add(monkeypatch: pytest.MonkeyPatch) -> None:
    def heavier(self: tally.Tally, cluster: str, x: int, position: int) -> None:
        self.best[cluster] = self.best.get(cluster, 0) + x
        self.carried[cluster] = position

    monkeypatch.setattr(tally.Tally, "_heavier", heavier)


def _whoever_is_named_is_the_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh = weighing.Scales.weigh

    def named(self: weighing.Scales, claim: ClaimOnRecord, confirmed: Callable[[ClaimOnRecord], bool]) -> Any:
        return weigh(self, claim._replace(origin=claim.origin or claim.speaker), confirmed)

    monkeypatch.setattr(weighing.Scales, "weigh", named)


def _nothing_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Standing, "_fallen", lambda self, claims: set())


def _no_basis_is_even_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    estimated = believe.estimated

    def even(*asked: Any) -> Any:
        estimate, found = estimated(*asked)
        if estimate.vacuous:
            return Estimate(probability="0.5000", vacuous=False), band(concave.PLACES * 5000)
        return estimate, found

    for module in (believe, explanation):
        monkeypatch.setattr(module, "estimated", even)


def _a_millionth_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(parts: dict[str, int]) -> dict[str, int]:
        return {voice: part - 1 for voice, part in concave.apportion(parts).items()}

    monkeypatch.setattr(explanation, "apportion", short)


def _other_claims_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(**term: Any) -> VoiceTerm:
        return VoiceTerm(**term | {"claims": tuple(f"sha256:{n:064}" for n, _ in enumerate(term["claims"]))})

    monkeypatch.setattr(explanation, "VoiceTerm", other)


def _nothing_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    for direction in ("lending", "borrowing"):
        monkeypatch.setattr(Reading, direction, lambda self, proposition, stance: (proposition,))


def _nobody_is_interested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Interests, "slant", lambda *asked: Slant.NONE)


def _what_is_learnt_of_sources_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    take = Shared.take

    def deaf(self: Shared, fact: Any, position: int) -> None:
        if not hasattr(fact, "reliability") and not hasattr(fact, "relation"):
            take(self, fact, position)

    monkeypatch.setattr(Shared, "take", deaf)


def _one_origin_confirms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Confirmations, "independent", lambda self, claim: 2)


def _opinions_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for modes in ("OF_A_DEED", "OF_A_PLAN"):
        monkeypatch.setattr(weighing, modes, frozenset(Mode))


def _the_mean_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def mean(weights: Iterable[concave.Weight], within: int, across: int) -> dict[str, int]:
        every = list(weights)
        return {voice: x * concave.TRILLION // len(every) for voice, _, x in every}

    monkeypatch.setattr(concave, "shares", mean)


def _ranked_as_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def ranked(items: Iterable[Any], **how: Any) -> list[Any]:
        found = list(items)
        return found if found and len(found[0]) == 3 else sorted(found, **how)  # three are a weight and its voice

    monkeypatch.setattr(concave, "sorted", ranked, raising=False)


def _the_whole_voice_withdraws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices.Voices, "echoing", lambda self, source: frozenset(self.members(source)))


def _nobody_speaks_for_who_withdraws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices.Voices, "echoing", lambda self, source: frozenset({source}))


def _of_those_that_fall(
    monkeypatch: pytest.MonkeyPatch, stands: Callable[[ClaimOnRecord, frozenset[str]], bool]
) -> None:
    echoes = Standing._echoes

    def fewer(self: Standing, withdrawn: Withdrawn, claims: list[ClaimOnRecord]) -> set[str]:
        fallen, by = echoes(self, withdrawn, claims), self._voices.echoing(withdrawn.fact.by)
        return {claim.id for claim in claims if claim.id in fallen and not stands(claim, by)}

    monkeypatch.setattr(Standing, "_echoes", fewer)


def _an_occasion_takes_nothing_down(monkeypatch: pytest.MonkeyPatch) -> None:
    _of_those_that_fall(monkeypatch, lambda claim, by: claim.speaker not in by and claim.heard not in by)


def _who_was_heard_withdraws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _of_those_that_fall(monkeypatch, lambda claim, by: claim.speaker not in by and claim.heard in by)


def _an_occasion_takes_all_down(monkeypatch: pytest.MonkeyPatch) -> None:
    echoes = Standing._echoes

    def more(self: Standing, withdrawn: Withdrawn, claims: list[ClaimOnRecord]) -> set[str]:
        fallen = echoes(self, withdrawn, claims)
        occasions = {claim.occasion for claim in claims if claim.id in fallen} - {None}
        return fallen | {claim.id for claim in claims if claim.occasion in occasions}

    monkeypatch.setattr(Standing, "_echoes", more)


def _the_first_weight_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    absorb = Tally.absorb

    def first(self: Tally, other: Tally) -> None:
        fresh = {cluster: x for cluster, x in other.best.items() if cluster not in self.best}
        absorb(self, replace(other, best=fresh))

    monkeypatch.setattr(Tally, "absorb", first)


def _the_last_weight_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    absorb = Tally.absorb

    def last(self: Tally, other: Tally) -> None:
        self.best = {cluster: x for cluster, x in self.best.items() if cluster not in other.best}
        absorb(self, other)

    monkeypatch.setattr(Tally, "absorb", last)


def _the_least_likely_deed_makes_the_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(believe, "max", lambda *of, **by: (min if by else max)(*of, **by), raising=False)


def _the_interested_make_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    confidence = believe._confidence

    def surer(reading: Reading, balance: Balance) -> Any:
        sides = (
            {voice: replace(t, fair=t.origins) for voice, t in s.items()} for s in (balance.affirming, balance.denying)
        )
        affirming, denying = sides
        return confidence(reading, replace(balance, affirming=affirming, denying=denying))

    monkeypatch.setattr(believe, "_confidence", surer)


def _doubtful_is_improbable(monkeypatch: pytest.MonkeyPatch) -> None:
    _graded(monkeypatch, Credibility.DOUBTFUL, Credibility.IMPROBABLE)


def _graded(monkeypatch: pytest.MonkeyPatch, given: Credibility, counted: Credibility) -> None:
    weigh = weighing.Scales.weigh

    def other(self: weighing.Scales, claim: ClaimOnRecord, confirmed: Callable[[ClaimOnRecord], bool]) -> Any:
        return weigh(self, claim._replace(credibility=counted) if claim.credibility is given else claim, confirmed)

    monkeypatch.setattr(weighing.Scales, "weigh", other)


def _one_is_two(monkeypatch: pytest.MonkeyPatch) -> None:
    _graded(monkeypatch, Credibility.CONFIRMED, Credibility.PROBABLY_TRUE)


def _one_is_always_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Confirmations, "confirmed", lambda self, claim: True)


def _suspicion_leaves_independent(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = voices.Voices.__init__

    def trusting(self: voices.Voices, sources: dict[str, SourceOnRecord]) -> None:
        known = {
            name: s._replace(ties={k: tie for k, tie in s.ties.items() if tie.degree is Degree.ESTABLISHED})
            for name, s in sources.items()
        }
        begin(self, known)

    monkeypatch.setattr(voices.Voices, "__init__", trusting)


def _self_serving_support_denies(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh = weighing.Scales.weigh

    def turned(self: weighing.Scales, claim: ClaimOnRecord, confirmed: Callable[[ClaimOnRecord], bool]) -> Any:
        found = weigh(self, claim, confirmed)
        if found is None or found.slant is not Slant.SELF_SERVING or found.stance is not Stance.AFFIRMS:
            return found
        return found._replace(stance=Stance.DENIES)

    monkeypatch.setattr(weighing.Scales, "weigh", turned)


Breakage = Callable[[pytest.MonkeyPatch], None]

BROKEN: dict[str, tuple[Breakage, ...]] = {
    "law-01": (_last_counts, _ranked_as_recorded),
    "law-02": (_echoes_add,),
    "law-03": (_whoever_is_named_is_the_origin,),
    "law-04": (
        _nothing_falls,
        _the_whole_voice_withdraws,
        _nobody_speaks_for_who_withdraws,
        _who_was_heard_withdraws_nothing,
        _an_occasion_takes_all_down,
        _an_occasion_takes_nothing_down,
    ),
    "law-05": (_no_basis_is_even_odds,),
    "law-06": (_a_millionth_is_lost, _other_claims_are_named),
    "law-07": (_nothing_is_inherited, _the_first_weight_counts, _the_last_weight_counts),
    "law-08": (_nobody_is_interested, _the_interested_make_sure),
    "law-09": (_what_is_learnt_of_sources_is_lost,),
    "law-10": (
        _one_origin_confirms,
        _doubtful_is_improbable,
        _one_is_two,
        _one_is_always_confirmed,
        _suspicion_leaves_independent,
    ),
    "law-11": (_opinions_count,),
    "law-12": (_the_mean_is_taken, _self_serving_support_denies),
    "ladder": (_the_least_likely_deed_makes_the_stage,),
}
"""How the rules of each feature can be broken."""
