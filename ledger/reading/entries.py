"""The log itself: its entries, page by page, as they are stored, and from a position on."""

from collections.abc import Iterator
from itertools import accumulate

from ledger.entries import Entry
from ledger.errors import BadCursor
from ledger.reading.finding import Finding
from ledger.showing import entry_view
from ledger.views import EntryView, Page

ENTRIES_AT_ONCE = 1_000
TOGETHER = 256
"""The most entries that are handed on together to whoever reads on and on."""

BYTES_TOGETHER = 256 * 1024
"""The most bytes that they have: so much does one who takes them slowly keep in memory. Any entry has fewer."""


class Entries(Finding):
    """The questions about the log itself."""

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """Entries of the log after a position, in order. Raises BadCursor where it lies beyond the head."""
        after = self.place(after)
        until = self.moment(recorded_until, "recorded_until").position if recorded_until is not None else None
        entries = self._index.held(self._log.read(after, limit=limit + 1, until=until))
        more = entries[limit - 1].position if len(entries) > limit else None
        return Page(items=tuple(entry_view(entry) for entry in entries[:limit]), next=more)

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """Entries of the log after a position up to another, in order and as they are stored, read a page at a time.

        `until` may also be what `moment` takes; where it is None it is the head as it is now. Raises BadCursor at once.
        """
        last = until if isinstance(until, int) else self.moment(until, "recorded_until").position
        return self._entries(after, last)

    def _entries(self, after: int, until: int) -> Iterator[Entry]:
        while entries := self._index.held(self._log.read(after, limit=ENTRIES_AT_ONCE, until=until)):
            yield from entries
            after = entries[-1].position

    def read_on(self, *, after: int, until: int | None = None) -> list[Entry]:
        """The next entries after a position, up to another: those that are handed on together, none at the head."""
        entries = self._index.held(self._log.read(after, limit=TOGETHER, until=until))
        sizes = accumulate(len(entry.data) for entry in entries)
        return [entry for entry, size in zip(entries, sizes, strict=True) if size <= BYTES_TOGETHER]

    def place(self, position: int, field: str = "after") -> int:
        """A position after which the log can be read. Raises BadCursor where it lies beyond the head."""
        head = self._log.head().position
        if not 0 <= position <= head:
            raise BadCursor(f"position {position} is not in the log, which goes from 1 to {head}", field)
        return position
