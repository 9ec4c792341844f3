import pytest

from ledger.errors import DamagedLedger
from ledger.events import ClaimFact, ClaimRecorded, DealOpened, PolicyAdopted, SourceFact
from ledger.filters import ClaimFilter
from ledger.log import Entry
from ledger.projections import index
from tests.ledger.given import source_record
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import (
    ANALYST,
    DEAL,
    beginning,
    claim,
    everything,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    tie,
)


def found(followed: Followed, deal: str = DEAL, pending: tuple[Entry, ...] = ()) -> list[Entry]:
    return followed.index.bearing_on(deal, followed.follower.follow(), pending)


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


def test_ties_are_followed_however_far_and_from_either_end(followed: Followed) -> None:
    bodies = [source_record(f"body-{n}") for n in range(4)]
    ties = [
        tie("agency-a", "affiliation", "body-0"),
        tie("body-1", "ownership", "body-0"),
        tie("body-1", "member-of", "body-2"),
    ]
    recorded(followed.ledger, *beginning(), claim(), *bodies, *ties, tie("agency-c", "same-as", "body-3"))

    assert involved(found(followed)) == {"outlet", "agency-a", "state-y", "body-0", "body-1", "body-2"}


def test_what_came_later_than_asked_is_left_out(followed: Followed) -> None:
    recorded(followed.ledger, *beginning(), claim())
    before = head(followed.ledger)
    recorded(followed.ledger, claim("agency-b"), tie("agency-a", "affiliation", "state-x"))
    followed.follower.follow()

    entries = followed.index.bearing_on(DEAL, before)

    assert entries[-1].position == before
    assert involved(entries) == {"outlet", "agency-a", "state-y"}


def test_pending_entries_bring_in_whom_they_name(followed: Followed) -> None:
    recorded(followed.ledger, *beginning(), claim("agency-c"), tie("agency-b", "affiliation", "state-x"))
    (fact,) = (e.fact for e in followed.log.read(limit=100) if isinstance(e.fact, ClaimRecorded))
    recorded_later = claim("agency-b")
    recorded(followed.ledger, recorded_later)
    entry = followed.log.read(head(followed.ledger) - 1, limit=1)[0]
    until = entry.position - 1
    followed.follower.follow()

    entries = followed.index.bearing_on(DEAL, until, [entry])

    assert fact in [e.fact for e in entries]
    assert entries[-1] == entry
    assert involved(entries) == {"outlet", "agency-b", "agency-c", "state-x", "state-y"}


def test_a_deal_that_nobody_opened_has_the_policy_alone(followed: Followed) -> None:
    followed.ledger.record_all(beginning(), by=ANALYST)

    assert [type(entry.fact) for entry in found(followed, "no-deal")] == [PolicyAdopted]


def test_claims_and_things_come_in_order_after_a_position(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()

    every = followed.index.claims(ClaimFilter(), after=0, limit=50)
    assert [at for at, _ in every] == sorted(at for at, _ in every)
    assert followed.index.claims(ClaimFilter(), after=every[2][0], limit=2) == every[3:5]
    deals = followed.index.things("deal", after=0, limit=5)
    assert [thing for _, thing in deals] == [DEAL]
    assert followed.index.things("deal", after=deals[0][0], limit=5) == []


# -- damage ------------------------------------------------------------------------------------------------------------

LOST = {
    "a row": "DELETE FROM view_bearing_{n} WHERE subject = 'deal:harbour-cranes' AND position = {at}",
    "all rows": "DELETE FROM view_bearing_{n} WHERE subject = 'deal:harbour-cranes'",
    "a position": "UPDATE view_bearing_{n} SET position = 2 WHERE subject = 'deal:harbour-cranes' AND position = {at}",
    "the sum": "DELETE FROM view_subject_{n} WHERE subject = 'deal:harbour-cranes'",
    "a digest": "UPDATE view_entry_{n} SET digest = zeroblob(32) WHERE position = {at}",
    "a digest that is gone": "DELETE FROM view_entry_{n} WHERE position = {at}",
}


def damaged(followed: Followed, change: str) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    at = max(entry.position for entry in found(followed) if isinstance(entry.fact, ClaimRecorded))
    with followed.log.views.updating() as db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        assert db.execute(change.format(n=number, at=at)).rowcount > 0


@pytest.mark.parametrize("change", LOST.values(), ids=LOST)
def test_what_the_index_has_lost_is_missed(followed: Followed, change: str) -> None:
    damaged(followed, change)

    with pytest.raises(DamagedLedger):
        found(followed)


@pytest.mark.parametrize("change", [LOST["a row"], LOST["a position"]])
def test_without_the_sum_it_would_not_be(followed: Followed, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """The twin of the test above."""
    damaged(followed, change)
    monkeypatch.setattr(index, "sum", lambda rows: 0, raising=False)
    with followed.log.views.updating() as db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        db.execute(
            f"UPDATE view_subject_{number} SET total = 0,"
            f" entries = (SELECT count(*) FROM view_bearing_{number} b WHERE b.subject = view_subject_{number}.subject)"
        )

    assert found(followed)


def test_an_entry_that_is_not_the_one_that_was_indexed_is_refused_wherever_it_is_read(followed: Followed) -> None:
    damaged(followed, LOST["a digest"])
    last = max(entry.position for entry in followed.log.read(limit=100) if isinstance(entry.fact, ClaimRecorded))

    for ask in (
        lambda: followed.ledger.claims(),
        lambda: followed.ledger.events(),
        lambda: followed.ledger.moment(str(last)),
        lambda: list(followed.ledger.entries(until=last)),
    ):
        with pytest.raises(DamagedLedger, match=f"position {last} is not the entry that was indexed"):
            ask()


@pytest.mark.parametrize("change", ["id = 'another'", "id = 'wire'", "position = 3000"])
def test_what_a_list_names_must_have_begun_where_it_says(followed: Followed, change: str) -> None:
    damaged(followed, f"UPDATE view_thing_{{n}} SET {change} WHERE id = 'outlet'")

    with pytest.raises(DamagedLedger):
        followed.ledger.sources()
