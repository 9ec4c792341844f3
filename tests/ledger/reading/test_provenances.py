"""Provenance: each hop and its source as known by then, the voice and why, the evidence, and what came after."""

import pytest
from hypothesis import given, settings

from ledger.errors import BadCursor, NotFound
from ledger.events import ClaimRecorded
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.given import record
from tests.ledger.lives import OTHER, UNFILED, Life, lives
from tests.ledger.story import (
    ANALYST,
    DEAL,
    REPORT,
    Calendar,
    beginning,
    claim,
    everything,
    grade,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    tie,
    voiding,
)


def test_each_hop_tells_of_its_source_what_was_known_by_then(ledger: Ledger) -> None:
    recorded(ledger, claim())
    at = str(head(ledger))
    graded = recorded(ledger, record("grade", source="outlet", reliability="C", reason="as read"))[0]

    outlet, agency = ledger.provenance(id_of(claim())).hops
    assert outlet.source is not None and agency.source is not None
    assert (outlet.hop.role, outlet.hop.on, outlet.source.class_) == ("publisher", "2024-01-01", "press")
    assert (outlet.source.reliability, outlet.source.graded_at) == ("C", graded.position)
    assert (agency.hop.basis, agency.source.id, agency.source.reliability) == ("witnessed", "agency-a", None)
    before = ledger.provenance(id_of(claim()), recorded_as_of=at)
    assert [hop.source and hop.source.reliability for hop in before.hops] == [None, None]
    assert before.recorded_as_of.position == int(at)


def test_a_hop_that_names_nobody_is_there(ledger: Ledger) -> None:
    hops = [{"source": "outlet", "role": "publisher"}, {"role": "speaker", "naming": "described", "inferred": True}]
    given_ = claim(attribution=hops)
    recorded(ledger, given_)

    found = ledger.provenance(id_of(given_))

    assert [(hop.source and hop.source.id, hop.hop.naming, hop.hop.inferred) for hop in found.hops] == [
        ("outlet", None, False),
        (None, "described", True),
    ]
    assert (found.origin, found.voice.source, found.voice.hop) == (None, "outlet", 0)


def test_the_voice_is_told_with_the_ties_that_make_it(ledger: Ledger) -> None:
    recorded(ledger, claim("agency-b"))
    own = ledger.provenance(id_of(claim("agency-b"))).voice
    assert (own.voice, own.source, own.hop, own.through, own.counts) == ("agency-b", "agency-b", 1, (), True)

    at = recorded(ledger, tie("agency-b", "speaks-for", "agency-a"))[0].position
    tied = ledger.provenance(id_of(claim("agency-b"))).voice
    assert (tied.voice, tied.source) == ("agency-a", "agency-b")
    assert [(s.source, s.kind, s.to, s.position) for s in tied.through] == [("agency-b", "speaks-for", "agency-a", at)]


def test_claims_of_one_occasion_count_together(ledger: Ledger) -> None:
    first, second = claim("agency-b", occasion="briefing"), claim("agency-a", occasion="briefing")
    denial = claim("agency-c", occasion="briefing", stance="denies")
    recorded(ledger, first, second, denial, claim("agency-c"))

    found = ledger.provenance(id_of(first))

    assert (found.occasion, found.voice.voice, found.voice.together) == ("briefing", "agency-a", (id_of(second),))
    assert ledger.provenance(id_of(denial)).voice.together == ()


def test_what_counts_for_nothing_is_said_to(ledger: Ledger) -> None:
    silent = claim("agency-c", stance="declines")
    recorded(ledger, claim(), silent, UNFILED, retraction(claim()))

    assert [ledger.provenance(id_of(one)).voice.counts for one in (claim(), silent, UNFILED)] == [False] * 3
    assert ledger.provenance(id_of(UNFILED)).deal is None
    assert ledger.provenance(id_of(claim())).status == "retracted"


