"""Whether a file holds a ledger whole: every page, every entry, every secret."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from ledger.audit.tree import Tree
from ledger.canonical import commitment as commitment_of
from ledger.entries import Entry
from ledger.errors import DamagedLedger, NewerLedger
from ledger.events import ContentForgotten
from ledger.store import answers, formats
from ledger.store.application import LedgerMapper
from ledger.store.file import SCHEMA, format_of
from ledger.store.recorder import Row

_EVENTS = "SELECT stream, version, type, state, position FROM events ORDER BY position"
# In the order of the index that the table has for it: nothing is sorted, whatever the ledger's size.
_MISPLACED = """SELECT stream, version, position FROM (
    SELECT stream, version, position, lag(version, 1, 0) OVER run AS before, lag(position, 1, 0) OVER run AS earlier
    FROM events WINDOW run AS (PARTITION BY stream ORDER BY version))
    WHERE version <> before + 1 OR position <= earlier LIMIT 1"""
_BETWEEN_REPORTS = 500
_TABLES = ("events", "vault", *formats.TABLES)


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a ledger holds: its last position, the last one ever assigned, its events and its secrets."""

    head: int
    assigned: int
    events: int
    secrets: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was verified: its last position, when that was recorded, and the digest of all its entries.

    `recorded_at` is None where it holds none. `digest` is the RFC 6962 root over the entries' bytes, `sha256:` and hex.
    """

    position: int
    recorded_at: str | None
    digest: str


def contents(connection: sqlite3.Connection) -> Contents:
    """What a ledger holds now, or as of the transaction that the connection is in."""
    row = connection.execute(
        """SELECT (SELECT coalesce(max(position), 0) FROM events),
            coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0),
            (SELECT count(*) FROM events), (SELECT count(*) FROM vault)"""
    ).fetchone()
    return Contents(*row)


def verify(
    connection: sqlite3.Connection, expected: Contents, place: str, progress: Callable[[int, int], None]
) -> Copy:
    """Read everything and hold it together; `place` is what a refusal names, `progress` is told entries of entries.

    Raises DamagedLedger where pages, entries or secrets are not as they were written, or not as many as expected;
    NewerLedger where an entry is of a kind that this program does not know.
    """
    try:
        _check_pages(connection)
        _check_contents(contents(connection), expected)
        _check_versions(connection)
        _check_secrets(connection)
        answers.check(connection, format_of(connection))
        copy = _check_entries(connection, expected.events, progress)
        _check_schema(connection)
        return copy
    except (DamagedLedger, NewerLedger) as refusal:
        raise type(refusal)(f"{place}: {refusal.detail}", refusal.field) from refusal


def check_database(connection: sqlite3.Connection) -> None:
    """Raise DamagedLedger where pages do not hold together, or the log's tables and triggers are not as made."""
    _check_pages(connection)
    answers.check(connection, format_of(connection))
    _check_schema(connection)


def _check_pages(connection: sqlite3.Connection) -> None:
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise DamagedLedger(f"its pages do not hold together ({said}): use another copy")


def _check_schema(connection: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in SCHEMA:
            made.execute(statement)
        formats.make(made, 1, format_of(connection))
        expected, found = _schema(made), _schema(connection)
    if differing := expected ^ found:
        name = min(differing, key=repr)[0]
        raise DamagedLedger(f"the table or trigger {name} is not as it was made: use another copy")


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str, str, str]]:
    """The log's tables, and all triggers: there are none but the log's, and one on any table can write to every other.

    Older versions of SQLite make the tables without STRICT.
    """
    marks = ",".join("?" * len(_TABLES))
    rows = connection.execute(
        f"SELECT name, type, tbl_name, sql FROM sqlite_master WHERE tbl_name IN ({marks}) OR type = 'trigger'", _TABLES
    )
    return {(name, kind, table, str(sql).removesuffix(" STRICT")) for name, kind, table, sql in rows}


def _check_contents(found: Contents, expected: Contents) -> None:
    if found != expected:
        raise DamagedLedger(f"the copy holds {found}, expected were {expected}: copy it again")
    if not found.head == found.assigned == found.events:
        raise DamagedLedger(
            f"it holds {found.events} events, the last at position {found.head}, but position {found.assigned} was "
            "assigned: events were removed. Use another copy"
        )


def _check_versions(connection: sqlite3.Connection) -> None:
    misplaced = connection.execute(_MISPLACED).fetchone()
    if misplaced is not None:
        stream, version, position = misplaced
        raise DamagedLedger(f"position {position}: version {version} of {stream} does not follow the one before it")


def _check_secrets(connection: sqlite3.Connection) -> None:
    for commitment, salt, data in connection.execute("SELECT commitment, salt, data FROM vault WHERE salt <> x''"):
        if not (isinstance(salt, bytes) and isinstance(data, bytes)) or commitment_of(salt, data) != commitment:
            raise DamagedLedger(f"what the vault holds under {commitment} is not what was committed to")


def _check_forgotten(connection: sqlite3.Connection, position: int, fact: ContentForgotten) -> None:
    marks = ",".join("?" * len(fact.commitments))
    held = f"SELECT commitment FROM vault WHERE commitment IN ({marks}) AND length(salt) > 0"
    if (found := connection.execute(held, fact.commitments).fetchone()) is not None:
        raise DamagedLedger(
            f"position {position}: {found[0]} was to be forgotten, and the vault holds it still: forget it again"
        )


def _check_entries(connection: sqlite3.Connection, total: int, progress: Callable[[int, int], None]) -> Copy:
    mapper, tree = LedgerMapper(), Tree()
    last: Entry | None = None
    for expected, (stream, version, type_, state, position) in enumerate(connection.execute(_EVENTS), 1):
        if position != expected:
            raise DamagedLedger(f"position {expected} is missing: the next one stored is {position}")
        entry = mapper.to_entry(Row(stream, version, type_, state, position))
        if last is not None and entry.recorded_at < last.recorded_at:
            raise DamagedLedger(f"position {position}: it was recorded before position {position - 1} was")
        tree.add(entry.data)
        last = entry
        if isinstance(entry.fact, ContentForgotten):
            _check_forgotten(connection, position, entry.fact)
        if position % _BETWEEN_REPORTS == 0:
            progress(position, total)
    progress(total, total)
    return Copy(total, last.recorded_at if last else None, tree.root)
