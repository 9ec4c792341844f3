"""What an entry does to the rows of the index."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from ledger.attribution import origin_of
from ledger.claim import Claim, evolve
from ledger.entries import leaf_hash
from ledger.errors import DamagedLedger
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


def apply(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
    """Bring the rows of a generation of the index from before these entries to after them.

    Raises DamagedLedger where what the entries build on is not in the log.
    """
    bearing = _Bearing(db, number)
    for entry in entries:
        db.execute(f"INSERT INTO view_entry_{number} VALUES (?, ?)", (entry.position, digest_of(entry)))
        fact = entry.fact
        if isinstance(fact, ClaimFact):
            _apply_claim_fact(db, log, entry, fact, number, bearing)
        for subject in _subjects(fact):
            bearing.add(subject, entry.position)
        thing = _thing(fact)
        if thing is not None and entry.version == 1:
            db.execute(f"INSERT INTO view_thing_{number} VALUES (?, ?, ?)", (thing[0], entry.position, thing[1]))
    bearing.add_up()


class _Bearing:
    """What entries bear on: their rows, and in the end how many each subject has come to and what they add up to."""

    def __init__(self, db: sqlite3.Connection, number: int) -> None:
        self._db = db
        self._number = number
        self._entries: Counter[str] = Counter()
        self._total: Counter[str] = Counter()
        self._last: dict[str, int] = {}

    def add(self, subject: str, position: int) -> None:
        row = (subject, position)
        if self._db.execute(f"INSERT OR IGNORE INTO view_bearing_{self._number} VALUES (?, ?)", row).rowcount:
            self._entries[subject] += 1
            self._total[subject] += position
            self._last[subject] = max(position, self._last.get(subject, 0))

    def add_up(self) -> None:
        self._db.executemany(
            f"INSERT INTO view_subject_{self._number} VALUES (?, ?, ?, ?) ON CONFLICT (subject) DO UPDATE SET"
            " entries = entries + excluded.entries, total = total + excluded.total,"
            " position = max(position, excluded.position)",
            [(name, count, self._total[name], self._last[name]) for name, count in self._entries.items()],
        )


def digest_of(entry: Entry) -> bytes:
    """The leaf hash of an entry, as `view_entry` keeps it."""
    return bytes.fromhex(leaf_hash(entry.data).removeprefix("sha256:"))


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


def _apply_claim_fact(
    db: sqlite3.Connection, log: Log, entry: Entry, fact: ClaimFact, number: int, bearing: _Bearing
) -> None:
    if isinstance(fact, ClaimRecorded):
        _insert_claim(db, entry, fact, number)
    elif isinstance(fact, ClaimAssigned):
        filed = (fact.deal, fact.proposition, fact.claim)
        db.execute(f"UPDATE view_claim_{number} SET deal = ?, proposition = ? WHERE id = ?", filed)
        for earlier in log.stream(entry.stream):
            if earlier.position < entry.position:
                bearing.add(f"deal:{fact.deal}", earlier.position)
    elif isinstance(fact, ClaimCorrected | ClaimRestated | ClaimRetracted | RetractionVoided):
        db.execute(f"UPDATE view_claim_{number} SET status = ? WHERE id = ?", (_status(log, entry), fact.claim))
    row = db.execute(f"SELECT deal FROM view_claim_{number} WHERE id = ?", (fact.claim,)).fetchone()
    if row is not None and row[0] is not None:
        bearing.add(f"deal:{row[0]}", entry.position)


def _insert_claim(db: sqlite3.Connection, entry: Entry, fact: ClaimRecorded, number: int) -> None:
    content = fact.content
    db.execute(
        f"INSERT INTO view_claim_{number} VALUES (?, ?, ?, ?, ?, ?, ?, 'standing')",
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
    db.executemany(
        f"INSERT INTO view_claim_source_{number} VALUES (?, ?)", [(source, entry.position) for source in named]
    )


def _status(log: Log, entry: Entry) -> str:
    state: Claim | None = None
    for earlier in log.stream(entry.stream):
        if earlier.version <= entry.version:
            state = evolve(state, earlier.fact)
    if state is None:
        raise DamagedLedger(f"position {entry.position}: what {entry.stream} held before it is not in the log")
    return state.status
