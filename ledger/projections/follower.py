"""The follower: reads the log in order, batch by batch, and brings the index up to it, each entry exactly once.

The index's position is kept in the same transaction as its rows, so that a crash leaves both or neither.
"""

import sqlite3
from collections.abc import Iterable

from ledger.attribution import origin_of
from ledger.claim import Claim, evolve
from ledger.events import (
    ClaimAssigned,
    ClaimCorrected,
    ClaimFact,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    DealFact,
    DealOpened,
    DocumentCaptured,
    DocumentCited,
    Fact,
    Interest,
    PolicyAdopted,
    RetractionVoided,
    SourceFact,
    SourceRegistered,
    SourcesRelated,
    Tie,
)
from ledger.log import Entry, Log
from ledger.projections.tables import INDEX, SCHEMA, TABLES, ViewStore

BATCH = 2_000
"""Entries applied in one transaction."""


class Follower:
    """Keeps the index in step with the log. Any number of followers may run, in any processes."""

    def __init__(self, log: Log, views: ViewStore) -> None:
        self._log = log
        self._views = views
        self._prepared = False

    def position(self) -> int:
        """The position of the last entry in the index."""
        self._prepare()
        with self._views.reading() as db:
            return _position(db)

    def follow(self) -> int:
        """Bring the index up to the head of the log, as it was when this was called; returns the index's position."""
        head = self._log.head().position
        at = self.position()
        while at < head:
            at = self._step()
        return at

    def confirm(self) -> None:
        """Write the index's position once more, as it is. Raises StorageFailure where the store takes nothing."""
        self._prepare()
        with self._views.updating() as db:
            db.execute("INSERT OR REPLACE INTO view_position VALUES (?, ?)", (INDEX, _position(db)))

    def rebuild(self) -> int:
        """Forget the index and build it from the first entry."""
        self._prepare()
        with self._views.updating() as db:
            for table in TABLES:
                db.execute(f"DELETE FROM {table}")
        return self.follow()

    def _step(self) -> int:
        with self._views.updating() as db:
            at = _position(db)
            entries = self._log.read(at, limit=BATCH)
            if entries:
                apply(db, self._log, entries)
                at = entries[-1].position
                db.execute("INSERT OR REPLACE INTO view_position VALUES (?, ?)", (INDEX, at))
            return at

    def _prepare(self) -> None:
        if self._prepared:
            return
        with self._views.reading() as db:
            current = _is_current(db)
        if not current:
            with self._views.updating() as db:
                if not _is_current(db):
                    for table in TABLES:
                        db.execute(f"DROP TABLE IF EXISTS {table}")
                    for statement in SCHEMA.split(";"):
                        db.execute(statement)
        self._prepared = True


def apply(db: sqlite3.Connection, log: Log, entries: Iterable[Entry]) -> None:
    """Bring the rows of the index from before these entries to after them."""
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, ClaimFact):
            _apply_claim_fact(db, log, entry, fact)
        for subject in _subjects(fact):
            db.execute("INSERT OR IGNORE INTO view_bearing VALUES (?, ?)", (subject, entry.position))
        thing = _thing(fact)
        if thing is not None and entry.version == 1:
            db.execute("INSERT INTO view_thing VALUES (?, ?, ?)", (thing[0], entry.position, thing[1]))


def _subjects(fact: Fact) -> tuple[str, ...]:
    """What an entry bears on, as far as the entry itself tells."""
    match fact:
        case DealFact():
            return (fact.stream,)
        case SourcesRelated(relation=Interest(deal=deal)):
            return (fact.stream, f"deal:{deal}")
        case SourcesRelated(relation=Tie(to=to)):
            return (fact.stream, f"source:{to}")
        case SourceFact() | PolicyAdopted():
            return (fact.stream,)
        case _:
            return ()


def _thing(fact: Fact) -> tuple[str, str] | None:
    match fact:
        case SourceRegistered():
            return ("source", fact.source)
        case DocumentCited() | DocumentCaptured():
            return ("document", fact.document)
        case DealOpened():
            return ("deal", fact.deal)
        case _:
            return None


def _apply_claim_fact(db: sqlite3.Connection, log: Log, entry: Entry, fact: ClaimFact) -> None:
    if isinstance(fact, ClaimRecorded):
        _insert_claim(db, entry, fact)
    elif isinstance(fact, ClaimAssigned):
        filed = (fact.deal, fact.proposition, fact.claim)
        db.execute("UPDATE view_claim SET deal = ?, proposition = ? WHERE id = ?", filed)
        earlier = (e.position for e in log.stream(entry.stream) if e.position < entry.position)
        db.executemany(
            "INSERT OR IGNORE INTO view_bearing VALUES (?, ?)", [(f"deal:{fact.deal}", at) for at in earlier]
        )
    elif isinstance(fact, ClaimCorrected | ClaimRestated | ClaimRetracted | RetractionVoided):
        db.execute("UPDATE view_claim SET status = ? WHERE id = ?", (_status(log, entry), fact.claim))
    row = db.execute("SELECT deal FROM view_claim WHERE id = ?", (fact.claim,)).fetchone()
    if row is not None and row[0] is not None:
        db.execute("INSERT OR IGNORE INTO view_bearing VALUES (?, ?)", (f"deal:{row[0]}", entry.position))


def _insert_claim(db: sqlite3.Connection, entry: Entry, fact: ClaimRecorded) -> None:
    content = fact.content
    db.execute(
        "INSERT INTO view_claim VALUES (?, ?, ?, ?, ?, ?, ?, 'standing')",
        (
            entry.position,
            fact.claim,
            content.deal,
            content.proposition,
            content.stance,
            content.mode,
            origin_of(content.attribution),
        ),
    )
    named = {hop.source for hop in content.attribution if hop.source is not None}
    db.executemany("INSERT INTO view_claim_source VALUES (?, ?)", [(source, entry.position) for source in named])


def _status(log: Log, entry: Entry) -> str:
    state: Claim | None = None
    for earlier in log.stream(entry.stream):
        if earlier.version <= entry.version:
            state = evolve(state, earlier.fact)
    assert state is not None
    return state.status


def _is_current(db: sqlite3.Connection) -> bool:
    """Whether the tables are there, and hold no index of another version."""
    known = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not known.issuperset(TABLES):
        return False
    return all(name == INDEX for (name,) in db.execute("SELECT name FROM view_position"))


def _position(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT position FROM view_position WHERE name = ?", (INDEX,)).fetchone()
    return row[0] if row is not None else 0
