"""What an entry does to the rows of the index."""

import sqlite3
from collections.abc import Iterable

from ledger.attribution import origin_of
from ledger.claim import Claim, evolve
from ledger.entries import leaf_hash
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
    """Bring the rows of a generation of the index from before these entries to after them."""
    for entry in entries:
        digest = bytes.fromhex(leaf_hash(entry.data).removeprefix("sha256:"))
        db.execute(f"INSERT INTO view_entry_{number} VALUES (?, ?)", (entry.position, digest))
        fact = entry.fact
        if isinstance(fact, ClaimFact):
            _apply_claim_fact(db, log, entry, fact, number)
        for subject in _subjects(fact):
            db.execute(f"INSERT OR IGNORE INTO view_bearing_{number} VALUES (?, ?)", (subject, entry.position))
        thing = _thing(fact)
        if thing is not None and entry.version == 1:
            db.execute(f"INSERT INTO view_thing_{number} VALUES (?, ?, ?)", (thing[0], entry.position, thing[1]))


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


def _apply_claim_fact(db: sqlite3.Connection, log: Log, entry: Entry, fact: ClaimFact, number: int) -> None:
    if isinstance(fact, ClaimRecorded):
        _insert_claim(db, entry, fact, number)
    elif isinstance(fact, ClaimAssigned):
        filed = (fact.deal, fact.proposition, fact.claim)
        db.execute(f"UPDATE view_claim_{number} SET deal = ?, proposition = ? WHERE id = ?", filed)
        earlier = (e.position for e in log.stream(entry.stream) if e.position < entry.position)
        db.executemany(
            f"INSERT OR IGNORE INTO view_bearing_{number} VALUES (?, ?)", [(f"deal:{fact.deal}", at) for at in earlier]
        )
    elif isinstance(fact, ClaimCorrected | ClaimRestated | ClaimRetracted | RetractionVoided):
        db.execute(f"UPDATE view_claim_{number} SET status = ? WHERE id = ?", (_status(log, entry), fact.claim))
    row = db.execute(f"SELECT deal FROM view_claim_{number} WHERE id = ?", (fact.claim,)).fetchone()
    if row is not None and row[0] is not None:
        db.execute(f"INSERT OR IGNORE INTO view_bearing_{number} VALUES (?, ?)", (f"deal:{row[0]}", entry.position))


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
    assert state is not None
    return state.status
