"""The index: which entries bear on a deal, and which claims, sources, documents and deals are on record."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields

from ledger.errors import Unavailable
from ledger.events import ClaimRecorded, DealOpened, Interest, SourcesRelated, Tie
from ledger.filters import ClaimFilter
from ledger.log import Entry, Log
from ledger.projections.generations import in_use
from ledger.projections.tables import ViewStore


class Index:
    """Answers from the index's rows. What it answers is as of the follower's position."""

    def __init__(self, log: Log, views: ViewStore) -> None:
        self._log = log
        self._views = views

    def bearing_on(self, deal: str, until: int, pending: Sequence[Entry] = ()) -> list[Entry]:
        """All entries up to `until` that bear on a deal, in order: policies, the deal, its claims, their sources.

        Of the sources: those at any hop, the parties, the interested, and whatever these are tied to, however far.
        `pending` entries, which the log is yet to hold, are taken as they are, whatever they bear on.
        """
        found = {entry.position: entry for entry in self._entries([f"deal:{deal}", "policy"], until)}
        found.update((entry.position, entry) for entry in pending)
        waiting = _named(found.values())
        known: set[str] = set()
        while waiting:
            known |= waiting
            entries = self._entries([f"source:{source}" for source in sorted(waiting)], until)
            found.update((entry.position, entry) for entry in entries)
            waiting = _tied([*entries, *pending], known) - known
        return [found[position] for position in sorted(found)]

    def claims(self, where: ClaimFilter, *, after: int, limit: int) -> list[tuple[int, str]]:
        """The (position, id) of at most `limit` claims recorded after a position, in order."""
        clauses, values = ["c.position > ?"], [after]
        bound: list[object] = list(values)
        for column in fields(ClaimFilter):
            value = getattr(where, column.name)
            if column.name in ("source", "unfiled") or value is None:
                continue
            clauses.append(f"c.{column.name} = ?")
            bound.append(value)
        if where.unfiled:
            clauses.append("c.deal IS NULL")
        if where.source is not None:
            bound.insert(0, where.source)
        with self._reading() as (db, number):
            claims = f"view_claim_{number} c"
            if where.source is not None:
                claims += f" JOIN view_claim_source_{number} s ON s.position = c.position AND s.source = ?"
            query = f"SELECT c.position, c.id FROM {claims} WHERE {' AND '.join(clauses)} ORDER BY c.position LIMIT ?"
            return db.execute(query, (*bound, limit)).fetchall()

    def things(self, kind: str, *, after: int, limit: int) -> list[tuple[int, str]]:
        """The (position, id) of at most `limit` sources, documents or deals recorded after a position, in order."""
        with self._reading() as (db, number):
            found = f"SELECT position, id FROM view_thing_{number} WHERE kind = ? AND position > ?"
            return db.execute(f"{found} ORDER BY position LIMIT ?", (kind, after, limit)).fetchall()

    def _entries(self, subjects: list[str], until: int) -> list[Entry]:
        positions: set[int] = set()
        with self._reading() as (db, number):
            query = f"SELECT position FROM view_bearing_{number} WHERE subject = ? AND position <= ?"
            for subject in subjects:
                rows = db.execute(query, (subject, until))
                positions.update(position for (position,) in rows)
        return list(self._log.at(sorted(positions)))

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """A snapshot, and the number of the generation in use in it."""
        with self._views.reading() as db:
            used = in_use(db)
            if used is None:
                raise Unavailable("the index is not built yet: ask again")
            yield db, used.number


def _named(entries: Iterable[Entry]) -> set[str]:
    """Every source that a deal's own entries name."""
    named: set[str] = set()
    for entry in entries:
        match entry.fact:
            case ClaimRecorded(content=content):
                named.update(hop.source for hop in content.attribution if hop.source is not None)
            case DealOpened(parties=parties):
                named.update(party.source for party in parties)
            case SourcesRelated(source=source, relation=Interest()):
                named.add(source)
            case _:
                pass
    return named


def _tied(entries: Iterable[Entry], known: set[str]) -> set[str]:
    """What the known sources are tied to, and what is tied to them: whose voice or cluster is whose goes both ways."""
    tied: set[str] = set()
    for entry in entries:
        match entry.fact:
            case SourcesRelated(source=source, relation=Tie(to=to)) if source in known or to in known:
                tied.update((source, to))
            case _:
                pass
    return tied
