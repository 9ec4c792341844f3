"""What analysts have specified covers every law of belief and every clock: none can be broken unseen."""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.gherkin_parser import get_gherkin_document

from ledger.belief import concave, explanation, tally, weighing
from ledger.belief.claims import ClaimOnRecord
from ledger.belief.confirmations import Confirmations
from ledger.belief.folding import Shared
from ledger.belief.interest import Interests, Slant
from ledger.belief.reading import Reading
from ledger.belief.scale import band
from ledger.belief.standing import Standing
from ledger.belief.view import Estimate
from ledger.terms import Mode
from tests.ledger.specs.specification import Specify

ROOT = Path(__file__).parents[3]
FEATURES = ROOT / "features"
CLOCKS = ("period", "said", "recorded")


def laws() -> list[int]:
    """The numbers of the laws, as the tests of belief have them."""
    tests = (ROOT / "tests/ledger/belief" / f"{name}.py" for name in ("test_laws", "test_laws_at_large"))
    return sorted({int(n) for test in tests for n in re.findall(r"def test_law_(\d+)_", test.read_text())})


def of_law(law: int) -> Path:
    """The file of a law's rules."""
    (path,) = FEATURES.glob(f"law-{law:02}-*.feature")
    return path


def test_there_is_a_file_for_each_law_and_none_for_another() -> None:
    assert [int(path.name[4:6]) for path in sorted(FEATURES.glob("law-*.feature"))] == laws() == list(range(1, 13))


@pytest.mark.parametrize("path", [*map(of_law, laws()), *(FEATURES / f"clock-{clock}.feature" for clock in CLOCKS)])
def test_each_law_and_each_clock_has_its_rules(path: Path) -> None:
    feature = get_gherkin_document(str(path)).feature
    rules = [child.rule for child in feature.children if child.background is None]
    assert rules
    assert all(rule is not None for rule in rules)


# -- the twins: belief with one law broken -----------------------------------------------------------------------------


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
    believe = import_module("ledger.belief.believe")  # the package calls its function so, too
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


BROKEN = {
    1: _last_counts,
    2: _echoes_add,
    3: _whoever_is_named_is_the_origin,
    4: _nothing_falls,
    5: _no_basis_is_even_odds,
    6: _a_millionth_is_lost,
    7: _nothing_is_inherited,
    8: _nobody_is_interested,
    9: _what_is_learnt_of_sources_is_lost,
    10: _one_origin_confirms,
    11: _opinions_count,
    12: _the_mean_is_taken,
}
"""How each law can be broken, in one place of the code."""


@pytest.mark.parametrize("law", laws())
def test_the_twin_a_law_that_is_broken_is_found_by_its_own_scenarios(
    law: int, specify: Specify, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    BROKEN[law](monkeypatch)
    # when
    told = specify(of_law(law).read_text(encoding="utf-8"))
    # then
    outcomes = told.parseoutcomes()
    assert outcomes.get("failed", 0) > 0
    assert "errors" not in outcomes
