from pathlib import Path

import pytest

from ledger.access.roles import KeyRole
from ledger.desk.results import ScenarioResult
from ledger.desk.running import Wanted, run
from tests.ledger.specs.earlier import DEAL, NAME, keep, live, scenario
from tests.ledger.specs.specification import SOUND

AS_OF = f'Given the ledger "{NAME}" as recorded by 2023-10-17'
ON = f'Given the deal "{DEAL}" on record'


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return keep(tmp_path / "history.ledger")


def told(folder: Path, history: Path, *steps: str) -> ScenarioResult:
    (folder / "it.feature").write_text(scenario(AS_OF, *steps))
    (one,) = run(Wanted(files=[folder / "it.feature"], ledgers=(str(history),))).scenarios
    return one


def test_of_a_ledger_that_a_scenario_begins_nothing_is_noted(tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND)
    (one,) = run(Wanted(files=[tmp_path / "it.feature"])).scenarios
    assert one.ledger is None
    assert {step.read for step in one.steps} == {()}


def test_a_belief_is_read_from_the_claims_that_it_rests_on(tmp_path: Path, history: Path) -> None:
    one = told(tmp_path, history, ON, 'Then "containers were moved" is at least unlikely')
    assert one.steps[-1].read == (8, 10, 14)


def test_a_table_of_beliefs_is_read_from_those_of_each_row(tmp_path: Path, history: Path) -> None:
    table = 'Then the beliefs are:\n        | proposition | reports |\n        | "containers were moved" | 3 |'
    assert told(tmp_path, history, ON, table).steps[-1].read == (8, 10, 14)


def test_what_the_scenario_records_itself_is_not_on_record(tmp_path: Path, history: Path) -> None:
    steps = ('When 2 more outlets repeat what "Ministry" said of "containers were moved"',)
    one = told(tmp_path, history, ON, *steps, 'Then "containers were moved" is at least unlikely')
    assert one.outcome.value == "green"
    assert one.steps[-1].read == (8, 10, 14)
    assert one.ledger is not None and one.ledger.moment.position == 14


def test_both_clocks_of_every_question_are_noted(tmp_path: Path, history: Path) -> None:
    asked = "When the analyst asks what was believed:\n        | said by |\n        | 2023-10-13 |"
    one = told(tmp_path, history, ON, asked, 'Then "containers were moved" is likely')
    assert one.ledger is not None
    assert "2023-10-13" in {clock.asserted_as_of for clock in one.ledger.asked}


def test_a_key_that_may_not_see_the_checkpoint_sees_none(tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(scenario(ON, 'Then "containers were moved" is at least unlikely'))
    with live(role=KeyRole.READER) as (_, url, key):
        (one,) = run(Wanted(files=[tmp_path / "it.feature"], url=url, key=key)).scenarios
    assert one.outcome.value == "green"
    assert one.ledger is not None
    assert (one.ledger.root, one.ledger.note) == (None, None)


def test_where_the_ladder_stands_is_read_from_the_claims_on_its_deeds(tmp_path: Path, history: Path) -> None:
    one = told(tmp_path, history, ON, "Then the ladder stands at shipment")
    assert one.steps[-1].read == (8, 10, 14)


def test_the_events_themselves_are_kept_unless_a_live_server_shows_them(tmp_path: Path, history: Path) -> None:
    one = told(tmp_path, history, ON, 'Then "containers were moved" is at least unlikely')
    assert one.ledger is not None
    assert [(entry.position, entry.type) for entry in one.ledger.entries][-1] == (14, "claim-recorded/1")
    with live() as (_, url, key):
        (one,) = run(Wanted(files=[tmp_path / "it.feature"], url=url, key=key)).scenarios
    assert one.ledger is not None and one.ledger.entries == ()
