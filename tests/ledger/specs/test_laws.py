"""What analysts have specified covers every law of belief and every clock."""

import re
from pathlib import Path

import pytest
from pytest_bdd.gherkin_parser import get_gherkin_document

FEATURES = Path(__file__).parents[3] / "features"
LAWS = {
    1: "order",
    2: "echo",
    3: "unknown-origin",
    4: "taking-back",
    5: "no-basis",
    6: "explanation",
    7: "coherence",
    8: "interest",
    9: "from-when-given",
    10: "confirmation",
    11: "what-moves-nothing",
    12: "monotone",
}
FILES = [f"law-{law:02}-{name}.feature" for law, name in LAWS.items()]
FILES += [f"clock-{clock}.feature" for clock in ("period", "said", "recorded")]


@pytest.mark.parametrize("name", FILES)
def test_each_law_and_each_clock_has_a_file_of_rules(name: str) -> None:
    feature = get_gherkin_document(str(FEATURES / name)).feature
    assert all(child.rule is not None for child in feature.children if child.background is None)
    assert len([child for child in feature.children if child.rule is not None]) >= 1


@pytest.mark.parametrize("name", sorted(path.name for path in FEATURES.glob("*.feature")))
def test_no_analyst_has_to_read_an_address_or_an_id(name: str) -> None:
    assert not re.search(r"https?:|sha256|[{}]", (FEATURES / name).read_text(encoding="utf-8"))
