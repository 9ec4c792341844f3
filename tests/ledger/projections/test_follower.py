import sqlite3
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from ledger.log import Entry, Log
from ledger.opening import open_ledger
from ledger.projections import follower
from ledger.projections.follower import Follower, apply
from ledger.projections.tables import INDEX, TABLES
from ledger.store import open_sqlite
from tests.ledger.given import record, source_record
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    head,
    id_of,
    recorded,
    retraction,
    voiding,
)


class Crash(Exception):
    """The process ends here."""


def counts(followed: Followed) -> dict[str, int]:
    return {table: len(rows) for table, rows in followed.rows().items()}


def bearing(followed: Followed, subject: str) -> list[int]:
    return sorted(at for one, at in followed.rows()["view_bearing"] if one == subject)


def crash_in_the_middle(db: sqlite3.Connection, log: Log, entries: Iterable[Entry]) -> None:
    """Apply half of a batch, then crash."""
    batch = list(entries)
    apply(db, log, batch[: len(batch) // 2])
    raise Crash


def test_an_index_of_nothing_is_at_0(followed: Followed) -> None:
    assert (followed.follower.position(), followed.follower.follow()) == (0, 0)
    assert followed.rows() == {table: [] for table in TABLES}


def test_confirming_changes_nothing(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    before = followed.rows()

    followed.follower.confirm()

    assert followed.rows() == before


def test_following_ends_at_the_head(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)

    assert followed.follower.follow() == followed.follower.position() == head(followed.ledger)
    assert followed.rows()["view_position"] == [(INDEX, head(followed.ledger))]


def test_batches_of_any_size_make_the_same_index(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    whole = followed.rows()

    for size in (1, 2, 7):
        monkeypatch.setattr(follower, "BATCH", size)
        followed.follower.rebuild()
        assert followed.rows() == whole


def test_an_index_of_another_version_is_built_anew(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    before = followed.rows()
    # when
    monkeypatch.setattr(follower, "INDEX", "index-2")
    newer = Follower(followed.log, followed.log.views)
    # then
    assert newer.position() == 0
    assert newer.follow() == head(followed.ledger)
    assert followed.rows() == before | {"view_position": [("index-2", head(followed.ledger))]}


def test_rebuilding_makes_the_index_that_was_there(followed: Followed) -> None:
    for one in everything():
        recorded(followed.ledger, one)
        followed.follower.follow()
    before = followed.rows()

    assert followed.follower.rebuild() == head(followed.ledger)
    assert followed.rows() == before
    assert before["view_claim"]


# -- exactly once ------------------------------------------------------------------------------------------------------


def test_a_crash_in_the_middle_of_a_batch_leaves_rows_and_position(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.ledger.record_all(beginning(), by=ANALYST)
    followed.follower.follow()
    before = followed.rows()
    recorded(followed.ledger, *(claim(text=f"report {n}") for n in range(6)))

    with monkeypatch.context() as crashing:
        crashing.setattr(follower, "apply", crash_in_the_middle)
        with pytest.raises(Crash):
            followed.follower.follow()
    assert followed.rows() == before

    assert followed.follower.follow() == head(followed.ledger)
    assert counts(followed)["view_claim"] == 6


def test_rows_and_position_in_two_transactions_would_apply_an_entry_twice(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above: a crash between the two leaves rows without their position."""
    followed.ledger.record_all(beginning(), by=ANALYST)
    followed.follower.follow()
    recorded(followed.ledger, claim())

    def apply_and_commit(db: sqlite3.Connection, log: Log, entries: Iterable[Entry]) -> None:
        apply(db, log, entries)
        db.execute("COMMIT")
        raise Crash

    with monkeypatch.context() as crashing:
        crashing.setattr(follower, "apply", apply_and_commit)
        with pytest.raises(Crash):
            followed.follower.follow()

    assert counts(followed)["view_claim"] == 1
    assert followed.follower.position() == head(followed.ledger) - 1
    with pytest.raises(Exception, match="UNIQUE constraint failed"):
        followed.follower.follow()


def test_a_position_moved_before_its_rows_would_skip_an_entry(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other twin: the position is kept, the rows are lost, and nobody comes back for them."""
    followed.ledger.record_all(beginning(), by=ANALYST)
    followed.follower.follow()
    recorded(followed.ledger, claim())

    def commit_and_apply(db: sqlite3.Connection, log: Log, entries: Iterable[Entry]) -> None:
        db.execute("INSERT OR REPLACE INTO view_position VALUES (?, ?)", (INDEX, head(followed.ledger)))
        db.execute("COMMIT")
        raise Crash

    with monkeypatch.context() as crashing:
        crashing.setattr(follower, "apply", commit_and_apply)
        with pytest.raises(Crash):
            followed.follower.follow()

    assert followed.follower.follow() == head(followed.ledger)
    assert counts(followed)["view_claim"] == 0


def test_several_threads_that_follow_at_once_apply_each_entry_once(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH", 3)
    applied: list[int] = []

    def counting(db: sqlite3.Connection, log: Log, entries: Iterable[Entry]) -> None:
        batch = list(entries)
        applied.extend(entry.position for entry in batch)
        apply(db, log, batch)

    monkeypatch.setattr(follower, "apply", counting)
    followed.ledger.record_all(everything(), by=ANALYST)
    start = Barrier(4)

    def follow(_: int) -> int:
        start.wait()
        return Follower(followed.log, followed.log.views).follow()

    with ThreadPoolExecutor(4) as threads:
        reached = list(threads.map(follow, range(4)))

    assert reached == [head(followed.ledger)] * 4
    assert sorted(applied) == list(range(1, head(followed.ledger) + 1))
    assert applied == sorted(applied)


def test_followers_keep_up_while_a_writer_appends(followed: Followed) -> None:
    followed.ledger.record_all(beginning(), by=ANALYST)
    done = Event()

    def follow(_: int) -> list[int]:
        seen = []
        while not done.is_set():
            seen.append(Follower(followed.log, followed.log.views).follow())
        return seen

    with ThreadPoolExecutor(3) as threads:
        seen = threads.map(follow, range(3))
        for n in range(30):
            recorded(followed.ledger, claim(text=f"report {n}"))
        done.set()
        for positions in seen:
            assert positions == sorted(positions)

    assert followed.follower.follow() == head(followed.ledger)
    assert counts(followed)["view_claim"] == 30


def test_a_second_connection_to_the_file_follows_too(file: object, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as writer:
        recorded(writer, claim())
        other = open_sqlite(str(file), clock=calendar)
        assert Follower(other, other.views).follow() == head(writer)
        other.close()

        assert writer.health().lag == 0


# -- what bears on what ------------------------------------------------------------------------------------------------


def test_an_assigned_claim_bears_on_its_deal_with_its_earlier_events(followed: Followed) -> None:
    unfiled = claim(deal=None, proposition=None, text="Cranes, they say.")
    followed.ledger.record_all(beginning(), by=ANALYST)
    positions = [
        receipt.position for receipt in recorded(followed.ledger, unfiled, retraction(unfiled), voiding(unfiled))
    ]
    followed.follower.follow()
    assert not set(positions) & set(bearing(followed, f"deal:{DEAL}"))

    assigned = record("assignment", claim=id_of(unfiled), deal=DEAL, proposition="shipped")
    positions += [r.position for r in recorded(followed.ledger, assigned, retraction(unfiled, reason="again"))]
    followed.follower.follow()

    assert bearing(followed, f"deal:{DEAL}")[-5:] == positions
    assert followed.rows()["view_claim"][0][2:4] == (DEAL, "shipped")


def test_the_status_in_the_index_is_that_of_the_claim(followed: Followed) -> None:
    for one in everything():
        recorded(followed.ledger, one)
        followed.follower.follow()
    by_id = {row[1]: row[-1] for row in followed.rows()["view_claim"]}

    assert by_id == {view.id: view.status for view in followed.ledger.claims(limit=50).items}
    assert {"standing", "restated", "corrected", "voided"} <= set(by_id.values())


def test_each_thing_is_listed_once(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.ledger.record(source_record("late"), by=ANALYST)
    followed.follower.follow()

    listed = [(kind, name) for kind, _, name in followed.rows()["view_thing"]]
    assert len(listed) == len(set(listed)) == 7 + 1 + 3 + 1
