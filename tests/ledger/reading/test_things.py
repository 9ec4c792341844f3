import pytest

from ledger.errors import BadCursor
from ledger.filters import ClaimFilter
from ledger.service import Ledger
from tests.ledger.reading.asking import pages
from tests.ledger.story import (
    ANALYST,
    DEAL,
    claim,
    everything,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    sources,
    tie,
    voiding,
)


def test_a_claim_shows_what_became_of_it(empty: Ledger) -> None:
    records = everything()
    empty.record_all(records, by=ANALYST)
    views = {view.id: view for view in empty.claims(limit=50).items}
    first, mended = claim(text="as printed"), claim("agency-b")
    third = claim("agency-c", publisher="wire")

    corrected, restated = views[id_of(first)], views[id_of(mended)]
    replacement, later = views[corrected.corrected_by or ""], views[restated.restated_by[0]]
    assert (corrected.status, replacement.status, replacement.corrects) == ("corrected", "standing", corrected.id)
    assert (restated.status, later.status, later.restates) == ("restated", "standing", restated.id)
    assert (corrected.credibility, corrected.origin, corrected.asserted_at) == ("3", "agency-a", "2024-01-01")
    assert (views[id_of(third)].status, views[id_of(third)].retractions) == ("standing", ())
    (voided,) = (view for view in views.values() if view.status == "voided")
    assert (voided.deal, voided.proposition, voided.corrected_by) == (DEAL, "ordered", None)


def test_a_claim_shows_the_retractions_that_stand(ledger: Ledger) -> None:
    recorded(ledger, claim(), retraction(claim()), retraction(claim(), by="agency-a", scope="origin"))
    both = head(ledger)
    recorded(ledger, voiding(claim()))

    assert [r.scope for r in ledger.claim(id_of(claim())).retractions] == ["origin"]
    assert [r.by for r in ledger.claim(id_of(claim()), recorded_as_of=str(both)).retractions] == ["outlet", "agency-a"]
    assert ledger.claim(id_of(claim()), recorded_as_of=str(both - 2)).status == "standing"


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_hold_everything_once_and_in_order(empty: Ledger, limit: int) -> None:
    empty.record_all(everything(), by=ANALYST)
    recorded(empty, *opening("more-cranes"))

    assert [s.id for s in pages(empty.sources, limit)] == [r.id for r in sources()]  # type: ignore[union-attr]
    assert [d.id for d in pages(empty.documents, limit)] == ["cited", "seen", "captured"]
    assert [d.id for d in pages(empty.deals, limit)] == [DEAL, "more-cranes"]
    claims = pages(empty.claims, limit)
    assert [c.position for c in claims] == sorted(c.position for c in claims)
    assert {c.id for c in claims} == {id_of(r) for r in everything() if r.record == "claim"}
    assert [e.position for e in pages(empty.events, limit)] == list(range(1, head(empty) + 1))
    assert [e.position for e in pages(empty.events, limit, recorded_until="7")] == list(range(1, 8))


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_the_newest_claims_come_first_where_that_is_asked(empty: Ledger, limit: int) -> None:
    empty.record_all(everything(), by=ANALYST)
    backwards = pages(empty.claims, limit, newest=True)
    assert backwards == pages(empty.claims, limit)[::-1] != []


def test_claims_are_found_by_whose_word_they_are_by_ties_that_are_known_now(ledger: Ledger) -> None:
    recorded(ledger, claim("agency-a"), claim("agency-b"), claim("agency-c"), claim(None, text="by the outlet"))

    def found(voice: str) -> set[str | None]:
        return {one.origin for one in ledger.claims(ClaimFilter(voice=voice)).items}

    assert [found("agency-a"), found("outlet"), found("nobody")] == [{"agency-a"}, {None}, set()]
    recorded(ledger, tie("agency-a", "speaks-for", "state-x"), tie("agency-b", "dependence", "state-x"))
    recorded(ledger, tie("agency-c", "affiliation", "state-x"))
    assert found("agency-a") == found("agency-b") == found("state-x") == {"agency-a", "agency-b"}


def test_claims_are_found_by_the_occasion_that_they_were_said_on(ledger: Ledger) -> None:
    said = claim("agency-a", occasion="briefing-1")
    recorded(ledger, said, claim("agency-a", text="later", occasion="briefing-2"), claim("agency-b"))

    assert [one.id for one in ledger.claims(ClaimFilter(occasion="briefing-1")).items] == [id_of(said)]


@pytest.mark.parametrize("newest", [False, True])
def test_pages_of_claims_stay_as_they_are_while_more_are_recorded(ledger: Ledger, newest: bool) -> None:
    recorded(ledger, *(claim(text=f"report {n}") for n in range(5)))
    first = ledger.claims(newest=newest, limit=2)
    recorded(ledger, claim(text="report 5"))

    assert first.next is not None
    second = ledger.claims(newest=newest, after=first.next, limit=2)
    rest = ledger.claims(newest=newest, after=second.next or 0, limit=2)

    seen = [view.text for page in (first, second, rest) for view in page.items]
    assert seen == [f"report {n}" for n in ((4, 3, 2, 1, 0) if newest else (0, 1, 2, 3, 4, 5))]
    assert rest.next is None


@pytest.mark.parametrize("newest", [False, True])
def test_a_page_that_there_is_none_after_is_refused(ledger: Ledger, newest: bool) -> None:
    recorded(ledger, claim())

    for after in (-1, head(ledger) + 1, 2**63):
        with pytest.raises(BadCursor) as refused:
            ledger.claims(newest=newest, after=after)
        assert refused.value.field == "after"
    assert ledger.claims(after=head(ledger)).items == ()


def test_a_page_is_kept_within_the_stretch_that_is_asked_for(ledger: Ledger) -> None:
    positions = [receipt.position for receipt in recorded(ledger, *(claim(text=f"report {n}") for n in range(4)))]
    where = ClaimFilter(recorded_since=str(positions[0]), recorded_until=str(positions[2]))

    for newest, after, expected in (
        (False, 0, positions[1:3]),
        (False, 1, positions[1:3]),
        (False, positions[1], positions[2:3]),
        (True, 0, positions[2:0:-1]),
        (True, positions[3], positions[2:0:-1]),
        (True, positions[2], positions[1:2]),
    ):
        assert [view.position for view in ledger.claims(where, newest=newest, after=after).items] == expected


def test_a_deal_a_source_and_a_document_as_they_are_now(empty: Ledger) -> None:
    empty.record_all(everything(), by=ANALYST)

    assert [(p.id, p.verdict) for p in empty.deal(DEAL).propositions][1] == ("shipped", "undeterminable")
    assert (empty.source("outlet").reliability, empty.source("wire").reliability) == ("C", None)
    assert len(empty.source("agency-a").relations) == 1
    assert [empty.document(d).held for d in ("cited", "seen", "captured")] == ["cited", "seen-by", "captured"]
