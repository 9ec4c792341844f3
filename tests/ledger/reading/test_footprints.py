"""Footprints: what rests on a source, in every deal, and what would be believed without it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.belief.difference import difference
from ledger.errors import BadCursor, NotFound
from ledger.filters import ClaimFilter
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.given import record, source_record
from tests.ledger.lives import DEALS, OTHER, UNFILED, Life, lives
from tests.ledger.reading.asking import pages
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    tie,
)


@pytest.fixture
def two(ledger: Ledger) -> Ledger:
    """Two deals, on both of which the outlet reports, and on one of which agency-b speaks."""
    recorded(
        ledger,
        *opening(OTHER),
        claim("agency-a"),
        claim("agency-b"),
        claim("agency-a", deal=OTHER),
        claim(None, publisher="agency-b", deal=DEAL, text="In its own name."),
    )
    return ledger


def test_everything_that_rests_on_a_source_in_every_deal(two: Ledger) -> None:
    found = two.footprint("outlet")

    assert [(one.deal, len(one.claims)) for one in found.items] == [(DEAL, 2), (OTHER, 1)]
    assert [one.deal for one in two.footprint("agency-b").items] == [DEAL]
    assert two.footprint("agency-c").items == ()
    (there,) = two.footprint("agency-b").items
    assert [[(hop.hop, hop.role) for hop in one.hops] for one in there.claims] == [[(1, "origin")], [(0, "publisher")]]
    assert [one.position for one in there.claims] == sorted(one.position for one in there.claims)


def test_what_would_be_believed_without_it(two: Ledger) -> None:
    recorded(two, claim("agency-c"))
    (there,) = two.footprint("agency-b").items

    assert there.without == difference(two.beliefs(DEAL), two.beliefs(DEAL, without=["agency-b"]))
    assert there.without is not None
    recorded(two, retraction(claim("agency-b")))
    (taken_back, own) = two.footprint("agency-b").items[0].claims
    assert [(one.status, one.counts) for one in (taken_back, own)] == [("retracted", False), ("standing", True)]


def test_an_echo_of_what_its_origin_withdrew_stands_but_does_not_count(two: Ledger) -> None:
    echo = claim("agency-b", publisher="wire")
    recorded(two, echo, retraction(claim("agency-b"), by="agency-b", scope="origin"))

    (one,) = two.footprint("wire").items[0].claims
    assert (one.claim, one.status, one.counts) == (id_of(echo), "standing", False)
    assert two.footprint("wire").items[0].without is None


def test_what_is_the_same_source_rests_with_it(two: Ledger) -> None:
    recorded(two, source_record("agency-z"), tie("agency-z", "same-as", "agency-b"))

    found = two.footprint("agency-z")

    assert found.same_as == ("agency-b",)
    assert [hop.source for one in found.items[0].claims for hop in one.hops] == ["agency-b", "agency-b"]


def test_on_the_recorded_clock_it_is_what_it_was(two: Ledger) -> None:
    before = two.footprint("outlet")
    at = str(head(two))
    recorded(
        two,
        retraction(claim("agency-b")),
        tie("wire", "same-as", "outlet"),
        UNFILED,
        record("assignment", claim=id_of(UNFILED), deal=OTHER, proposition="ordered"),
        claim("agency-c"),
    )

    assert two.footprint("outlet", recorded_as_of=at) == before
    assert two.footprint("outlet") != before
    with pytest.raises(NotFound, match="as of position 2"):
        two.footprint("agency-a", recorded_as_of="2")
    with pytest.raises(NotFound):
        two.footprint("nobody")
    with pytest.raises(BadCursor):
        two.footprint("outlet", recorded_as_of="100000")


@pytest.mark.parametrize("limit", [1, 2, 20])
def test_pages_hold_every_deal_once(two: Ledger, limit: int) -> None:
    recorded(two, *opening("third"), claim("agency-c", deal="third", publisher="wire"), *opening("fourth"))
    recorded(two, claim("agency-c", deal="fourth"))

    assert [one.deal for one in pages(lambda **asked: two.footprint("outlet", **asked), limit)] == [
        DEAL,
        OTHER,
        "fourth",
    ]
    among: Any = two.footprint("outlet", among=[OTHER])
    assert [one.deal for one in among.items] == [OTHER]


@settings(max_examples=60, deadline=None)
@given(lives(), st.sampled_from(["agency-a", "agency-b", "outlet"]))
def test_the_footprint_is_all_that_a_search_finds_and_all_that_leaving_it_out_moves(life: Life, source: str) -> None:
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        ledger.record_all([*beginning(), *opening(OTHER)], by=ANALYST)
        ledger.record_each([*life[0], life[1]], by=ANALYST, keep_going=True)

        found = {one.deal: one for one in ledger.footprint(source).items}

        names = (source, *ledger.footprint(source).same_as)
        for deal in DEALS:
            searched = {c.id: c for name in names for c in ledger.claims(ClaimFilter(deal=deal, source=name)).items}
            claims = {one.claim: one for one in found[deal].claims} if deal in found else {}
            assert {one: searched[one].status for one in searched} == {one: claims[one].status for one in claims}
            shift = difference(ledger.beliefs(deal), ledger.beliefs(deal, without=[source]))
            assert shift == (found[deal].without if deal in found else None)
