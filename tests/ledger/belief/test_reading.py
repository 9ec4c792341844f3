from collections.abc import Iterator

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief.folding import Folding
from ledger.belief.reading import Reading
from ledger.entries import Entry
from ledger.events import ClaimRecorded, YesNo
from ledger.terms import Stance
from tests.ledger.belief.cases import SOURCES, Graded, Said, Tied, Web, grades, opened, said, ties, webs
from tests.ledger.belief.given import DEAL, Given

OCCASIONS = (None, "briefing", "hearing", "letter")


def taken(entries: list[Entry], begun: int) -> Iterator[tuple[Reading, Reading, bool]]:
    """After each entry: a reading that took it where it could, one that is made anew, and whether it was taken."""
    folding = Folding(DEAL)
    for entry in entries[:begun]:
        folding.take(entry)
    kept = Reading(folding.docket())
    answered(kept)
    for entry in entries[begun:]:
        folding.take(entry)
        fact = entry.fact
        assert isinstance(fact, ClaimRecorded)
        claim = folding.docket().claims[fact.claim]
        is_taken = kept.take(claim) is not None
        if not is_taken:
            kept.forget(claim.proposition)
        yield kept, Reading(folding.docket()), is_taken


def answered(reading: Reading) -> list[object]:
    """All that a reading makes of its propositions, as what it holds at hand adds up, and the voice of each claim."""
    return [(reading.odds(name), *heard(reading, name)) for name in reading.docket.propositions]


def balanced(reading: Reading) -> list[object]:
    """The same, with the odds of the whole balance."""
    return [(reading.balance(name).odds, *heard(reading, name)) for name in reading.docket.propositions]


def heard(reading: Reading, name: str) -> tuple[object, ...]:
    voices = [(weighed, reading.voice(weighed, name)) for weighed in reading.weighed(name)]
    return reading.answering(name).answers(), voices, len(reading.claims(name)), reading.is_slanted(name)


@settings(max_examples=150, deadline=None)
@forall(webs, ties, grades, st.lists(said(occasions=OCCASIONS, sources=SOURCES), max_size=16))
def test_a_reading_that_takes_claims_is_the_one_made_anew(
    web: Web, tied: Tied, graded: Graded, log: list[Said]
) -> None:
    given = opened(web, tied, graded)
    begun = len(given.entries)
    for item in log:
        item.on(given)
    for kept, anew, _ in taken(given.entries, begun):
        assert answered(kept) == balanced(kept) == balanced(anew)


@settings(deadline=None)
@forall(st.lists(st.tuples(st.sampled_from(SOURCES), st.sampled_from("123"), st.sampled_from(OCCASIONS)), max_size=12))
def test_so_is_one_of_answers(log: list[tuple[str, str, str | None]]) -> None:
    given = Given()
    given.deal()
    given.proposition("containers", valued=True)
    begun = len(given.entries)
    for source, value, occasion in log:
        given.claim("containers", f"origin:{source}", value=value, occasion=occasion)
    for kept, anew, _ in taken(given.entries, begun):
        assert answered(kept) == answered(anew)


@pytest.mark.parametrize("valued", [False, True])
def test_claims_that_make_no_voices_one_are_taken_without_reading_all_again(valued: bool) -> None:
    given = Given()
    given.deal()
    given.proposition("containers", valued=valued)
    begun = len(given.entries)
    value = {"value": "7"} if valued else {}
    given.claim("containers", "publisher:paper", "origin:agency", **value)
    given.claim("containers", "publisher:wire", "origin:agency", occasion="briefing", **value)
    given.claim("containers", "publisher:wire", "origin:ministry", occasion="briefing", **value)  # named after agency
    given.claim("containers", "publisher:wire", "origin:ministry", occasion="hearing", **value)
    assert all(is_taken for _, _, is_taken in taken(given.entries, begun))


@pytest.mark.parametrize("hops", [("origin:agency",), ("speaker:agency", "origin:ministry"), ("origin:spokesman",)])
def test_one_that_was_withdrawn_before_it_was_recorded_is_not(hops: tuple[str, ...]) -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.tie("spokesman", "speaks-for", "agency")
    given.retract(given.claim("met", "origin:agency"), "agency", "origin", on="2024-02-01")
    begun = len(given.entries)
    given.claim("met", "publisher:wire", *hops, asserted_at="2024-01-01")
    *_, (kept, anew, is_taken) = taken(given.entries, begun)
    assert not is_taken
    assert answered(kept) == answered(anew)
    assert anew.claims("met") == []


def test_one_that_makes_two_heard_voices_one_is_not() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    begun = len(given.entries)
    given.claim("met", "origin:agency", occasion="briefing")
    given.claim("met", "origin:ministry")
    given.claim("met", "origin:ministry", occasion="briefing")
    *_, (kept, _, is_taken) = taken(given.entries, begun)
    assert isinstance(kept.docket.propositions["met"].fact.form, YesNo)
    assert not is_taken
    assert {kept.voice(w, "met") for w in kept.weighed("met") if w.stance is Stance.AFFIRMS} == {"agency"}
