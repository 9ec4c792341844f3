from collections.abc import Iterator

import pytest

from ledger.service import Ledger
from ledger.specs.faults import Miswritten
from ledger.specs.naming import Names, OnRecord
from ledger.specs.slugs import LONGEST
from tests.ledger.given import source_record
from tests.ledger.specs.earlier import DEAL, live


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with live() as (ledger, _, _):
        ledger.record(source_record("s-7", name="Twin"), by="test")
        ledger.record(source_record("s-8", name="Twin"), by="test")
        ledger.record(source_record("wire", name="Another wire"), by="test")
        yield ledger


def test_what_is_on_record_is_found_by_its_name_and_by_its_id(ledger: Ledger) -> None:
    names = Names(OnRecord(ledger))
    assert (names.find("source", "State U"), names.find("source", "s-2")) == ("s-1", "s-2")
    assert names.find("deal", DEAL) == "d-1"
    assert names.find("proposition", "they arrived", "d-1") == "p-arrived"
    assert names.find("proposition", "they arrived", "d-2") is None


def test_it_is_called_as_the_scenario_does_else_by_its_name(ledger: Ledger) -> None:
    names = Names(OnRecord(ledger))
    names.find("source", "s-2")
    assert [names.called("source", thing) for thing in ("s-1", "s-2", "s-99")] == ["State U", "s-2", "s-99"]


def test_a_name_that_several_have_is_told_with_their_ids(ledger: Ledger) -> None:
    with pytest.raises(Miswritten, match='2 sources on record are called "Twin": write the id of one, "s-7", "s-8"'):
        Names(OnRecord(ledger)).find("source", "Twin")


def test_a_new_name_gets_an_id_that_nobody_on_record_has(ledger: Ledger) -> None:
    names = Names(OnRecord(ledger))
    assert names.find("source", "WIRE") is None
    assert names.give("source", "WIRE", declared=True) == "wire-2"
    assert (names.find("source", "WIRE"), names.called("source", "wire-2")) == ("wire-2", "WIRE")


def test_where_others_record_too_ids_have_a_mark_and_names_a_remark() -> None:
    names = Names(mark="spec-1-", remark="specification 1")
    assert names.give("source", "State U") == "spec-1-state-u"
    assert names.recorded("State U") == "State U (specification 1)"
    one, other = (names.give("source", "x" * 200 + end) for end in "ab")
    assert one != other
    assert max(len(one), len(other)) <= LONGEST


def test_a_name_that_came_to_nothing_can_be_given_again() -> None:
    names = Names()
    names.give("proposition", "It moved")
    names.take_back("proposition", "It moved")
    assert names.find("proposition", "It moved") is None
    assert names.give("proposition", "it moved") == "it-moved"


@pytest.mark.parametrize(
    ("what", "name", "known"),
    [
        ("source", "Institutte", "Institute"),
        ("source", "state u", "State U"),
        ("proposition", "containers were moved.", "containers were moved"),
    ],
)
def test_a_name_that_is_nearly_one_on_record_is_not_taken_for_a_new_one(
    ledger: Ledger, what: str, name: str, known: str
) -> None:
    names = Names(OnRecord(ledger))
    with pytest.raises(Miswritten, match=f'"{name}" is not on record; did you mean "{known}"'):
        names.give(what, name, "d-1")
    # and: where it is said that there is such a thing, it is another
    assert names.give(what, name, "d-1", declared=True)


def test_a_name_that_is_told_apart_on_purpose_is_a_new_one(ledger: Ledger) -> None:
    assert Names(OnRecord(ledger)).give("source", "State W") == "state-w"
