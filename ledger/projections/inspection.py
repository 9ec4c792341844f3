"""Inspection: every entry is read and held to what it must be, and the index to one built anew beside the ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ledger.entries import Entry, encode
from ledger.errors import DamagedLedger
from ledger.events import ClaimRecorded, ContentForgotten, DocumentCaptured
from ledger.identity import claim_id
from ledger.log import Log
from ledger.projections import follower
from ledger.projections.applying import apply
from ledger.projections.follower import Report, silent
from ledger.projections.generations import Generation, in_use
from ledger.projections.tables import INSTANCES, TABLES, TERMS, ViewStore, make_tables
from ledger.projections.vocabulary import differing_claim

ANEW = 1
"""The number of the generation that is built to compare with."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and at which position of the log; at 0 where it is what lies beneath the entries."""

    position: int
    detail: str


def inspect(log: Log, views: ViewStore, report: Report = silent) -> Finding | None:
    """The first entry that is not what it must be; if none, the first row of the index that is not; None: all is well.

    The index is compared as far as it has come, with one built in a temporary file of SQLite's own. Raises what the
    log raises where it cannot be read, other than DamagedLedger, which is a finding.
    """
    with views.reading() as db, closing(sqlite3.connect("", isolation_level=None)) as anew:
        used, head = in_use(db), _head(log)
        if used is not None and head is not None and used.position > head:
            return Finding(head + 1, f"the index has come to position {used.position}, but the log ends at {head}")
        make_tables(anew, ANEW)
        anew.execute("CREATE TABLE stream (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID")
        until = used.position if used is not None else 0
        found = _inspect_entries(log, anew, head, until, report)
        if found is None and used is not None:
            found = _compare(db, used, anew) or _made_otherwise(db, used.number)
    return found or _beneath(log)


def _made_otherwise(db: sqlite3.Connection, number: int) -> Finding | None:
    with closing(sqlite3.connect(":memory:")) as made:
        make_tables(made, number)
        differing = _schema(db, number) ^ _schema(made, number)
    return Finding(0, f"{min(differing, key=repr)[0]} is not as the index makes it") if differing else None


def _schema(db: sqlite3.Connection, number: int) -> set[tuple[str, str, str]]:
    """The index's tables as they were made, but for those in which SQLite keeps the full-text table."""
    tables = [f"{table}_{number}" for table in (*TABLES, TERMS, INSTANCES)]
    marks = ",".join("?" * len(tables))
    rows = db.execute(f"SELECT name, type, sql FROM sqlite_master WHERE tbl_name IN ({marks})", tables)
    return {(name, kind, str(sql)) for name, kind, sql in rows}


def _beneath(log: Log) -> Finding | None:
    try:
        log.check()
    except DamagedLedger as damage:
        return Finding(0, damage.detail)
    return None


def _inspect_entries(
    log: Log, anew: sqlite3.Connection, head: int | None, until: int, report: Report
) -> Finding | None:
    at, last = 0, ""
    while head is None or at < head:
        entries = _readable(log, at, head)
        if isinstance(entries, Finding):
            return entries
        if not entries:
            return Finding(at + 1, f"the entry is missing, though the log goes to position {head}") if head else None
        anew.execute("BEGIN")
        for entry in entries:
            fault = _fault(log, anew, entry, last)
            if fault is not None:
                return Finding(entry.position, fault)
            last = entry.recorded_at
        apply(anew, log, [entry for entry in entries if entry.position <= until], ANEW)
        anew.execute("COMMIT")
        at = entries[-1].position
        report(at, head or at)
    return None


def _head(log: Log) -> int | None:
    """The last position; None where the last entry cannot be read, which reading up to it will find."""
    try:
        return log.head().position
    except DamagedLedger:
        return None


def _readable(log: Log, after: int, head: int | None) -> list[Entry] | Finding:
    """The next entries; where one of them cannot be read, those before it, or the finding if it is the first."""
    try:
        return log.read(after, limit=follower.BATCH, until=head)
    except DamagedLedger as whole:
        entries: list[Entry] = []
        try:
            for position in range(after, after + follower.BATCH):
                entries += log.read(position, limit=1, until=head)
        except DamagedLedger as damage:
            return entries or Finding(after + 1, damage.detail)
        return Finding(after + 1, whole.detail)


