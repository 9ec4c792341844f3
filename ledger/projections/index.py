"""The index: which entries bear on a deal, and which claims, sources, documents and deals are on record."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ledger.entries import Entry
from ledger.errors import DamagedLedger, Unavailable
from ledger.events import ClaimRecorded, DealOpened, Interest, SourcesRelated, Tie
from ledger.filters import ClaimFilter
from ledger.gist import ClaimGist
from ledger.log import Log
from ledger.projections.applying import digest_of
from ledger.projections.extents import AT_ONCE, NOTHING, REBUILD, Extent, bearing_since, extents, numbers
from ledger.projections.generations import in_use
from ledger.projections.spans import span
from ledger.projections.tables import ViewStore
from ledger.projections.terms import expression

LAST = 2**63 - 1
"""No position is beyond it."""

_EXAMINE = "`claim-ledger doctor --full` says more; restore the ledger from a copy"


class News(NamedTuple):
    """How far a subject has come, and the positions of what bears on it since, each with its entry's digest.

    Where an entry older than what was known came to bear on it, they are those of all that bears on it.
    """

    extent: Extent
    digests: Mapping[int, bytes | None]


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
        found = {entry.position: entry for entry in self._bearing([f"deal:{deal}", "policy"], until)}
        found.update((entry.position, entry) for entry in pending)
        waiting = named(found.values())
        known: set[str] = set()
        while waiting:
            known |= waiting
            entries = self._bearing([f"source:{source}" for source in sorted(waiting)], until)
            found.update((entry.position, entry) for entry in entries)
            waiting = tied([*entries, *pending], known) - known
        return [found[position] for position in sorted(found)]

    def claims(
        self, where: ClaimFilter, *, since: int = 0, until: int = LAST, newest: bool = False, limit: int
    ) -> list[tuple[int, str]]:
        """The (position, id) of the claims that the filter lets through with `since` < position <= `until`.

        At most `limit` of them, in order, `newest` last ones first. The recorded clock of the filter is not looked at.
        """
        found = expression(where)
        clauses: list[tuple[str, object]] = [("c.position > ?", since), ("c.position <= ?", until)]
        for column, date in (("period", where.period), ("asserted", where.asserted_at)):
            if date is not None:
                first, last = span(date)
                clauses += [(f"c.{column}_first <= ?", last), (f"c.{column}_last >= ?", first)]
        with self._reading() as (db, number):
            tables, order = f"view_claim_{number} c", "c.position"
            if found is not None:
                # CROSS JOIN: the terms are gone through in order of position, from the bounds on.
                tables, order = f"view_term_{number} t CROSS JOIN {tables} ON c.position = t.rowid", "t.rowid"
                clauses += [("t.terms MATCH ?", found), ("t.rowid > ?", since), ("t.rowid <= ?", until)]
            query = f"SELECT c.position, c.id FROM {tables} WHERE {' AND '.join(clause for clause, _ in clauses)}"
            bound = [value for _, value in clauses]
            return db.execute(
                f"{query} ORDER BY {order} {'DESC' if newest else 'ASC'} LIMIT ?", (*bound, limit)
            ).fetchall()

    def things(self, kind: str, *, after: int, limit: int) -> list[tuple[int, str]]:
        """The (position, id) of at most `limit` sources, documents or deals recorded after a position, in order."""
        with self._reading() as (db, number):
            found = f"SELECT position, id FROM view_thing_{number} WHERE kind = ? AND position > ?"
            return db.execute(f"{found} ORDER BY position LIMIT ?", (kind, after, limit)).fetchall()

    def held(self, entries: Iterable[Entry]) -> list[Entry]:
        """These entries, each held to the leaf hash that it had when it was indexed, as far as the index has come.

        Raises DamagedLedger where one was altered since.
        """
        held = list(entries)
        with self._views.reading() as db:
            used = in_use(db)
            if used is not None:
                _check(held, _digests(db, used.number, [e.position for e in held if e.position <= used.position]))
        return held

    def begun(self, kind: str, found: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
        """These (position, id) of things of a kind. Raises DamagedLedger where one was not begun at its position."""
        positions = numbers(at for at, _ in found)
        streams = {entry.position: entry.stream for entry in self.held(self._log.at(positions))}
        for position, name in found:
            if streams.get(position) != f"{kind}:{name}":
                raise DamagedLedger(f"the index has {kind} {name!r} at position {position}, the log not: {REBUILD}")
        return found

    def news(
        self, known: Mapping[str, Extent], holds: Callable[[int], bool] = lambda position: False
    ) -> tuple[int, dict[str, News]]:
        """The index's position, and of the subjects that have come further than is known what bears on them since.

        Positions that the asker `holds` are left out. Raises DamagedLedger where a row was lost.
        """
        found: dict[str, News] = {}
        with self._reading() as (db, number):
            used = in_use(db)
            assert used is not None
            for subject, extent in extents(db, number, known).items():
                if extent == known[subject] != NOTHING:
                    continue
                if since := bearing_since(db, number, subject, known[subject], extent):
                    found[subject] = News(extent, {at: digest for at, digest in since.items() if not holds(at)})
        return used.position, found

    def entries(self, news: Iterable[News]) -> Iterator[Entry]:
        """The entries that news tells of, once each, in order, read as the iterator is drawn on.

        Raises DamagedLedger where one is not what was indexed, and in the end where one is not there.
        """
        digests: dict[int, bytes | None] = {}
        for one in news:
            digests.update(one.digests)
        found: set[int] = set()
        for entry in self._log.at(sorted(digests)):
            _check_one(entry, digests[entry.position])
            found.add(entry.position)
            yield entry
        _check_lost(digests.keys() - found)

    def _bearing(self, subjects: list[str], until: int) -> list[Entry]:
        _, news = self.news(dict.fromkeys(subjects, NOTHING))
        return [entry for entry in self.entries(news.values()) if entry.position <= until]

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """A snapshot, and the number of the generation in use in it."""
        with self._views.reading() as db:
            used = in_use(db)
            if used is None:
                raise Unavailable("the index is not built yet: ask again")
            yield db, used.number


def _digests(db: sqlite3.Connection, number: int, positions: Sequence[int]) -> dict[int, bytes | None]:
    found: dict[int, bytes | None] = dict.fromkeys(positions)
    for start in range(0, len(positions), AT_ONCE):
        some = positions[start : start + AT_ONCE]
        marks = ",".join("?" * len(some))
        found.update(db.execute(f"SELECT position, digest FROM view_entry_{number} WHERE position IN ({marks})", some))
    return found


def _check(entries: Sequence[Entry], digests: Mapping[int, bytes | None]) -> None:
    """Hold entries to the digests of their positions, and see that there is one for each."""
    _check_lost(digests.keys() - {entry.position for entry in entries})
    for entry in entries:
        if entry.position in digests:
            _check_one(entry, digests[entry.position])


def _check_one(entry: Entry, digest: bytes | None) -> None:
    if digest_of(entry) != digest:
        raise DamagedLedger(f"position {entry.position} is not the entry that was indexed: {_EXAMINE}")


def _check_lost(lost: Collection[int]) -> None:
    if lost:
        raise DamagedLedger(f"the index names position {min(lost)}, which the log does not hold: {_EXAMINE}")


def named(entries: Iterable[Entry]) -> set[str]:
    """Every source that a deal's own entries name."""
    found: set[str] = set()
    for entry in entries:
        match entry.told:
            case ClaimRecorded(content=content) | ClaimGist(content=content):
                found.update(hop.source for hop in content.attribution if hop.source is not None)
            case DealOpened(parties=parties):
                found.update(party.source for party in parties)
            case SourcesRelated(source=source, relation=Interest()):
                found.add(source)
            case _:
                pass
    return found


def tied(entries: Iterable[Entry], known: set[str]) -> set[str]:
    """What the known sources are tied to, and what is tied to them: whose voice or cluster is whose goes both ways."""
    found: set[str] = set()
    for entry in entries:
        match entry.told:
            case SourcesRelated(source=source, relation=Tie(to=to)) if source in known or to in known:
                found.update((source, to))
            case _:
                pass
    return found
