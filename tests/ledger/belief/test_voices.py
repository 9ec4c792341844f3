from itertools import permutations

import pytest

from ledger.belief import fold
from ledger.belief.voices import Groups, Voices
from tests.ledger.belief.given import DEAL, Given


def voices(*ties: tuple[str, ...]) -> Voices:
    given = Given()
    for tie in ties:
        given.tie(*tie)
    return Voices(fold(DEAL, given.entries).sources)


def test_a_group_is_named_alike_in_whatever_order_it_was_joined() -> None:
    pairs = [("b", "c"), ("d", "e"), ("c", "e"), ("a", "d")]
    for order in permutations(pairs):
        groups = Groups()
        for one, other in order:
            groups.join(one, other)
        assert {groups.of(name) for name in "abcde"} == {"a"}
        assert groups.of("f") == "f"


def test_established_ties_of_speech_and_dependence_make_one_voice() -> None:
    found = voices(
        ("envoy", "speaks-for", "state"), ("agency", "affiliation", "state"), ("x", "same-as", "y", "suspected")
    )
    assert found.voice("envoy") == found.voice("state")
    assert found.voice("agency") != found.voice("state")
    assert found.voice("x") != found.voice("y")
    assert found.cluster("agency") == found.cluster("envoy")
    assert found.cluster("x") == found.cluster("y")
    assert found.members("state") == ["envoy", "state"]


def test_agencies_of_one_government_are_one_cluster() -> None:
    found = voices(("agency-1", "affiliation", "state"), ("agency-2", "affiliation", "state"))
    assert found.cluster("agency-1") == found.cluster("agency-2")
    assert found.independent([["agency-1"], ["agency-2"], ["institute"]]) == 2


def test_members_of_a_body_are_independent_of_each_other_but_not_of_it() -> None:
    found = voices(("u", "member-of", "team"), ("k", "member-of", "team"), ("team", "member-of", "league"))
    assert found.independent([["u"], ["team"], ["k"], ["league"]]) == 2
    assert found.independent([["u"], ["league"]]) == 1
    assert (found.dependent("team", "u"), found.dependent("u", "k")) == (True, False)
    assert found.cluster("u") != found.cluster("k")
    assert found.cluster("team") == found.cluster("k")


@pytest.mark.parametrize(("tied", "other"), [("x", "y"), ("y", "x")])
def test_voices_are_independent_if_all_their_sources_are_whatever_their_names(tied: str, other: str) -> None:
    found = voices((tied, "affiliation", "state"))
    assert found.independent([["state"], [tied, other]]) == 1
    assert found.independent([["state"], [other], ["x", "y"], ["z"]]) == 3


def test_a_later_relation_of_the_same_kind_takes_the_place_of_the_earlier() -> None:
    found = voices(("a", "dependence", "b"), ("a", "dependence", "b", "suspected"))
    assert found.voice("a") != found.voice("b")


def test_same_as_is_closed_over_both_directions() -> None:
    found = voices(("a", "same-as", "b"), ("c", "same-as", "b"), ("d", "speaks-for", "a"))
    assert found.same_as(["c", "z"]) == {"a", "b", "c", "z"}