def _fault(log: Log, anew: sqlite3.Connection, entry: Entry, last: str) -> str | None:
    row = anew.execute("SELECT version FROM stream WHERE name = ?", (entry.stream,)).fetchone()
    anew.execute("INSERT OR REPLACE INTO stream VALUES (?, ?)", (entry.stream, entry.version))
    expected = 1 + (row[0] if row is not None else 0)
    if entry.version != expected:
        return f"it is version {entry.version} of {entry.stream}, version {expected} was expected"
    if entry.recorded_at < last:
        return f"it was recorded at {entry.recorded_at}, before the entry in front of it, at {last}"
    if not _as_written(entry):
        return "its bytes are not the canonical form of what they say"
    if isinstance(entry.fact, ClaimRecorded) and claim_id(entry.fact.content) != entry.fact.claim:
        return f"its content is not that of {entry.fact.claim}"
    try:
        return _lost(log, entry)
    except DamagedLedger as damage:
        return damage.detail


def _as_written(entry: Entry) -> bool:
    """Whether the bytes are what would be written. Those of older revisions are taken as they are."""
    written = encode(
        entry.fact,
        position=entry.position,
        version=entry.version,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        nonce=entry.nonce,
    )
    kind = f'"type":"{entry.fact.wire}/{entry.fact.revision}"'.encode()
    return written.data == entry.data or kind not in entry.data[-128:]


def _lost(log: Log, entry: Entry) -> str | None:
    """What the entry commits to that the vault no longer holds, though nobody had it forgotten; or the other way."""
    match entry.fact:
        case ClaimRecorded(sealed=sealed):
            commitments = {one.commitment for one in sealed}
        case DocumentCaptured(content=content):
            commitments = {content}
        case ContentForgotten(commitments=forgotten):
            held = [one for one in forgotten if log.holds(one)]
            return f"{held[0]} was to be forgotten, and the vault holds it still: forget it again" if held else None
        case _:
            return None
    missing = {one for one in commitments if log.reveal(one) is None}
    if missing:
        for other in log.stream(entry.stream):
            if isinstance(other.fact, ContentForgotten):
                missing -= set(other.fact.commitments)
    return f"the vault holds nothing under {min(missing)}, and no event had it forgotten" if missing else None


def _compare(db: sqlite3.Connection, used: Generation, anew: sqlite3.Connection) -> Finding | None:
    found = [
        difference
        for table, order in TABLES.items()
        if (difference := _first_difference(db, used.number, anew, table, order)) is not None
    ]
    terms = differing_claim(db, used.number, anew, ANEW)
    if terms is not None:
        found.append(Finding(*terms))
    return min(found, key=lambda finding: finding.position, default=None)


def _first_difference(
    db: sqlite3.Connection, number: int, anew: sqlite3.Connection, table: str, order: str
) -> Finding | None:
    for held, built in zip_longest(_rows(db, f"{table}_{number}", order), _rows(anew, f"{table}_{ANEW}", order)):
        if held != built:
            position = min(row[0] for row in (held, built) if row is not None and isinstance(row[0], int))
            if table == "view_entry" and held is not None and built is not None:
                return Finding(position, "the entry is not the one that was indexed: it was altered since")
            return Finding(position, f"{table} holds {_shown(held)}; built anew it holds {_shown(built)}")
    return None


def _rows(db: sqlite3.Connection, table: str, order: str) -> Iterator[tuple[Any, ...]]:
    """The rows in order, each with its position in front."""
    yield from db.execute(f"SELECT position, * FROM {table} ORDER BY {order}")


def _shown(row: tuple[Any, ...] | None) -> str:
    if row is None:
        return "nothing there"
    return f"({', '.join(value.hex() if isinstance(value, bytes) else str(value) for value in row[1:])})"