def test_an_echo_that_fell_with_its_origin_says_which_retraction_took_it_down(ledger: Ledger) -> None:
    echo, other = claim(publisher="wire"), claim("agency-b")
    taken_back = retraction(claim(), by="agency-a", scope="origin")
    receipt = recorded(ledger, claim(), echo, other, taken_back)[-1]

    found = ledger.provenance(id_of(echo))

    assert (found.status, found.voice.counts, found.later) == ("standing", False, ())
    (fell,) = found.taken_back
    assert (fell.claim, fell.by, fell.scope, fell.position) == (
        id_of(claim()), "agency-a", "origin", receipt.position
    )  # fmt: skip
    assert ledger.provenance(id_of(claim())).taken_back == found.taken_back
    assert ledger.provenance(id_of(other)).taken_back == ()
    before = ledger.provenance(id_of(echo), recorded_as_of=str(receipt.position - 1))
    assert (before.taken_back, before.voice.counts) == ((), True)


def test_a_retraction_that_is_voided_takes_nothing_down(ledger: Ledger) -> None:
    echo = claim(publisher="wire")
    recorded(ledger, claim(), echo, retraction(claim(), by="agency-a", scope="origin"), voiding(claim(), "origin"))

    assert ledger.provenance(id_of(echo)).taken_back == ()
    assert ledger.provenance(id_of(echo)).voice.counts


def test_evidence_is_told_with_how_it_was_held_and_its_quote(empty: Ledger) -> None:
    empty.record_all(everything(), by=ANALYST)
    quoted = next(c for c in empty.claims(limit=50).items if c.evidence)

    (found,) = empty.provenance(quoted.id).evidence

    assert (found.document, found.held, found.publication.publisher) == ("captured", "captured", "outlet")
    assert (found.start, found.end, found.quote) == (0, 8, REPORT[:8])


def test_what_happened_since_is_told_with_its_positions_and_who_recorded_it(ledger: Ledger) -> None:
    first = recorded(ledger, claim())[0]
    since = [ledger.record(one, by="ben") for one in (grade(claim(), "3"), retraction(claim()))]
    at = str(head(ledger) - 1)

    found = ledger.provenance(id_of(claim()))

    assert (found.position, found.recorded_by, found.recorded_at) == (first.position, ANALYST, first.recorded_at)
    assert [(one.event, one.position, one.recorded_by) for one in found.later] == [
        ("claim-graded", since[0].position, "ben"),
        ("claim-retracted", since[1].position, "ben"),
    ]
    assert found.later[0].fact == {"credibility": "3", "reason": "weighed"}
    assert len(ledger.provenance(id_of(claim()), recorded_as_of=at).later) == 1


def test_what_is_not_on_record_by_then_is_not_found(ledger: Ledger) -> None:
    recorded(ledger, claim())

    for asked in ({"recorded_as_of": str(head(ledger) - 1)}, {"recorded_as_of": "0"}):
        with pytest.raises(NotFound):
            ledger.provenance(id_of(claim()), **asked)
    with pytest.raises(NotFound):
        ledger.provenance("sha256:" + "0" * 64)
    with pytest.raises(BadCursor):
        ledger.provenance(id_of(claim()), recorded_as_of="100000")


@settings(max_examples=40, deadline=None)
@given(lives())
def test_provenance_names_the_voice_that_explanations_count_a_claim_under(life: Life) -> None:
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        ledger.record_all([*beginning(), *opening(OTHER)], by=ANALYST)
        ledger.record_each([*life[0], life[1]], by=ANALYST, keep_going=True)
        explained = {
            claim: voice.voice
            for deal in (DEAL, OTHER)
            for name in ("ordered", "shipped")
            for voice in ledger.explanation(deal, name).voices
            for claim in voice.claims
        }
        for entry in ledger.entries(until=head(ledger)):
            if isinstance(entry.fact, ClaimRecorded):
                found = ledger.provenance(entry.fact.claim)
                if found.proposition in ("ordered", "shipped"):
                    assert found.voice.counts == (found.claim in explained)
                    assert not (found.taken_back and found.voice.counts)
                    assert explained.get(found.claim, found.voice.voice) == found.voice.voice
