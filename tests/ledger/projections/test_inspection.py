import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import StorageFailure
from ledger.log import Log, Moment
from ledger.opening import open_ledger
from ledger.projections import follower, inspection
from ledger.projections.inspection import Finding, inspect
from ledger.store import open_sqlite
from tests.ledger.projections.conftest import Followed, following
from tests.ledger.store.damages import untriggered
from tests.ledger.story import ANALYST, Calendar, claim, everything, recorded


@pytest.fixture
def told(file: Path, calendar: Calendar) -> Path:
    """The file of a ledger that holds everything, indexed."""
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        ledger.claims()
    return file


def found(path: Path, calendar: Calendar) -> Finding | None:
    with closing(open_sqlite(path, clock=calendar)) as log:
        return inspect(log, log.views)


def tamper(path: Path, *statements: str) -> None:
    """Change the file behind the ledger's back; `{n}` is the number of the generation in use."""
    with closing(sqlite3.connect(path)) as db, db:
        ((number,),) = db.execute("SELECT number FROM view_generation")
        with untriggered(db):
            for statement in statements:
                assert db.execute(statement.format(n=number)).rowcount != 0


def position_of(path: Path, kind: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        ((position,),) = db.execute("SELECT min(position) FROM events WHERE type = ?", (f"{kind}/1",))
        return int(position)


def test_where_all_is_well_nothing_is_found_and_all_was_read(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH", 7)
    followed.ledger.record_all(everything(), by=ANALYST)
    reported: list[tuple[int, int]] = []
    assert inspect(followed.log, followed.log.views, lambda at, head: reported.append((at, head))) is None
    followed.follower.follow()
    recorded(followed.ledger, claim(text="not indexed yet"))

    assert inspect(followed.log, followed.log.views) is None
    assert reported[-1][0] == reported[-1][1] == reported[0][1] > reported[0][0] == 7


def test_the_index_in_use_stays_as_it_is(told: Path, calendar: Calendar) -> None:
    with closing(open_sqlite(told, clock=calendar)) as log:
        follows = following(log, log.views)
        before = follows.generations()
        inspect(log, log.views)
        assert follows.generations() == before


TAMPERED = {
    "a deal": "UPDATE view_claim_{n} SET deal = 'another' WHERE position = 20",
    "a period": "UPDATE view_claim_{n} SET period_last = period_last + 1 WHERE position = 20",
    "a proposition": "UPDATE view_proposition_{n} SET text = 'Another.' WHERE id = 'shipped'",
    "a term too many": "INSERT INTO view_term_{n} (rowid, terms) VALUES (20, 'status:voided')",
    "a claim listed that is none": "INSERT INTO view_term_{n} (rowid, terms) VALUES (2, 'crane')",
    "the settings of the terms": "UPDATE view_term_{n}_config SET v = v + 1",
    "no terms": "INSERT INTO view_term_{n} (view_term_{n}) VALUES ('delete-all')",
    "a page of terms": "UPDATE view_term_{n}_data SET block = x'00' WHERE id > 10",
    "a claim that is gone": "DELETE FROM view_claim_{n} WHERE position = 20",
    "a claim moved": "UPDATE view_claim_{n} SET position = 19 WHERE position = 20",
    "a bearing that is gone": "DELETE FROM view_bearing_{n} WHERE position = 20",
    "a bearing too many": "INSERT INTO view_bearing_{n} VALUES ('deal:harbour-cranes', 2, x'00')",
    "the digest of a bearing": "UPDATE view_bearing_{n} SET digest = x'00' WHERE position = 20",
    "a node of the tree": "UPDATE view_node_{n} SET hash = zeroblob(32)",
    "a node that is gone": "DELETE FROM view_node_{n} WHERE position = 16",
    "a thing": "UPDATE view_thing_{n} SET id = 'another' WHERE position = 3",
    "a position": "UPDATE view_generation SET position = position - 1",
    "a position beyond the head": "UPDATE view_generation SET position = 1000",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_a_tampered_row_is_found(told: Path, calendar: Calendar, change: str) -> None:
    tamper(told, change)

    assert found(told, calendar) is not None


def test_the_first_difference_is_named_by_its_position(told: Path, calendar: Calendar) -> None:
    at = position_of(told, "claim-recorded")
    tamper(
        told,
        f"UPDATE view_claim_{{n}} SET deal = 'voided' WHERE position = {at}",
        f"DELETE FROM view_bearing_{{n}} WHERE position > {at}",
    )

    finding = found(told, calendar)

    assert finding is not None
    assert finding.position == at
    assert "view_claim holds" in finding.detail and "voided" in finding.detail and "built anew" in finding.detail


@pytest.mark.parametrize("change", [change for name, change in TAMPERED.items() if "position" not in name])
def test_without_the_comparison_a_tampered_row_would_pass(
    told: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """The twin of the tests above."""
    monkeypatch.setattr(inspection, "_compare", lambda db, used, anew: None)
    tamper(told, change)

    assert found(told, calendar) is None


ALTERED = {
    "who recorded it": "UPDATE events SET state = replace(state, 'analyst', 'analyse') WHERE position = {at}",
    "what it says": "UPDATE events SET state = replace(state, 'press', 'other') WHERE position = 2",
    "when": "UPDATE events SET state = replace(state, '2024-01-01T12', '2023-01-01T12') WHERE position = {at}",
    "what it claims": "UPDATE events SET state = replace(state, 'as printed', 'as painted') WHERE position = {at}",
    "its form": "UPDATE events SET state = replace(state, '\"nonce\"', ' \"nonce\"') WHERE position = {at}",
    "its stream": "UPDATE events SET stream = 'source:other' WHERE position = {at}",
    "its type": "UPDATE events SET type = 'claim-graded/1' WHERE position = {at}",
    "its end": "UPDATE events SET state = substr(state, 1, length(state) - 3) WHERE position = {at}",
}


@pytest.mark.parametrize("change", ALTERED.values(), ids=ALTERED)
def test_an_altered_entry_is_found_at_its_position(told: Path, calendar: Calendar, change: str) -> None:
    at = position_of(told, "claim-recorded")
    change = change.replace("replace(state,", "replace(CAST(state AS TEXT),").replace("{at}", str(at))
    change = change.replace("state = replace", "state = CAST(replace").replace("') WHERE", "') AS BLOB) WHERE")
    tamper(told, change)

    finding = found(told, calendar)

    assert finding is not None
    assert finding.position == (2 if change.endswith(" 2") else at)


def test_an_entry_that_is_missing_is_found(told: Path, calendar: Calendar) -> None:
    tamper(told, "DELETE FROM events WHERE position = 20")

    finding = found(told, calendar)

    assert finding is not None and finding.position == 20


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER events_delete",
        "UPDATE sqlite_sequence SET seq = 7 WHERE name = 'events'",
        "CREATE TRIGGER events_more AFTER INSERT ON events BEGIN SELECT 1; END",
        "CREATE TRIGGER more AFTER UPDATE ON view_generation BEGIN DELETE FROM vault; END",
        "CREATE TRIGGER more AFTER INSERT ON view_term_1_data BEGIN DELETE FROM answers; END",
    ],
)
def test_what_lies_beneath_the_entries_is_held_to_how_it_was_made(told: Path, calendar: Calendar, change: str) -> None:
    with closing(sqlite3.connect(told)) as db, db:
        db.execute(change)

    finding = found(told, calendar)

    assert finding is not None and finding.position == 0


@pytest.mark.parametrize("change", ["UPDATE vault SET data = x'00'", "DELETE FROM vault"])
def test_what_the_vault_does_not_hold_as_committed_is_found(told: Path, calendar: Calendar, change: str) -> None:
    tamper(told, change)

    finding = found(told, calendar)

    assert finding is not None
    assert finding.position == position_of(told, "document-captured")


class Silent:
    """A fault: the store fails as soon as it is asked for its head."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def head(self) -> Moment:
        raise StorageFailure("the disk does not answer")

    def __getattr__(self, name: str) -> object:
        return getattr(self.log, name)


def test_a_store_that_fails_is_no_finding(followed: Followed) -> None:
    with pytest.raises(StorageFailure):
        inspect(Silent(followed.log), followed.log.views)  # type: ignore[arg-type]


def test_what_cannot_be_read_is_no_reason_to_read_no_further_back(told: Path, calendar: Calendar) -> None:
    tamper(told, "UPDATE events SET state = x'7b7d' WHERE position IN (21, 30)")

    finding = found(told, calendar)

    assert finding is not None and finding.position == 21


def test_a_last_entry_that_cannot_be_read_is_found(told: Path, calendar: Calendar) -> None:
    with open_ledger(str(told), clock=calendar) as ledger:
        last = ledger.moment(None).position
    tamper(told, f"UPDATE events SET state = x'7b7d' WHERE position = {last}")

    finding = found(told, calendar)

    assert finding is not None and finding.position == last
