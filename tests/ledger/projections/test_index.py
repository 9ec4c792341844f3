import re
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from ledger.errors import DamagedLedger
from ledger.events import ClaimRecorded
from ledger.filters import ClaimFilter
from ledger.projections import extents
from ledger.projections.dockets import Dockets
from ledger.projections.generations import in_use
from ledger.projections.index import Index
from ledger.projections.tables import ViewStore
from ledger.service import Ledger
from ledger.store import StoredLog, open_log
from tests.ledger.given import record
from tests.ledger.projections.conftest import Followed, following
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    id_of,
    opening,
    recorded,
)


def test_claims_and_things_come_in_order_after_a_position(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()

    every = followed.index.claims(ClaimFilter(), limit=50)
    assert [at for at, _ in every] == sorted(at for at, _ in every)
    assert followed.index.claims(ClaimFilter(), since=every[2][0], limit=2) == every[3:5]
    deals = followed.index.things("deal", after=0, limit=5)
    assert [thing for _, thing in deals] == [DEAL]
    assert followed.index.things("deal", after=deals[0][0], limit=5) == []


# -- damage ------------------------------------------------------------------------------------------------------------

LOST = {
    "a row": "DELETE FROM view_bearing_{n} WHERE subject = 'deal:harbour-cranes' AND position = {at}",
    "all rows": "DELETE FROM view_bearing_{n} WHERE subject = 'deal:harbour-cranes'",
    "a position": "UPDATE view_bearing_{n} SET position = 2 WHERE subject = 'deal:harbour-cranes' AND position = {at}",
    "the sum": "DELETE FROM view_subject_{n} WHERE subject = 'deal:harbour-cranes'",
    "a digest": "UPDATE view_bearing_{n} SET digest = zeroblob(32) WHERE position = {at}",
}
ALTERED = "UPDATE view_entry_{n} SET digest = zeroblob(32) WHERE position = {at}"


def damaged(followed: Followed, change: str) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    at = max(entry.position for entry in followed.log.read(limit=100) if isinstance(entry.fact, ClaimRecorded))
    with followed.log.views.updating() as db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        assert db.execute(change.format(n=number, at=at)).rowcount > 0


@pytest.mark.parametrize("change", LOST.values(), ids=LOST)
def test_what_the_index_has_lost_is_missed(followed: Followed, change: str) -> None:
    damaged(followed, change)

    with pytest.raises(DamagedLedger):
        Dockets(followed.index).docket(DEAL, followed.follower.follow())


def test_without_the_sum_it_would_not_be(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the test above."""
    damaged(followed, LOST["a row"])
    monkeypatch.setattr(extents, "adds_up", lambda since, positions, until: True)

    assert Dockets(followed.index).docket(DEAL, followed.follower.follow()).opened


def test_an_entry_that_is_not_the_one_that_was_indexed_is_refused_wherever_it_is_read(followed: Followed) -> None:
    damaged(followed, ALTERED)
    last = max(entry.position for entry in followed.log.read(limit=100) if isinstance(entry.fact, ClaimRecorded))

    for ask in (
        lambda: followed.ledger.claims(),
        lambda: followed.ledger.events(),
        lambda: followed.ledger.moment(str(last)),
        lambda: list(followed.ledger.entries(until=last)),
    ):
        with pytest.raises(DamagedLedger, match=f"position {last} is not the entry that was indexed"):
            ask()


@pytest.mark.parametrize("change", [ALTERED, "DELETE FROM view_entry_{n} WHERE position = {at}"])
def test_what_comes_to_bear_on_a_deal_later_is_held_to_what_was_indexed_first(followed: Followed, change: str) -> None:
    unfiled = claim(deal=None, proposition=None, text="Cranes, they say.")
    followed.ledger.record_all(beginning(), by=ANALYST)
    at = recorded(followed.ledger, unfiled)[0].position
    followed.follower.follow()
    with followed.log.views.updating() as db:
        number = in_use(db).number  # type: ignore[union-attr]
        assert db.execute(change.format(n=number, at=at)).rowcount == 1

    recorded(followed.ledger, record("assignment", claim=id_of(unfiled), deal=DEAL, proposition="shipped"))

    with pytest.raises(DamagedLedger, match=f"position {at} is not the entry that was indexed"):
        followed.ledger.beliefs(DEAL)


@pytest.mark.parametrize("change", ["id = 'another'", "id = 'wire'", "position = 3000"])
def test_what_a_list_names_must_have_begun_where_it_says(followed: Followed, change: str) -> None:
    damaged(followed, f"UPDATE view_thing_{{n}} SET {change} WHERE id = 'outlet'")

    with pytest.raises(DamagedLedger):
        followed.ledger.sources()


def test_the_deals_that_a_preview_goes_over_are_held_to_the_log_too(followed: Followed) -> None:
    damaged(followed, "UPDATE view_thing_{n} SET id = 'another' WHERE kind = 'deal'")

    with pytest.raises(DamagedLedger, match="the index has deal 'another'"):
        followed.ledger.preview(record("grade", source="agency-a", reliability="E", reason="as read"))


# -- what a page costs -------------------------------------------------------------------------------------------------

MANY = 3_000
SINGLE = {
    "nothing": {},
    "a common word": {"text": "cranes"},
    "a rare word": {"text": "rare"},
    "a phrase": {"text": '"cranes of the"'},
    "a source": {"source": "wire"},
    "an origin": {"origin": "agency-b"},
    "a deal": {"deal": "more-cranes"},
    "a proposition": {"proposition": "ordered"},
    "no deal": {"unfiled": True},
    "a stance": {"stance": "denies"},
    "a mode": {"mode": "forecast"},
    "a status": {"status": "voided"},
    "a period": {"period": "1999"},
    "a period without an end": {"period": "1999/.."},
    "when it was said": {"asserted_at": "2024-01"},
    "said since": {"asserted_at": "2024-02/.."},
    "said until": {"asserted_at": "../2024-01-15"},
}


class Counted:
    """Views that count the steps which SQLite takes to answer, those of the full-text table included."""

    def __init__(self, views: ViewStore) -> None:
        self._views = views
        self.steps = 0

    def count(self) -> None:
        self.steps += 1

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._views.reading() as db:
            db.set_progress_handler(self.count, 1)
            try:
                yield db
            finally:
                db.set_progress_handler(None, 1)

    def updating(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._views.updating()


@pytest.fixture(scope="module")
def large() -> Iterator[tuple[StoredLog, Counted]]:
    """A log of some thousands of claims, every 50th of which is like none around it; all of it is indexed."""
    calendar = Calendar("2024-03-01")
    log = open_log(":memory:", calendar, create=True)
    with Ledger(log, log.views, calendar, log.notary) as ledger:
        ledger.record_all([*beginning(), *opening("more-cranes")], by=ANALYST)
        for start in range(0, MANY, 500):
            said = [of_many(n) for n in range(start, start + 500)]
            voided = [record("correction", claim=id_of(one), reason="x") for one in said[49::50]]
            ledger.record_all([*said, *voided], by=ANALYST)
        following(log, log.views).follow()
        yield log, Counted(log.views)


def of_many(n: int) -> Any:
    if n % 50 != 49:
        return claim(text=f"Cranes of the harbour, report {n}.", on="2024-03-01")
    other = {"deal": None, "proposition": None} if n % 100 == 99 else {"deal": "more-cranes", "proposition": "ordered"}
    about = {"period": "1999", "on": "2024-01-10", "publisher": "wire"}
    return claim("agency-b", text=f"Rare {n}", stance="denies", mode="forecast", **about, **other)


@pytest.mark.parametrize("newest", [False, True], ids=["oldest", "newest"])
@pytest.mark.parametrize("where", SINGLE.values(), ids=SINGLE)
def test_a_page_late_in_the_log_costs_what_an_early_one_does(
    large: tuple[StoredLog, Counted], where: dict[str, Any], newest: bool
) -> None:
    log, views = large
    listed, head = Index(log, views), log.head().position
    costs = []
    for tenth in (0, 3, 6, 8):
        views.steps = 0
        bounds: dict[str, Any] = {"until": head - tenth * head // 10} if newest else {"since": tenth * head // 10}
        found = listed.claims(ClaimFilter(**where), **bounds, newest=newest, limit=3)
        assert len(found) == 3
        costs.append(views.steps)

    assert max(costs) < 2_000
    assert max(costs) < 3 * min(costs)


def test_a_page_of_a_scan_would_cost_what_lies_between(large: tuple[StoredLog, Counted]) -> None:
    """The twin of the test above: the same claims, found among all others one by one."""
    log, views = large
    views.steps = 0
    found = Index(log, views).claims(ClaimFilter(deal="more-cranes"), limit=3)
    cost, views.steps = views.steps, 0
    with views.reading() as db:
        query = f"SELECT position FROM view_claim_{in_use(db).number} WHERE deal = 'more-cranes' LIMIT 3"  # type: ignore[union-attr]
        scanned = db.execute(query).fetchall()

    assert [position for position, _ in found] == [position for (position,) in scanned]
    assert views.steps > 3 * cost


@pytest.mark.parametrize("newest", [False, True], ids=["oldest", "newest"])
@pytest.mark.parametrize("where", SINGLE.values(), ids=SINGLE)
def test_claims_are_sought_never_scanned_and_never_sorted(
    large: tuple[StoredLog, Counted], monkeypatch: pytest.MonkeyPatch, where: dict[str, Any], newest: bool
) -> None:
    asked: list[str] = []
    log, views = large
    with views.reading() as db:
        db.set_trace_callback(asked.append)
        Index(log, log.views).claims(ClaimFilter(**where), since=5, newest=newest, limit=3)
        db.set_trace_callback(None)
        (query,) = (one for one in asked if "ORDER BY" in one and "view_claim" in one)
        plan = [detail for *_, detail in db.execute(f"EXPLAIN QUERY PLAN {query}")]

    assert any(step.startswith("SEARCH c USING INTEGER PRIMARY KEY") for step in plan)
    assert not any("B-TREE" in step or step.startswith("SCAN c") for step in plan)
    if where:
        assert any(re.fullmatch(r"SCAN t VIRTUAL TABLE INDEX \d+:M[01][<>]+", step) for step in plan)
