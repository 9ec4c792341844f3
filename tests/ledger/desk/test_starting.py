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
