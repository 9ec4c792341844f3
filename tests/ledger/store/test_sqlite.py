"""What only a file can show: triggers, durability, damage."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ledger.canonical import commitment
from ledger.errors import DamagedLedger, Overtaken, StorageFailure
from ledger.events import PolicyAdopted
from ledger.log import Change, Secret
from ledger.opening import utc_now
from ledger.service import Ledger
from ledger.store import StoredLog
from ledger.store.sqlite import FileRecorder
from tests.ledger.examples import graded
from tests.ledger.given import source_record
from tests.ledger.store.conftest import Breaking, Open, append
from tests.ledger.store.test_contract import check

SECRET = Secret(commitment(b"salt", b"a quote"), b"salt", b"a quote")


@contextmanager
def by_hand(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def log(opened: Open) -> StoredLog:
    log = opened(create=True)
    log.append([Change("source:a", 0, (graded("a"),) * 3, "analyst")], secrets=[SECRET])
    return log


def test_a_ledger_opened_again_holds_what_was_appended(opened: Open, log: StoredLog) -> None:
    before = check(log)
    log.close()

    again = opened()

    assert check(again) == before
    assert again.reveal(SECRET.commitment) == b"a quote"
    assert append(again, 3)[0].position == 4


@pytest.mark.parametrize("ask", [StoredLog.head, StoredLog.salt, StoredLog.storage], ids=lambda ask: ask.__name__)
def test_a_closed_ledger_says_so(log: StoredLog, ask: Callable[[StoredLog], object]) -> None:
    log.close()

    with pytest.raises(StorageFailure, match="was closed"):
        ask(log)


# -- nothing is overwritten --------------------------------------------------------------------------------------------

ATTACKS = {
    "UPDATE events SET state = x'00' WHERE position = 2": "events_update",
    "UPDATE events SET position = 9 WHERE position = 2": "events_update",
    "INSERT INTO events SELECT * FROM events WHERE position = 2 ON CONFLICT DO UPDATE SET state = x'00'": None,
    "DELETE FROM events WHERE position = 2": "events_delete",
    "DELETE FROM events": "events_delete",
    "INSERT OR REPLACE INTO events VALUES (2, 'source:a', 2, 'source-graded/1', x'00')": "events_follow",
    "INSERT OR REPLACE INTO events VALUES (4, 'source:a', 2, 'source-graded/1', x'00')": "events_follow",
    "INSERT INTO events VALUES (9, 'source:a', 4, 'source-graded/1', x'00')": "events_follow",
    "INSERT INTO events VALUES (4, 'source:a', 9, 'source-graded/1', x'00')": "events_follow",
    "UPDATE vault SET data = x'00'": "vault_update",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_itself_refuses_to_change_what_it_holds(path: Path, log: StoredLog, attack: str) -> None:
    before = check(log)

    with by_hand(path) as connection, pytest.raises(sqlite3.IntegrityError, match=r"events|vault"):
        connection.execute(attack)

    assert check(log) == before
    assert log.reveal(SECRET.commitment) == b"a quote"


@pytest.mark.parametrize(("attack", "trigger"), [pair for pair in ATTACKS.items() if pair[1]])
def test_without_its_trigger_each_attack_would_succeed(path: Path, log: StoredLog, attack: str, trigger: str) -> None:
    with by_hand(path) as connection:
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(attack)

    with pytest.raises(DamagedLedger):
        log.read(limit=10)
        log.reveal(SECRET.commitment)
        log.append([Change("source:b", 0, (graded("b"),), "analyst")])
        append(log, 3)


def test_the_vault_can_forget(path: Path, log: StoredLog) -> None:
    with by_hand(path) as connection:
        connection.execute("UPDATE vault SET salt = x'', data = x'' WHERE commitment = ?", (SECRET.commitment,))

    assert log.reveal(SECRET.commitment) is None


# -- damage ------------------------------------------------------------------------------------------------------------


def tamper(path: Path, statement: str) -> None:
    with by_hand(path) as connection:
        for trigger in ("events_update", "events_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "state = CAST(replace(CAST(state AS TEXT), 'Seen', 'seeN') || ' ' AS BLOB)",
        "state = CAST(replace(CAST(state AS TEXT), '\"C\"', '\"Z\"') AS BLOB)",
        "state = substr(state, 1, 100)",
        "state = x''",
        "stream = 'source:b'",
        "version = 7",
        "type = 'source-registered/1'",
        "type = CAST(x'ff' AS TEXT)",
    ],
)
def test_an_altered_row_is_damage(path: Path, log: StoredLog, change: str) -> None:
    tamper(path, f"UPDATE events SET {change} WHERE position = 2")

    with pytest.raises(DamagedLedger):
        log.read(limit=10)
    with pytest.raises(DamagedLedger):
        log.moment(2)
    assert len(log.read(limit=1)) == 1


def test_bytes_altered_in_the_file_are_damage(path: Path, opened: Open, log: StoredLog) -> None:
    log.close()
    whole = path.read_bytes()
    assert whole.count(b'"reason":"Seen') == 3
    path.write_bytes(whole.replace(b'"reason":"Seen', b'"season":"Seen', 1))

    with pytest.raises(DamagedLedger, match="position"):
        opened().read(limit=10)


def test_pages_overwritten_in_the_file_are_damage(path: Path, opened: Open, log: StoredLog) -> None:
    append(log, 3, 500)
    log.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))

    with pytest.raises(DamagedLedger):
        opened().read(limit=10)


def test_a_row_taken_away_is_noticed_by_reader_and_writer(path: Path, log: StoredLog) -> None:
    tamper(path, "DELETE FROM events WHERE position = 2")
    with pytest.raises(DamagedLedger, match="position 2 is missing"):
        log.read(limit=10)
    with pytest.raises(DamagedLedger, match="version of source:a 2 is missing"):
        log.stream("source:a")
    with pytest.raises(DamagedLedger, match="position 2 is missing"):
        log.moment(2)


def test_a_last_row_taken_away_is_noticed_by_who_asks_for_the_head(path: Path, log: StoredLog) -> None:
    tamper(path, "DELETE FROM events WHERE position = 3")
    with pytest.raises(DamagedLedger, match="position 3 was assigned"):
        log.head()


def test_a_position_is_never_assigned_twice(path: Path, opened: Open, log: StoredLog) -> None:
    log.close()
    tamper(path, "DELETE FROM events WHERE position = 3")

    with pytest.raises(DamagedLedger, match="position 3 was assigned"):
        append(opened(), 2)


def test_tables_of_a_projection_do_not_disturb_positions(log: StoredLog) -> None:
    with log.views.updating() as db:
        db.execute("CREATE TABLE aside (n INTEGER PRIMARY KEY AUTOINCREMENT)")
        db.execute("INSERT INTO aside VALUES (77)")

    assert append(log, 3)[0].position == 4


# -- failures of the disk ----------------------------------------------------------------------------------------------


def test_a_full_disk_acknowledges_nothing_and_says_so(log: StoredLog) -> None:
    before = check(log)
    recorder = log._recorder
    assert isinstance(recorder, FileRecorder)
    large = PolicyAdopted(policy={"notes": "x" * 60_000}, digest="sha256:" + "0" * 64)

    def fill(limit: int) -> None:
        # The pool hands out one connection here, as one thread uses it.
        with recorder.datastore.connected(False) as connection:
            connection.execute(f"PRAGMA max_page_count = {limit}")

    fill(1)
    with pytest.raises(StorageFailure, match="make room"):
        log.append([Change("policy", 0, (large,), "analyst")], secrets=[SECRET])
    assert check(log) == before
    fill(1_000_000)
    log.append([Change("policy", 0, (large,), "analyst")])

    assert [e.position for e in check(log)] == [1, 2, 3, 4]


def test_another_process_that_keeps_the_database_locked_is_a_storage_failure(path: Path, log: StoredLog) -> None:
    with log.views.updating() as db:
        db.execute("PRAGMA busy_timeout = 50")
    with by_hand(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailure, match="locked"):
            append(log, 3)
        other.execute("ROLLBACK")

    assert append(log, 3)[0].position == 4


def test_a_failure_does_not_say_where_the_ledger_lies(path: Path, log: StoredLog) -> None:
    with by_hand(path) as db:
        db.execute("DROP TABLE vault")
    with pytest.raises(StorageFailure) as failed:
        log.reveal("hmac-sha256:" + "0" * 64)
    assert str(path.parent) not in str(failed.value)


@pytest.mark.parametrize("stored", [True, False])
def test_what_a_failed_commit_may_have_stored_is_found_before_positions_are_assigned(
    breaking: tuple[type[Breaking], StoredLog], stored: bool
) -> None:
    fault, log = breaking
    append(log, 3)

    fault.statement, fault.run = "COMMIT", stored
    with pytest.raises(StorageFailure, match="whether it was stored is not known"):
        append(log, 4)
    fault.statement = None

    assert log.head().position == 4 + stored
    append(log, 4 + stored)
    assert [entry.position for entry in check(log)] == list(range(1, 6 + stored))


def test_without_looking_again_the_next_append_would_be_refused(breaking: tuple[type[Breaking], StoredLog]) -> None:
    """The twin of the test above."""
    fault, log = breaking
    append(log, 3)
    known = log._last

    fault.statement, fault.run = "COMMIT", True
    with pytest.raises(StorageFailure):
        append(log, 4)
    fault.statement = None
    log._last = known

    with pytest.raises(Overtaken):
        append(log, 5)


@pytest.mark.parametrize("stored", [True, False])
def test_what_a_failed_commit_may_have_stored_is_the_same_again_or_recorded_once(
    breaking: tuple[type[Breaking], StoredLog], stored: bool
) -> None:
    fault, log = breaking
    ledger = Ledger(log, log.views, utc_now, log.notary)
    fault.statement, fault.run = "COMMIT", stored
    with pytest.raises(StorageFailure, match="the same again is stored at most once"):
        ledger.record(source_record("wire"), by="analyst")
    fault.statement = None

    assert ledger.record(source_record("wire"), by="analyst").again is stored
    assert sum(entry.stream == "source:wire" for entry in log.read(limit=10)) == 1


LOOK = """
import sys
from datetime import UTC, datetime
from ledger.store import open_sqlite
log = open_sqlite(sys.argv[1], clock=lambda: datetime.now(UTC))
print(log.head().position)
log.close()
"""


def look(path: Path) -> int:
    """Another process opens the ledger, and closes it: the last to do so takes the journal away."""
    return int(subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, check=True).stdout)


def test_opening_it_twice_in_a_process_takes_no_lock_from_the_first(path: Path, opened: Open, log: StoredLog) -> None:
    opened().head()
    assert look(path) == 3

    append(log, 3)

    assert path.with_name(path.name + "-wal").exists()
    assert look(path) == 4


def test_whoever_closed_the_file_would_have_taken_them(path: Path, log: StoredLog) -> None:
    """The twin of the test above."""
    path.read_bytes()
    assert look(path) == 3

    append(log, 3)

    assert not path.with_name(path.name + "-wal").exists()


def half_checkpointed(path: Path) -> None:
    """Leave a file as a process does that is killed while it checkpoints: the first page is new, the rest is not.

    The journal still has everything (SQLite, WAL file format: a head of 32 bytes, then frames of 24 bytes and a page).
    """
    journal = path.with_name(path.name + "-wal").read_bytes()
    size = int.from_bytes(journal[8:12])
    frames = [journal[start : start + 24 + size] for start in range(32, len(journal), 24 + size)]
    first = [frame[24:] for frame in frames if int.from_bytes(frame[:4]) == 1][-1]
    with path.open("r+b") as file:
        file.write(first)


def test_a_checkpoint_that_a_kill_cut_short_does_no_harm(path: Path, opened: Open, log: StoredLog) -> None:
    log.close()
    with subprocess.Popen([sys.executable, "-c", WRITE, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(100)][-1]
        process.send_signal(signal.SIGKILL)
    half_checkpointed(path)

    assert len(check(opened())) >= acknowledged


WRITE = """
import sys
from datetime import UTC, datetime
from ledger.log import Change
from ledger.store import open_sqlite
from tests.ledger.examples import graded
log = open_sqlite(sys.argv[1], clock=lambda: datetime.now(UTC))
at = log.head().position
while True:
    at = log.append([Change("source:a", at, (graded("a"),) * 3, "analyst")])[-1].position
    print(at, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(path: Path, opened: Open, log: StoredLog) -> None:
    """A smoke test: that a sync precedes each acknowledgement is what test_file asserts."""
    log.close()
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", WRITE, str(path)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            acknowledged = [int(process.stdout.readline()) for _ in range(20)][-1]
            process.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, process.stdout.read().split("\n")[:-1])])
        again = opened()
        assert len(check(again)) >= acknowledged
        assert len(check(again)) % 3 == 0
        again.close()
