import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import open_ledger
from ledger.desk.linting import lint
from ledger.desk.results import Outcome
from ledger.desk.running import Wanted, run
from ledger.desk.starting import deal_of, first_feature
from ledger.errors import NotFound
from ledger.interchange.importing import Times, import_lines
from ledger.service import Ledger
from tests.ledger.given import record
from tests.ledger.specs.earlier import DEAL, OTHER, keep

SEED = Path(__file__).parents[3] / "seeds/2023-08-31-arms-talks.ndjson"
SEEDED = ("russia-dprk-munitions", "russia-iran-weapons")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "claims.ledger"
    with open_ledger(str(path), create=True) as ledger, SEED.open("rb") as lines:
        assert all(o.receipt for o in import_lines(ledger, lines, by="seed", folder=SEED.parent, times=Times.KEPT))
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(keep(tmp_path / "history.ledger"))) as ledger:
        yield ledger


def held(folder: Path, feature: str, path: Path) -> int:
    """How many scenarios of a feature are green; it is clean, and none is anything else."""
    file = folder / "first.feature"
    file.write_text(feature, encoding="utf-8")
    assert lint([file]) == []
    found = run(Wanted(files=[file], ledgers=(str(path),)))
    assert found.can_tell
    assert {one.outcome for one in found.scenarios} == {Outcome.GREEN}
    return len(found.scenarios)


@pytest.mark.parametrize("deal", SEEDED)
def test_of_each_seeded_deal_it_is_clean_and_green_at_once(tmp_path: Path, seeded: Path, deal: str) -> None:
    with open_ledger(str(seeded)) as ledger:
        assert deal in {one.id for one in ledger.deals().items}
        feature = first_feature(ledger, deal_of(ledger, deal), "claims")
    assert held(tmp_path, feature, seeded) >= 2


def test_every_seeded_deal_is_among_them(seeded: Path) -> None:
    with open_ledger(str(seeded)) as ledger:
        assert {one.id for one in ledger.deals().items} == set(SEEDED)


def test_it_holds_what_was_believed_as_of_a_moment(tmp_path: Path, ledger: Ledger) -> None:
    now = first_feature(ledger, deal_of(ledger, DEAL), "history")
    then = first_feature(ledger, deal_of(ledger, DEAL), "history", "10")
    assert 'Given the ledger "history" as recorded by 10' in then
    assert now != then
    for feature in (now, then):
        assert held(tmp_path, feature, tmp_path / "history.ledger") == 2


def test_a_deal_is_found_by_its_title_or_its_id(ledger: Ledger) -> None:
    assert deal_of(ledger, OTHER) == deal_of(ledger, "d-2")
    with pytest.raises(NotFound, match="there are d-1, d-2"):
        deal_of(ledger, "nowhere")


def test_what_no_step_can_quote_is_left_out_and_said_to_be(tmp_path: Path, ledger: Ledger) -> None:
    # given: texts with marks that Gherkin or a step takes for something else
    form = {"kind": "yes-no", "about": "deed"}
    for number, text in enumerate(('it "moved"', "<it> moved", "a | b \\ c", "twice", "twice")):
        ledger.record(record("proposition", deal="d-1", id=f"odd-{number}", text=text, **form), by="test")
    # when
    feature = first_feature(ledger, deal_of(ledger, DEAL), "history")
    # then
    assert [line for line in feature.splitlines() if "left out" in line] == [
        f"  # left out, as no step can quote its text: odd-{number}" for number in (0, 1, 3, 4)
    ]
    assert held(tmp_path, feature, tmp_path / "history.ledger") == 2


def test_of_two_deals_of_one_title_the_one_is_named_by_its_id(tmp_path: Path, ledger: Ledger) -> None:
    # given
    ledger.record(record("deal", id="d-3", title=DEAL, parties=[]), by="test")
    # when
    feature = first_feature(ledger, deal_of(ledger, "d-1"), "history")
    # then
    assert 'And the deal "d-1" on record' in feature
    (tmp_path / "first.feature").write_text(feature, encoding="utf-8")
    found = run(Wanted(files=[tmp_path / "first.feature"], ledgers=(str(tmp_path / "history.ledger"),)))
    assert [one.outcome for one in found.scenarios] == [Outcome.GREEN, Outcome.GREEN]


def _asked_for_a_value(ledger: Ledger, *values: str) -> str:
    """What was written of a deal in which these values were given, and the claim that gave the last."""
    form = {"kind": "valued", "about": "deed", "unit": "containers"}
    ledger.record(record("proposition", deal="d-1", id="p-many", text="how many", **form), by="test")
    hops = [{"source": "s-1", "role": "origin", "basis": "witnessed"}]
    for value in values:
        given = record("claim", deal="d-1", proposition="p-many", attribution=hops, value=value, period="2023-09")
        ledger.record(given, by="test")
    return first_feature(ledger, deal_of(ledger, DEAL), "history")


def test_the_values_that_were_given_are_held_to(tmp_path: Path, ledger: Ledger) -> None:
    # when
    feature = _asked_for_a_value(ledger, ">300", "a | b")
    # then
    assert 'Then the answers for "how many" are:' in feature
    assert held(tmp_path, feature, tmp_path / "history.ledger") == 4


def test_the_twin_a_corrected_value_turns_them_red(tmp_path: Path, ledger: Ledger) -> None:
    # given
    feature = _asked_for_a_value(ledger, ">300")
    # when
    hops = [{"source": "s-1", "role": "origin", "basis": "witnessed"}]
    claim = next(c.id for c in ledger.claims().items if c.value == ">300")
    mended = {"deal": "d-1", "proposition": "p-many", "attribution": hops, "value": ">30", "period": "2023-09"}
    ledger.record(record("claim", corrects=claim, reason="a misreading", **mended), by="test")
    # then
    file = tmp_path / "first.feature"
    file.write_text(re.sub(r"as recorded by [0-9]+", f"as recorded by {ledger.health().head}", feature))
    found = run(Wanted(files=[file], ledgers=(str(tmp_path / "history.ledger"),)))
    assert [one.title for one in found.scenarios if one.outcome is Outcome.RED] == ["The answers"]


def test_values_that_no_cell_can_hold_are_left_out_and_said_to_be(tmp_path: Path, ledger: Ledger) -> None:
    feature = _asked_for_a_value(ledger, 'the "big" ones')
    assert "# left out, as no cell can hold its answers: p-many" in feature
    assert held(tmp_path, feature, tmp_path / "history.ledger") == 3
