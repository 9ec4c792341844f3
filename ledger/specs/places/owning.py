"""Owning: a live ledger as one scenario may write to it, in a deal, of sources and on a clock of its own.

Whatever the scenario records is told under ids that begin with its mark, which nobody else has. So grades, ties,
interests and verdicts touch its own sources and its own deal, and no belief about any other moves. Its recorded clock
is its own too: a day of it means whatever the scenario had recorded by then, wherever in the log that lies.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ledger.clocks import day_end, instant
from ledger.errors import Refusal
from ledger.log import Clock
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.specs.faults import Miswritten
from ledger.specs.places.bounded import Bounded
from ledger.verbs import Verbs
from ledger.views import Changes, EntryView, Page

THINGS = frozenset({"id", "source", "to", "by", "deal", "publisher", "document", "translates"})
"""The fields that name a source, a deal or a document, wherever they stand in a record."""

CLAIMS = frozenset({"claim", "corrects", "restates"})
"""Those that name a claim; in a document `corrects` names another document."""


class OwnDeal(Bounded):
    """A live ledger to which a scenario tells only what is its own. `mark` begins each of its ids."""

    def __init__(self, ledger: Verbs, mark: str, clock: Clock) -> None:
        super().__init__(ledger)
        self._mark = mark
        self._clock = clock
        self._claims: set[str] = set()
        self._head = ledger.health().head
        self._recorded: list[tuple[datetime, int]] = [(clock(), self._head)]

    def place(self, text: str | None) -> str | None:
        """The position that the scenario had come to by a day of its clock; now, and a position, are themselves."""
        end = day_end(text) if text is not None else None
        if end is None:
            return text
        return str(max([position for at, position in self._recorded if at <= end], default=self._recorded[0][1]))

    def head(self, head: int) -> int:
        """The last position that the scenario recorded: what others record meanwhile is none of its own."""
        return self._head

    def check(self, record: AnyRecord) -> None:
        """Raises Miswritten where the record names what is not the scenario's own, or is of no deal."""
        given = record.model_dump(mode="json", by_alias=True, exclude_none=True)
        if record.record == "policy":
            raise Miswritten("a policy holds for every deal, so none is adopted at a live server: run this in memory")
        if record.record == "proposition":
            given.pop("id")  # it is of the deal, and so its own
        for name in _named(given, CLAIMS if record.record != "document" else frozenset()):
            self._require(name in self._claims, name)
        for name in _named(given, THINGS if record.record != "document" else THINGS | {"corrects"}):
            self._require(name.startswith(self._mark), name)

    def check_thing(self, thing: str) -> None:
        """Raises Miswritten where a claim or document is not the scenario's own."""
        self._require(thing in self._claims or thing.startswith(self._mark), thing)

    def took(self, outcomes: Sequence[Receipt | Refusal]) -> None:
        """Remember what is its own now, and up to which position it had come by this day of its clock."""
        for receipt in outcomes:
            if isinstance(receipt, Receipt):
                self._head = max(self._head, receipt.position)
                self._recorded.append((self._clock(), self._head))
                if receipt.claim is not None:
                    self._claims.add(receipt.claim)

    def events(self, *, after: int = 0, limit: int = 100, recorded_until: str | None = None) -> Page[EntryView]:
        """As Verbs.events, those alone that the scenario recorded."""
        until = int(self.place(recorded_until) or self._head)
        own = [position for _, position in self._recorded[1:] if after < position <= until]
        items = (self._ledger.events(after=position - 1, limit=1).items[0] for position in own[:limit])
        return Page(items=tuple(items), next=own[limit - 1] if len(own) > limit else None)

    def changes(self, deal: str, **asked: Any) -> Changes:
        """As Verbs.changes, each on the day of the scenario's clock on which it was recorded."""
        found = super().changes(deal, **asked)
        items = tuple(item.model_copy(update={"recorded_at": self._on(item.position)}) for item in found.items)
        return found.model_copy(update={"items": items})

    def _on(self, position: int) -> str:
        return instant(next((at for at, reached in self._recorded if reached >= position), self._clock()))

    def _require(self, is_own: bool, name: str) -> None:
        if not is_own:
            raise Miswritten(
                f"{name} is not the scenario's own: at a live server a scenario records in a deal of its own, of its "
                "own sources. To see what would follow on real history, run it on a copy: --ledger with its file"
            )


def _named(given: Any, fields: frozenset[str]) -> Iterator[str]:
    """What these fields name, wherever they stand."""
    if isinstance(given, dict):
        for name, value in given.items():
            if name in fields and isinstance(value, str):
                yield value
            else:
                yield from _named(value, fields)
    elif isinstance(given, list):
        for value in given:
            yield from _named(value, fields)
