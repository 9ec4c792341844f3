"""Entries: the log itself, as it is stored."""

from collections.abc import Iterator

from ledger.entries import Entry
from ledger.reading.finding import Finding
from ledger.showing import entry_view
from ledger.views import EntryView, Page

ENTRIES_AT_ONCE = 1_000


class Entries(Finding):
    """The questions about the log."""

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """Entries of the log after a position, in order."""
        until = self.moment(recorded_until, "recorded_until").position if recorded_until is not None else None
        entries = self._index.held(self._log.read(after, limit=limit + 1, until=until))
        more = entries[limit - 1].position if len(entries) > limit else None
        return Page(items=tuple(entry_view(entry) for entry in entries[:limit]), next=more)

    def entries(self, *, after: int = 0, until: int) -> Iterator[Entry]:
        """Entries of the log after a position up to another, in order and as they are stored, read a page at a time."""
        while entries := self._index.held(self._log.read(after, limit=ENTRIES_AT_ONCE, until=until)):
            yield from entries
            after = entries[-1].position
