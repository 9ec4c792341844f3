"""The index: which entries bear on a deal, and which claims, sources, documents and deals are on record."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ledger.entries import Entry
from ledger.errors import DamagedLedger, Unavailable
from ledger.filters import ClaimFilter
from ledger.log import Log
from ledger.projections.applying import digest_of
from ledger.projections.extents import AT_ONCE, NOTHING, REBUILD, Extent, bearing_since, extents, numbers
from ledger.projections.generations import in_use
from ledger.projections.spans import second, span
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

    def claims(
        self,
        where: ClaimFilter,
        *,
        speakers: Collection[str] = (),
        since: int = 0,
        until: int = LAST,
        newest: bool = False,
        limit: int,
    ) -> list[tuple[int, str]]:
        """The (position, id) of the claims that the filter lets through with `since` < position <= `until`.

        At most `limit` of them, in order, `newest` last ones first. The recorded clock of the filter is not looked at.
        `speakers` are the sources of its voice: without them, the one that it names.
        """
        found = expression(where, speakers)
        clauses: list[tuple[str, object]] = [("c.position > ?", since), ("c.position <= ?", until)]
        for column, date in (("period", where.period), ("asserted", where.asserted_at)):
            if date is not None:
                first, last = span(date)
                clauses += [(f"c.{column}_first <= ?", last), (f"c.{column}_last >= ?", first)]
        if where.asserted_after is not None:
            clauses.append(("c.asserted_last > ?", second(where.asserted_after)))
        if where.asserted_by is not None:
            clauses.append(("c.asserted_first <= ?", second(where.asserted_by)))
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

    def claims_beginning(self, beginning: str, *, limit: int) -> list[str]:
        """At most so many ids of claims that begin with this, sorted."""
        with self._reading() as (db, number):
            found = f"SELECT id FROM view_claim_{number} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
            return [name for (name,) in db.execute(found, (beginning, beginning + "g", limit))]

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

    def stream(self, stream: str) -> list[Entry]:
        """The entries of a stream, each held as by `held`."""
        return self.held(self._log.stream(stream))

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
        return self._with(digests)

    def at(self, positions: Sequence[int]) -> Iterator[Entry]:
        """The entries at positions that the index has come to, read as `entries` reads them. Raises DamagedLedger."""
        with self._reading() as (db, number):
            return self._with(_digests(db, number, positions))

    def _with(self, digests: Mapping[int, bytes | None]) -> Iterator[Entry]:
        found: set[int] = set()
        for entry in self._log.at(sorted(digests)):
            _check_one(entry, digests[entry.position])
            found.add(entry.position)
            yield entry
        _check_lost(digests.keys() - found)

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
