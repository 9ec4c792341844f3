"""What analysts have specified covers every law of belief and every clock: none can be broken unseen."""

import re
from pathlib import Path

import pytest
from pytest_bdd.gherkin_parser import get_gherkin_document

from tests.ledger.specs.breaking import BROKEN, Breakage
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


@pytest.mark.parametrize(
    ("name", "breakage"),
    [pytest.param(name, one, id=f"{name}{one.__name__}") for name, broken in BROKEN.items() for one in broken],
)
def test_the_twin_a_law_that_is_broken_is_found_by_its_own_scenarios(
    name: str, breakage: Breakage, specify: Specify, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    (path,) = FEATURES.glob(f"{name}*.feature")
    breakage(monkeypatch)
    # when
    told = specify(path.read_text(encoding="utf-8"), "-x")
    # then
    assert told.parseoutcomes().keys() - {"passed"} == {"failed"}
    assert not any(line.startswith("E ") for line in told.outlines), "a traceback is no finding"


def test_every_law_is_broken_somewhere() -> None:
    assert {name for name in BROKEN if name.startswith("law")} == {f"law-{law:02}" for law in laws()}
