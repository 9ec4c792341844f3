import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from ledger.entries import Entry
from ledger.errors import DamagedLedger, Overtaken
from ledger.filters import STATUSES, ClaimFilter
from ledger.log import Log
from ledger.opening import open_ledger
from ledger.projections import follower, generations
from ledger.projections.applying import apply
from ledger.projections.generations import move
from ledger.projections.index import Index
from ledger.projections.tables import INSTANCES, TABLES, TERMS, VERSION
from ledger.service import Ledger
from ledger.store import StoredLog, open_sqlite
from tests.ledger.given import record, source_record
from tests.ledger.projections.conftest import SHOWN, Followed, following
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
    return sorted(at for one, at, _ in followed.rows()["view_bearing"] if one == subject)


def crash_in_the_middle(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
    """Apply half of a batch, then crash."""
    batch = list(entries)
    apply(db, log, batch[: len(batch) // 2], number)
    raise Crash


def test_an_index_of_nothing_is_at_0(followed: Followed) -> None:
    assert (followed.follower.position(), followed.follower.follow()) == (0, 0)
    assert followed.rows() == {table: [] for table in SHOWN}


def test_confirming_changes_nothing(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    before = followed.rows()

    followed.follower.confirm()

    assert followed.rows() == before


def test_following_ends_at_the_head(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)

    assert followed.follower.follow() == followed.follower.position() == head(followed.ledger)
    assert sorted(at for at, _ in followed.rows()["view_entry"]) == list(range(1, head(followed.ledger) + 1))


def test_it_follows_as_far_as_is_asked_in_steps_as_small_as_is_asked(followed: Followed) -> None:
    followed.ledger.record_all(beginning(), by=ANALYST)
    followed.follower.follow()
    at = head(followed.ledger)
    recorded(followed.ledger, *(claim(text=f"report {n}") for n in range(6)))
    told: list[tuple[int, int]] = []

    def tell(position: int, until: int) -> None:
        told.append((position, until))

    assert followed.follower.follow(tell, until=at + 3, at_once=2) == at + 4
    assert followed.follower.follow(tell, until=at) == at + 4
    assert followed.follower.follow(tell) == at + 6
    assert told == [(at + 2, at + 3), (at + 4, at + 4), (at + 6, at + 6)]


def test_batches_of_any_size_make_the_same_index(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    whole = followed.rows()

    for size in (1, 2, 7):
        monkeypatch.setattr(follower, "BATCH", size)
        followed.follower.rebuild()
        assert followed.rows() == whole


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

    def apply_and_commit(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
        apply(db, log, entries, number)
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

    def commit_and_apply(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
        move(db, number, head(followed.ledger))
        db.execute("COMMIT")
        raise Crash

    with monkeypatch.context() as crashing:
        crashing.setattr(follower, "apply", commit_and_apply)
        with pytest.raises(Crash):
            followed.follower.follow()

    assert followed.follower.follow() == followed.log.head().position
    assert counts(followed)["view_claim"] == 0


def test_several_threads_that_follow_at_once_apply_each_entry_once(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH", 3)
    applied: list[int] = []

    def counting(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
        batch = list(entries)
        applied.extend(entry.position for entry in batch)
        apply(db, log, batch, number)

    monkeypatch.setattr(follower, "apply", counting)
    followed.ledger.record_all(everything(), by=ANALYST)
    start = Barrier(4)

    def follow(_: int) -> int:
        start.wait()
        return following(followed.log, followed.log.views).follow()

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
            seen.append(following(followed.log, followed.log.views).follow())
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
        assert following(other, other.views).follow() == head(writer)
        other.close()

        assert writer.health().lag == 0


# -- another generation ------------------------------------------------------------------------------------------------


def every_claim(log: StoredLog) -> list[tuple[int, str]]:
    return Index(log, log.views).claims(ClaimFilter(), limit=100)


def tables(log: StoredLog) -> set[str]:
    with log.views.reading() as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'view%'")}


@pytest.fixture
def told(file: Path, calendar: Calendar) -> Iterator[tuple[Ledger, StoredLog]]:
    """A ledger in a file that holds everything, and a second opening of it, as another process has."""
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        ledger.claims()
        other = open_sqlite(file, clock=calendar)
        yield ledger, other
        other.close()


def seen_while_rebuilding(ledger: Ledger, other: StoredLog) -> list[list[tuple[int, str]]]:
    """What another opening finds in the index after each batch of a rebuild."""
    seen: list[list[tuple[int, str]]] = []
    ledger.rebuild(lambda position, head: seen.append(every_claim(other)))
    return seen


def test_readers_find_a_whole_index_at_every_step_of_a_rebuild(
    told: tuple[Ledger, StoredLog], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH", 3)
    whole = every_claim(told[1])

    seen = seen_while_rebuilding(*told)

    assert len(seen) > 5
    assert whole and all(found == whole for found in [*seen, every_claim(told[1])])


def test_an_index_in_use_before_it_is_built_would_be_seen_half_built(
    told: tuple[Ledger, StoredLog], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    begin = generations.begin

    def begin_in_use(db: sqlite3.Connection) -> int:
        number = begin(db)
        db.execute("UPDATE view_generation SET state = 'retired' WHERE number <> ?", (number,))
        db.execute("UPDATE view_generation SET state = 'used' WHERE number = ?", (number,))
        return number

    monkeypatch.setattr(follower, "BATCH", 3)
    monkeypatch.setattr(generations, "begin", begin_in_use)
    whole = every_claim(told[1])

    seen = seen_while_rebuilding(*told)

    assert any(len(found) < len(whole) for found in seen)


def test_readers_read_and_a_writer_writes_while_it_is_rebuilt(
    file: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH", 2)
    monkeypatch.setattr(generations, "ROWS_AT_ONCE", 5)
    done = Event()

    def read(_: int) -> list[int]:
        counted = []
        with open_ledger(str(file), clock=calendar) as reader:
            while not done.is_set():
                before = reader.moment(None).position
                counted.append(len(reader.claims(limit=100).items))
                assert reader.beliefs(DEAL).recorded_as_of.position >= before
        return counted

    def rebuild() -> None:
        with open_ledger(str(file), clock=calendar) as other:
            while not done.is_set():
                assert other.rebuild() >= 12

    with open_ledger(str(file), clock=calendar) as writer, ThreadPoolExecutor(3) as threads:
        reads, rebuilt = [threads.submit(read, n) for n in range(2)], threads.submit(rebuild)
        try:
            for n in range(40):
                recorded(writer, claim(text=f"report {n}"))
        finally:
            done.set()
        rebuilt.result()
        counts = [one.result() for one in reads]
        assert all(found and found == sorted(found) for found in counts)
        assert len(writer.claims(limit=100).items) == 40
        assert writer.examination().fault is None


def test_a_rebuild_that_crashes_leaves_the_old_one_and_the_next_begins_anew(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    before, (used, _) = followed.rows(), followed.follower.generations()
    assert used is not None
    monkeypatch.setattr(follower, "BATCH", 7)

    def crash_at_the_third(position: int, head: int) -> None:
        if position >= 21:
            raise Crash

    with pytest.raises(Crash):
        followed.follower.rebuild(crash_at_the_third)
    left, building = followed.follower.generations()
    assert (left, building) == (used, generations.Generation(used.number + 1, 21))
    assert followed.rows() == before

    with monkeypatch.context() as crashing:
        crashing.setattr(follower, "apply", crash_in_the_middle)
        with pytest.raises(Crash):
            followed.follower.rebuild()
    reported: list[tuple[int, int]] = []
    followed.follower.rebuild(lambda position, head: reported.append((position, head)))

    assert reported[0] == (7, head(followed.ledger))
    assert reported[-1] == (head(followed.ledger), head(followed.ledger))
    assert followed.rows() == before
    kept, unfinished = followed.follower.generations()
    assert kept is not None and unfinished is None
    assert {name for name in tables(followed.log) if name[-1].isdigit()} == {
        *(f"{table}_{kept.number}" for table in (*TABLES, TERMS, INSTANCES)),
    }


def test_a_second_rebuild_ends_the_first(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    whole = followed.rows()
    monkeypatch.setattr(follower, "BATCH", 7)
    begun: list[int] = []

    def begin_another(position: int, head: int) -> None:
        if not begun:
            begun.append(position)
            following(followed.log, followed.log.views).rebuild()

    with pytest.raises(Overtaken, match="another rebuild"):
        followed.follower.rebuild(begin_another)
    assert followed.rows() == whole
    assert followed.follower.generations()[1] is None


def test_an_index_of_another_version_is_built_anew_on_first_use(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    whole, (old, _) = followed.rows(), followed.follower.generations()
    with followed.log.views.updating() as db:
        db.execute("UPDATE view_generation SET version = ?", (VERSION - 1,))
        db.execute("CREATE TABLE view_position (name TEXT PRIMARY KEY, position INTEGER NOT NULL)")
    assert followed.follower.position() == 0

    assert followed.follower.follow() == head(followed.ledger)

    used, _ = followed.follower.generations()
    assert old is not None and used is not None and used.number > old.number
    assert followed.rows() == whole
    assert not {"view_position", f"view_claim_{old.number}"} & tables(followed.log)


def test_what_was_left_unfinished_on_first_use_is_gone_on_with(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    monkeypatch.setattr(follower, "BATCH", 7)
    applied: list[int] = []

    def two_batches(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
        if len(applied) == 14:
            raise Crash
        batch = list(entries)
        apply(db, log, batch, number)
        applied.extend(entry.position for entry in batch)

    with followed.log.views.updating() as db:
        generations.abandon(db)
        db.execute("UPDATE view_generation SET state = 'retired'")
    with monkeypatch.context() as crashing:
        crashing.setattr(follower, "apply", two_batches)
        with pytest.raises(Crash):
            followed.follower.follow()
    assert followed.follower.generations() == (None, generations.Generation(_newest(followed), 14))

    assert followed.follower.follow() == head(followed.ledger)
    assert followed.ledger.examination().fault is None


def _newest(followed: Followed) -> int:
    with followed.log.views.reading() as db:
        return int(db.execute("SELECT max(number) FROM view_generation").fetchone()[0])


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
    assert followed.rows()["view_claim"][0][2] == DEAL
    (filed,) = followed.index.claims(ClaimFilter(deal=DEAL, proposition="shipped"), limit=5)
    assert filed[1] == id_of(unfiled)
    assert not followed.index.claims(ClaimFilter(unfiled=True), limit=5)


def test_the_status_in_the_index_is_that_of_the_claim(followed: Followed) -> None:
    for one in everything():
        recorded(followed.ledger, one)
        followed.follower.follow()
    by_id = {
        claim: status for status in STATUSES for _, claim in followed.index.claims(ClaimFilter(status=status), limit=50)
    }

    assert by_id == {view.id: view.status for view in followed.ledger.claims(limit=50).items}
    assert {"standing", "restated", "corrected", "voided"} <= set(by_id.values())


def test_each_thing_is_listed_once(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.ledger.record(source_record("late"), by=ANALYST)
    followed.follower.follow()

    listed = [(kind, name) for kind, _, name in followed.rows()["view_thing"]]
    assert len(listed) == len(set(listed)) == 7 + 1 + 3 + 1


def test_an_index_that_says_to_be_beyond_the_log_is_refused_until_it_is_rebuilt(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    at = followed.follower.follow()
    with followed.log.views.updating() as db:
        db.execute("UPDATE view_generation SET position = position + 1024")

    with pytest.raises(DamagedLedger, match=f"position {at + 1024}, but the log ends at {at}"):
        followed.follower.follow()

    assert followed.ledger.rebuild() == followed.follower.follow() == at
