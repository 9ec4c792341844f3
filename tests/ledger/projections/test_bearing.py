from ledger.entries import Entry
from ledger.events import ClaimFact, DealOpened, PolicyAdopted, SourceFact
from ledger.projections.dockets import Dockets
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import ANALYST, DEAL, beginning, claim, head, id_of, opening, recorded, retraction, tie


def found(followed: Followed, deal: str = DEAL) -> list[Entry]:
    return Dockets(followed.index).entries(deal, followed.follower.follow())


def involved(entries: list[Entry]) -> set[str]:
    return {entry.fact.source for entry in entries if isinstance(entry.fact, SourceFact)}


def test_what_bears_on_a_deal_is_the_policy_the_deal_its_claims_and_those_they_name(followed: Followed) -> None:
    followed.ledger.record_all([*beginning(), *opening("more-cranes")], by=ANALYST)
    recorded(followed.ledger, claim(), claim("agency-b", deal="more-cranes"), retraction(claim()))

    entries = found(followed)

    assert [entry.position for entry in entries] == sorted({entry.position for entry in entries})
    assert isinstance(entries[0].fact, PolicyAdopted)
    assert {e.fact.claim for e in entries if isinstance(e.fact, ClaimFact)} == {id_of(claim())}
    assert [e.fact.deal for e in entries if isinstance(e.fact, DealOpened)] == [DEAL]
    assert involved(entries) == {"outlet", "agency-a", "state-y"}
    assert entries[-1].position == head(followed.ledger)


def test_what_came_later_than_asked_is_left_out(followed: Followed) -> None:
    recorded(followed.ledger, *beginning(), claim())
    before = head(followed.ledger)
    recorded(followed.ledger, claim("agency-b"), tie("agency-a", "affiliation", "state-x"))

    entries = Dockets(followed.index).entries(DEAL, min(before, followed.follower.follow()))

    assert entries[-1].position == before
    assert {e.fact.claim for e in entries if isinstance(e.fact, ClaimFact)} == {id_of(claim())}
    assert involved(entries) >= {"outlet", "agency-a", "state-y"}


def test_a_deal_that_nobody_opened_has_the_policy_alone(followed: Followed) -> None:
    followed.ledger.record_all(beginning(), by=ANALYST)

    assert [type(entry.fact) for entry in found(followed, "no-deal")] == [PolicyAdopted]
