import re

import pytest

from ledger.belief.scale import BANDS
from ledger.specs.faults import Miswritten
from ledger.specs.slots import LIKELIHOODS, SLOTS, a_belief, a_date, a_day, a_ruling


@pytest.mark.parametrize("text", ["2031-10-31", "2031-10", "2031", "2031-10~", "2031-10-31T09:00:00Z"])
def test_a_date_may_be_imprecise(text: str) -> None:
    assert a_date(text) == text


@pytest.mark.parametrize("text", ["tomorrow", "31.10.2031", "2031-13"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(Miswritten, match="is no date"):
        a_date(text)


@pytest.mark.parametrize("text", ["maybe", "likely", "probable", "flase", "Yes"])
def test_what_is_no_verdict_is_told_with_those_that_are(text: str) -> None:
    with pytest.raises(Miswritten, match=f"{text} is no verdict: write true, false, undeterminable, or the value"):
        a_ruling(text)


def test_a_proposition_may_be_settled_at_a_value() -> None:
    assert [a_ruling(text) for text in ("true", "4127", ">300", "rifles")] == ["true", "4127", ">300", "rifles"]


def test_a_clock_is_asked_about_by_the_day() -> None:
    assert a_day("2031-10-31") == "2031-10-31"
    with pytest.raises(Miswritten, match="is no day"):
        a_day("2031-10")
    with pytest.raises(Miswritten, match="9999-12-31 is too late"):
        a_day("9999-12-31")


def test_the_words_of_likelihood_stand_between_the_two_verdicts() -> None:
    assert LIKELIHOODS[1:-1] == tuple(band.word for band in BANDS)


def test_every_slot_says_what_it_takes() -> None:
    assert all(slot.meaning for slot in SLOTS.values())


def test_the_other_words_of_the_standard_stand_for_those_of_the_ledger() -> None:
    for band in BANDS:
        assert a_belief(f"is {band.other}") == f"is {band.word}"
        assert a_belief(f"is at least {band.other}") == f"is at least {band.word}"


def test_whatever_a_slot_lists_fits_it() -> None:
    for slot in SLOTS.values():
        assert all(re.fullmatch(slot.pattern, choice) for choice in slot.choices)
