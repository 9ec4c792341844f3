"""What an entry does to the rows of the index."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from ledger.entries import Entry, leaf_hash
from ledger.events import (
    ClaimAssigned,
    ClaimFact,
    ClaimRecorded,
    ContentForgotten,
    DealFact,
    DealOpened,
    DocumentCaptured,
    DocumentCited,
    Fact,
    Interest,
    PolicyAdopted,
    PropositionRaised,
    SourceFact,
    SourceRegistered,
    SourcesRelated,
    Tie,
)
from ledger.log import Log
from ledger.projections.listing import Listing
from ledger.projections.nodes import grow


def apply(db: sqlite3.Connection, log: Log, entries: Iterable[Entry], number: int) -> None:
    """Bring the rows of a generation of the index from before these entries, which are in order, to after them.

    Raises DamagedLedger where what the entries build on is not in the log.
    """
    batch = list(entries)
    if not batch:
        return
    digests = {entry.position: digest_of(entry) for entry in batch}
    _insert(db, f"view_entry_{number} VALUES (?, ?)", digests.items())
    grow(db, number, batch[0].position - 1, batch[-1].position)
    _insert(db, f"view_thing_{number} VALUES (?, ?, ?)", _things(batch))
    _insert(db, f"view_proposition_{number} VALUES (?, ?, ?, ?, ?)", _propositions(batch))
    bearing = {(subject, entry.position) for entry in batch for subject in _subjects(entry.fact)}
    listing, deals = Listing(db, log, batch, number), _Deals(db, log, number)
    for entry in batch:
        if isinstance(entry.fact, ClaimFact):
            listing.take(entry, entry.fact)
            bearing.update((f"deal:{deal}", position) for deal, position in deals.take(entry, entry.fact))
        elif isinstance(entry.fact, ContentForgotten) and entry.fact.claim is not None:
            bearing.update((f"deal:{deal}", entry.position) for deal in deals.of(entry.fact.claim))
    listing.write()
    _bear(db, sorted(bearing), number, digests)


class _Deals:
    """Which deal each claim of a batch has, entry by entry."""

    def __init__(self, db: sqlite3.Connection, log: Log, number: int) -> None:
        self._db, self._log, self._number = db, log, number
        self._known: dict[str, str | None] = {}

    def take(self, entry: Entry, fact: ClaimFact) -> list[tuple[str, int]]:
        """The deal that an entry bears on with its position; where it gives a claim its deal, also the earlier ones."""
        positions = [entry.position]
        if isinstance(fact, ClaimRecorded):
            self._known[fact.claim] = fact.content.deal
        elif isinstance(fact, ClaimAssigned):
            self._known[fact.claim] = fact.deal
            positions += (e.position for e in self._log.stream(entry.stream) if e.position < entry.position)
        deal = self._of(fact.claim)
        return [(deal, position) for position in positions] if deal is not None else []

    def of(self, claim: str) -> tuple[str, ...]:
        """The deal that a claim has, if any."""
        deal = self._of(claim)
        return (deal,) if deal is not None else ()

    def _of(self, claim: str) -> str | None:
        if claim not in self._known:
            found = self._db.execute(f"SELECT deal FROM view_claim_{self._number} WHERE id = ?", (claim,)).fetchone()
            self._known[claim] = found[0] if found is not None else None
        return self._known[claim]


def _bear(db: sqlite3.Connection, rows: list[tuple[str, int]], number: int, digests: Mapping[int, bytes]) -> None:
    """Add what bears on what, and to how many entries each subject has come and what their positions add up to.

    `digests` are those of the batch, which nothing was added of before. Of what lies before it some may have been; its
    digests are those that it was indexed with.
    """
    into = f"INSERT OR IGNORE INTO view_bearing_{number}"
    older = f"{into} VALUES (?, ?, coalesce((SELECT digest FROM view_entry_{number} WHERE position = ?), x''))"
    new = [(s, at) for s, at in rows if at in digests or db.execute(older, (s, at, at)).rowcount]
    db.executemany(f"{into} VALUES (?, ?, ?)", ((s, at, digests[at]) for s, at in new if at in digests))
    db.executemany(
        f"INSERT INTO view_subject_{number} VALUES (?, ?, ?, ?) ON CONFLICT (subject) DO UPDATE SET"
        " entries = entries + excluded.entries, total = total + excluded.total,"
        " position = max(position, excluded.position)",
        _summed(new),
    )


def _summed(rows: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, int, int]]:
    for subject, of_it in groupby(rows, key=itemgetter(0)):
        positions = [position for _, position in of_it]
        yield subject, len(positions), sum(positions), max(positions)


def _insert(db: sqlite3.Connection, into: str, rows: Iterable[tuple[object, ...]]) -> None:
    db.executemany(f"INSERT INTO {into}", rows)


def digest_of(entry: Entry) -> bytes:
    """The leaf hash of an entry, as `view_entry` keeps it."""
    return bytes.fromhex(leaf_hash(entry.data).removeprefix("sha256:"))


def _things(batch: Iterable[Entry]) -> Iterator[tuple[str, int, str]]:
    for entry in batch:
        thing = _thing(entry.fact) if entry.version == 1 else None
        if thing is not None:
            yield thing[0], entry.position, thing[1]


def _propositions(batch: Iterable[Entry]) -> Iterator[tuple[int, str, str, str, str | None]]:
    for entry in batch:
        if isinstance(entry.fact, PropositionRaised):
            fact = entry.fact
            yield entry.position, fact.deal, fact.proposition, fact.text, fact.period


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
