from ledger.service import Ledger
from tests.ledger.story import (
    DEAL,
    claim,
    head,
    id_of,
    recorded,
    retraction,
)


def test_the_timeline_goes_by_the_period_spoken_of(ledger: Ledger) -> None:
    given = [
        claim(proposition="how-many", value="9"),
        claim(period="2024-02"),
        claim(),
        claim(period="2022"),
        claim(period="2022-05-03"),
        claim(proposition="ordered"),
    ]
    recorded(ledger, *given)

    found = ledger.timeline(DEAL).items

    assert [item.period for item in found] == ["2022", "2022-05-03", "2023-11", "2023-12", "2024-02", None]
    assert [item.claim for item in found] == [id_of(given[n]) for n in (3, 4, 5, 2, 1, 0)]


def test_the_timeline_keeps_claims_that_were_taken_back_and_says_so(ledger: Ledger) -> None:
    recorded(ledger, claim(), claim(deal=None, proposition=None, text="unfiled"))
    before = head(ledger)
    recorded(ledger, retraction(claim()))

    assert [item.status for item in ledger.timeline(DEAL).items] == ["retracted"]
    assert [item.status for item in ledger.timeline(DEAL, recorded_as_of=str(before)).items] == ["standing"]


def test_the_timeline_on_the_asserted_clock(told: Ledger) -> None:
    assert len(told.timeline(DEAL, asserted_as_of="2024-01-02").items) == 1
