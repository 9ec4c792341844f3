import pytest

from ledger.specs.cells import EVENTS, a_hop, a_source, event, likelihood, probability, propositions
from ledger.specs.faults import Miswritten


def test_of_the_two_words_of_the_standard_one_is_read() -> None:
    assert likelihood("highly probable") == "very likely"
    assert likelihood("no basis") == "no basis"
    with pytest.raises(Miswritten, match=r"likley is none of .*: did you mean likely\?"):
        likelihood("likley")


@pytest.mark.parametrize("text", ["0.66", "0.6566", "1.00", "no basis"])
def test_a_probability_says_to_how_many_places_it_is_compared(text: str) -> None:
    assert probability(text) == text


@pytest.mark.parametrize("text", ["1", "0.7", "0.65661", "1.01", "65%", "abc", "-0.10"])
def test_what_is_no_probability_that_could_be_compared(text: str) -> None:
    with pytest.raises(Miswritten, match="is no probability"):
        probability(text)


def test_only_what_happens_to_a_ledger_is_an_event() -> None:
    assert {event(f'"{name}"') for name in EVENTS} == set(EVENTS)
    with pytest.raises(Miswritten, match=r'"claim rekorded" never happens to a ledger: did you mean claim recorded\?'):
        event('"claim rekorded"')
    with pytest.raises(Miswritten, match="stands between quotation marks"):
        event("claim recorded")


def test_columns_of_names_say_what_they_name() -> None:
    assert [cell.names for cell in (a_source, a_hop, propositions, event)] == ["source", "source", "proposition", None]
