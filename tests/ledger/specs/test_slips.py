import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.specs.slips import is_slip, meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Daily", "Dailly"),
        ("Daily", "Dialy"),
        ("Daily", "daily"),
        ("crude loaded", "crude loadet"),
        ("These negotiations are making progress.", "These negotiations are making progress"),
        ("Democratic People's Republic of Korea", "Democratic Peoples Republic of Korea"),
        ("Democratic People's Republic of Korea", "Democratic People\u2019s Republic of Korea"),
        ("State U", "State\u00a0U"),
        ("Asia-Pacific desk", "Asia Pacific desk"),
        ("crude loaded", "crudeloaded"),
        ("R\u00e9publique", "Republique"),
        ("the negotiations", "the negotiatons"),
    ],
)
def test_a_letter_a_space_or_a_stop_is_a_slip(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Minister A", "Minister B"),
        ("State U", "State W"),
        ("outlet 1", "outlet 2"),
        ("further outlet 1", "further outlet 11"),
        ("Unit II", "Unit III"),
        ("F-16 sold", "F-35 sold"),
        ("Minister", "Ministry"),
        ("talks in the north", "talks in the south"),
        ("ships were moved", "ships were not moved"),
        ("imports rose", "exports rose"),
        ("a", "b"),
        ("Wire", "Wire"),
    ],
)
def test_a_digit_a_single_letter_or_a_word_is_meant(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_slip(other, one)


@given(st.text(), st.text())
def test_whoever_is_named_first_makes_no_difference(one: str, other: str) -> None:
    assert is_slip(one, other) == is_slip(other, one)
    assert not is_slip(one, one)


def test_what_was_meant_is_one_of_those_known() -> None:
    assert meant("Dailly", ["Wire", "Daily"]) == "Daily"
    assert meant("Herald", ["Wire", "Daily"]) is None
