"""The follower: reads the log in order, batch by batch, and brings the index up to it, each entry exactly once.

The index's position is kept in the same transaction as its rows, so that a crash leaves both or neither.
"""

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

from ledger.entries import ENTRY_LIMIT
from ledger.errors import DamagedLedger, Overtaken
from ledger.figures import Figures
from ledger.log import Log
from ledger.projections import generations
from ledger.projections.applying import apply
from ledger.projections.generations import Generation, Superseded
from ledger.projections.tables import ViewStore

BATCH = 2_000
"""Entries applied in one transaction."""

TRIAL = 4 * ENTRY_LIMIT
"""Bytes written to see whether the store takes anything."""

Report = Callable[[int, int], None]
"""Is told, batch by batch, the position that has been reached and the head of the log."""


def silent(position: int, head: int) -> None:
    """Tell nobody."""


class _Undone(Exception):
    """A rehearsal is over."""


class Follower:
    """Keeps the index in step with the log. Any number of followers may run, in any processes."""

    def __init__(self, log: Log, views: ViewStore, figures: Figures) -> None:
        self._log = log
        self._views = views
        self._figures = figures

    def position(self) -> int:
        """The position of the last entry in the index; 0 where there is none to use yet."""
        used = self._used()
        return used.position if used is not None else 0

    def generations(self) -> tuple[Generation | None, Generation | None]:
        """The generation in use, and the one that is being built or was left unfinished."""
        with self._views.reading() as db:
            return generations.in_use(db), generations.in_building(db)

    def follow(self, report: Report = silent, *, until: int | None = None, at_once: int | None = None) -> int:
        """Bring the index up to a position, or to the head of the log as it is now; returns the index's position.

        At most `at_once` entries, BATCH by default, are applied in one transaction. What it fails with is kept in the
        figures until it succeeds again.
        """
        try:
            reached = self._follow(report, until, at_once)
        except Exception as error:
            self._figures.failed("index", error)
            raise
        self._figures.succeeded("index")
        return reached

    def _follow(self, report: Report, until: int | None, at_once: int | None) -> int:
        head = self._log.head().position if until is None else until
        while True:
            used = self._used()
            if used is None:
                self._prepare(report, at_once)
            elif used.position >= head:
                return self._reached(used, head)
            else:
                self._follow_in(used.number, report, head, at_once)

    def _used(self) -> Generation | None:
        with self._views.reading() as db:
            return generations.in_use(db)

    def _reached(self, used: Generation, head: int) -> int:
        """Others may have appended and followed since the head was looked at; further than the log nobody follows."""
        if used.position > head and used.position > (end := self._log.head().position):
            raise DamagedLedger(
                f"the index has come to position {used.position}, but the log ends at {end}: "
                "`claim-ledger doctor --full` says which of them is damaged, `claim-ledger rebuild` mends the index"
            )
        return used.position

    def confirm(self) -> None:
        """Follow, write more than a record takes, and take it away. Raises StorageFailure where the store takes none.

        To write again what is there already would not do: SQLite leaves out what changes nothing.
        """
        self.follow()
        with self._views.updating() as db:
            db.execute("CREATE TABLE IF NOT EXISTS view_trial (bytes BLOB NOT NULL)")
            db.execute("INSERT INTO view_trial VALUES (zeroblob(?))", (TRIAL,))
        with self._views.updating() as db:
            db.execute("DROP TABLE IF EXISTS view_trial")

    def rehearse(self) -> None:
        """Apply the next batch to the index in use, and undo it: raises what following would fail with."""
        used = self._used()
        with suppress(_Undone, Superseded):
            if used is not None:
                self._advance(used.number, keep=False)

    def rebuild(self, report: Report = silent) -> int:
        """Build the index anew beside the one in use, switch to it and drop the old one; returns its position.

        Readers find one of the two, whole, at any time. Where this is interrupted, the old one stays in use; the next
        rebuild begins anew. Raises Overtaken where another rebuild began meanwhile.
        """
        with self._views.updating() as db:
            generations.abandon(db)
        generations.discard(self._views)
        with self._views.updating() as db:
            generations.abandon(db)
            number = generations.begin(db)
        try:
            reached = self._build(number, report)
        except Superseded:
            raise Overtaken("another rebuild of the index began: that one goes on, this one ended") from None
        generations.discard(self._views)
        return reached

    def _prepare(self, report: Report, at_once: int | None) -> None:
        """Have a generation of this version in use. Whoever else prepares one builds the same, together."""
        with self._views.updating() as db:
            if generations.in_use(db) is not None:
                return
            begun = generations.in_building(db)
            number = begun.number if begun is not None else generations.begin(db)
        try:
            self._build(number, report, at_once)
        except Superseded:
            return
        generations.discard(self._views)

    def _build(self, number: int, report: Report, at_once: int | None = None) -> int:
        while True:
            at, head = self._advance(number, at_once), self._log.head().position
            report(at, head)
            if at < head:
                continue
            with self._views.updating() as db:
                at = generations.position(db, number)
                if generations.switch(db, number, self._log.head().position):
                    return at

    def _follow_in(self, number: int, report: Report, head: int, at_once: int | None) -> None:
        try:
            at = self._advance(number, at_once)
        except Superseded:
            return
        report(at, max(at, head))

    def _advance(self, number: int, at_once: int | None = None, *, keep: bool = True) -> int:
        """Apply a batch to a generation. It is read before the transaction, which keeps all others from writing."""
        began = perf_counter()
        with self._views.reading() as db:
            at = generations.position(db, number)
        entries = self._log.read(at, limit=at_once or BATCH)
        if not entries:
            return at
        with self._views.updating() as db:
            at = generations.position(db, number)
            fresh = [entry for entry in entries if entry.position > at]
            if fresh:
                apply(db, self._log, fresh, number)
                at = fresh[-1].position
                generations.move(db, number, at)
            if not keep:
                raise _Undone
        if fresh:
            self._figures.batch(len(fresh), perf_counter() - began)
        return at
