"""Listing: under which terms and dates the claims of a batch of entries are found, brought up all at once.

The full-text table is written in order of position, once for each claim: whatever goes back in it is flushed to disk
before.
"""

import sqlite3
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from ledger.claim import Claim, asserted_at, evolve
from ledger.entries import Entry
from ledger.errors import DamagedLedger
from ledger.events import (
    ClaimAssigned,
    ClaimContent,
    ClaimCorrected,
    ClaimFact,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    RetractionVoided,
)
from ledger.log import Log
from ledger.projections.spans import span
from ledger.projections.terms import Question, period, terms
from ledger.wording import words_of

_CHANGES = ClaimAssigned | ClaimCorrected | ClaimRestated | ClaimRetracted | RetractionVoided
"""What alters the terms of a claim that is listed."""

_Dates = tuple[int | None, int | None]


class _Listed(NamedTuple):
    position: int
    claim: str
    deal: str | None
    period: _Dates
    asserted: _Dates
    terms: str


class Listing:
    """The claims in a generation of the index, while entries are applied to it.

    `entries` are the batch, in order. The propositions raised in it must be in their table already.
    """

    def __init__(self, db: sqlite3.Connection, log: Log, entries: Sequence[Entry], number: int) -> None:
        self._db, self._log, self._number = db, log, number
        self._first, self._last = entries[0].position, entries[-1].position
        self._recorded: dict[str, Entry] = {}
        self._changed: set[str] = set()
        self._questions: dict[tuple[str, str], Question] = {}

    def take(self, entry: Entry, fact: ClaimFact) -> None:
        """Take note of what happened to a claim."""
        if isinstance(fact, ClaimRecorded):
            self._recorded[fact.claim] = entry
        elif isinstance(fact, _CHANGES):
            self._changed.add(fact.claim)

    def write(self) -> None:
        """List the claims that were recorded, and list those anew that were changed."""
        before, after = [], []
        for claim in self._changed:
            entries = self._log.stream(f"claim:{claim}")
            if claim not in self._recorded:
                before.append(self._folded(claim, entries, self._first - 1))
            after.append(self._folded(claim, entries, self._last))
        new = [self._as_recorded(e) for claim, e in self._recorded.items() if claim not in self._changed]
        new += [listed for listed in after if listed.claim in self._recorded]
        self._relist(before, [listed for listed in after if listed.claim not in self._recorded])
        self._list(new)

    def _list(self, new: list[_Listed]) -> None:
        new.sort()
        self._db.executemany(
            f"INSERT INTO view_claim_{self._number} VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((one.position, one.claim, one.deal, *one.period, *one.asserted) for one in new),
        )
        self._db.executemany(
            f"INSERT INTO view_term_{self._number} (rowid, terms) VALUES (?, ?)",
            ((one.position, one.terms) for one in new),
        )

    def _relist(self, before: list[_Listed], after: list[_Listed]) -> None:
        table = f"view_term_{self._number}"
        for old, one in zip(sorted(before), sorted(after), strict=True):
            self._db.execute(
                f"UPDATE view_claim_{self._number} SET deal = ?, period_first = ?, period_last = ? WHERE position = ?",
                (one.deal, *one.period, one.position),
            )
            # A contentless table is told what it holds in order to take it out (SQLite FTS5, section 4.4.3).
            self._db.execute(
                f"INSERT INTO {table} ({table}, rowid, terms) VALUES ('delete', ?, ?)", (old.position, old.terms)
            )
            self._db.execute(f"INSERT INTO {table} (rowid, terms) VALUES (?, ?)", (one.position, one.terms))

    def _as_recorded(self, entry: Entry) -> _Listed:
        assert isinstance(entry.fact, ClaimRecorded)
        content = entry.fact.content
        return self._listed(entry, content, content.deal, content.proposition, "standing")

    def _folded(self, claim: str, entries: Sequence[Entry], until: int) -> _Listed:
        held = [entry for entry in entries if entry.position <= until]
        if not held:
            raise DamagedLedger(f"position {until + 1}: what claim:{claim} held before it is not in the log")
        state: Claim = reduce(evolve, (entry.fact for entry in held), None)  # type: ignore[assignment]
        filing = state.filing
        deal, proposition = (filing.deal, filing.proposition) if filing is not None else (None, None)
        return self._listed(held[0], state.content, deal, proposition, state.status)

    def _listed(
        self, recorded: Entry, content: ClaimContent, deal: str | None, proposition: str | None, status: str
    ) -> _Listed:
        about = self._question(deal, proposition) if deal is not None and proposition is not None else None
        return _Listed(
            recorded.position,
            recorded.stream.removeprefix("claim:"),
            deal,
            _dates(period(content, about)),
            _dates(asserted_at(content)),
            terms(content, status, about),
        )

    def _question(self, deal: str, proposition: str) -> Question:
        """What the claims filed there are about."""
        known = self._questions.get((deal, proposition))
        if known is None:
            query = f"SELECT text, period FROM view_proposition_{self._number} WHERE deal = ? AND id = ?"
            text, asked = self._db.execute(query, (deal, proposition)).fetchone() or ("", None)
            known = self._questions[deal, proposition] = Question(deal, proposition, words_of(text), asked)
        return known


def _dates(date: str | None) -> _Dates:
    return span(date) if date is not None else (None, None)
