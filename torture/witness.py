"""A witness: remembers a ledger entry by entry, and holds what clients were told against it whenever it is reopened."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

import orjson

from ledger.entries import leaf_hash
from ledger.errors import Refusal
from ledger.opening import open_ledger
from ledger.service import Ledger
from torture import story
from torture.clients import Acknowledged

PAGE = 200


class Witness:
    """What one ledger was seen to hold. Nobody may be writing to it while it is asked."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._digests: list[str] = []
        self._positions: dict[str, int] = {}

    @property
    def head(self) -> int:
        """The last position seen."""
        return len(self._digests)

    def holds(self, labels: Iterable[str]) -> int:
        """How many of the claims of these labels are on record."""
        return sum(label in self._positions for label in labels)

    def look(self, acknowledged: Iterable[Acknowledged]) -> list[str]:
        """Reopen the ledger and read on; the faults in what is new, and in what was acknowledged since."""
        try:
            with open_ledger(str(self._ledger)) as ledger:
                before = self.head
                faults = self._read_on(ledger) + self._missing(acknowledged)
                return faults or self._held_to_index(ledger, before)
        except Refusal as refusal:
            return [f"after a kill the ledger does not answer: {refusal}"]

    def examine(self) -> list[str]:
        """Read everything again: the ledger's own examination, and each entry against what it was."""
        try:
            with open_ledger(str(self._ledger)) as ledger:
                found = ledger.examination()
                faults = [f"position {found.fault.position}: {found.fault.detail}"] if found.fault is not None else []
                entries = ledger.entries(until=self.head)
                digests = [leaf_hash(entry.data) for entry in entries]
        except Refusal as refusal:
            return [f"the ledger cannot be examined: {refusal}"]
        if digests != self._digests:
            faults.append("an entry is not what it was when it was first read")
        return faults

    def _read_on(self, ledger: Ledger) -> list[str]:
        head = ledger.moment(None).position
        if head < self.head:
            return [f"the log had come to position {self.head} and ends at {head} now"]
        faults: list[str] = []
        for expected, entry in zip(count(self.head + 1), ledger.entries(after=self.head, until=head), strict=False):
            if entry.position != expected:
                return [f"position {expected} is missing: {entry.position} follows"]
            self._digests.append(leaf_hash(entry.data))
            label = story.label_of(orjson.loads(entry.data)["fact"])
            if label is None:
                continue
            earlier = self._positions.setdefault(label, entry.position)
            if earlier != entry.position:
                faults.append(f"claim {label} is recorded twice, at {earlier} and at {entry.position}")
        return faults if head == self.head else [*faults, f"the log ends at {head}, but {self.head} can be read"]

    def _missing(self, acknowledged: Iterable[Acknowledged]) -> list[str]:
        faults: list[str] = []
        for told in acknowledged:
            position = self._positions.get(told.label)
            if position is None:
                faults.append(f"claim {told.label} was acknowledged at {told.position} and is not on record")
            elif position != told.position or self._digests[position - 1] != told.digest:
                faults.append(f"claim {told.label} was acknowledged as {told} and stands at {position}")
        return faults

    def _held_to_index(self, ledger: Ledger, before: int) -> list[str]:
        """The claims that are new in the log are those that the index, brought up to it, lists."""
        recorded = [position for position in self._positions.values() if position > before]
        listed: list[int] = []
        after: int | None = before
        while after is not None:
            page = ledger.claims(after=after, limit=PAGE)
            listed += [item.position for item in page.items]
            after = page.next
        return [] if listed == recorded else [f"the log holds claims at {recorded}, the index lists {listed}"]
