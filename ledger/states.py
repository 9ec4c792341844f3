"""States: what the streams of a ledger fold to, with what a unit of work is about to append."""

from collections.abc import Callable, Collection, Iterable, MutableMapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from ledger import claim, deal, document, policies, source
from ledger.claim import Claim
from ledger.deal import Deal
from ledger.document import Document
from ledger.events import Fact
from ledger.log import Change, Log
from ledger.policies import Policies
from ledger.source import Source

State = Source | Document | Deal | Claim | Policies
Evolve = Callable[[Any, Fact], State]

EVOLVE: dict[str, Evolve] = {
    "source": source.evolve,
    "document": document.evolve,
    "deal": deal.evolve,
    "claim": claim.evolve,
    "policy": policies.evolve,
}
"""How a stream folds, by what stands before its colon."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A stream as it is now: how many events it has, and what they fold to."""

    version: int
    state: State | None


NEW = Loaded(0, None)
"""A stream that holds nothing yet."""


class States:
    """Loads streams when they are first asked for, and folds new facts into them.

    Those of sources, documents, deals and the policy go into `cache`, which outlives the unit; claims are too many.
    What lies beyond position `until` is passed over.
    """

    def __init__(self, log: Log, cache: MutableMapping[str, Loaded], until: int | None = None) -> None:
        self._log = log
        self._until = until
        self._cache = cache
        self._loaded: dict[str, Loaded] = {}
        self._before: dict[str, Loaded] = {}

    def load(self, stream: str) -> Loaded:
        """A stream as it is now."""
        return self._loaded.get(stream) or self._cache.get(stream) or self._read(stream)

    def load_new(self, streams: Collection[str]) -> None:
        """Load those of these streams that hold nothing yet: one question to the log in place of one for each."""
        asked = [stream for stream in streams if stream not in self._loaded]
        for stream in set(asked) - self._log.begun(asked):
            self._loaded[stream] = NEW

    def take(self, fact: Fact, body: bytes, by: str) -> Change:
        """Fold a fact of these canonical bytes in; answers the change that appends it, as recorded by a principal."""
        stream = fact.stream
        before = self.load(stream)
        self._before.setdefault(stream, before)
        self._loaded[stream] = Loaded(before.version + 1, _evolver(stream)(before.state, fact))
        return Change(stream, before.version, (fact,), by, (body,))

    def mark(self) -> None:
        """Remember the states as they are, to `undo` what comes."""
        self._before = {}

    def undo(self) -> None:
        """Go back to what was last marked."""
        self._loaded.update(self._before)

    def keep(self, streams: Iterable[str]) -> None:
        """Let the cache know what these streams are now, once it was appended."""
        for stream in streams:
            if not stream.startswith("claim:"):
                self._cache[stream] = self._loaded[stream]

    def source(self, source_id: str | None) -> Source | None:
        """The source of this id, if it is on record."""
        state = self.load(f"source:{source_id}").state if source_id else None
        return state if isinstance(state, Source) else None

    def document(self, document_id: str | None) -> Document | None:
        """The document of this id, if it is on record."""
        state = self.load(f"document:{document_id}").state if document_id else None
        return state if isinstance(state, Document) else None

    def deal(self, deal_id: str | None) -> Deal | None:
        """The deal of this id, if it is on record."""
        state = self.load(f"deal:{deal_id}").state if deal_id else None
        return state if isinstance(state, Deal) else None

    def claim(self, claim_id: str | None) -> Claim | None:
        """The claim of this id, if it is on record."""
        state = self.load(f"claim:{claim_id}").state if claim_id else None
        return state if isinstance(state, Claim) else None

    def policies(self) -> Policies | None:
        """The policies adopted, if any was."""
        state = self.load("policy").state
        return state if isinstance(state, Policies) else None

    def _read(self, stream: str) -> Loaded:
        entries = self._log.stream(stream)
        if self._until is not None:
            entries = [entry for entry in entries if entry.position <= self._until]
        state = reduce(_evolver(stream), (entry.fact for entry in entries), None)
        found = self._loaded[stream] = Loaded(len(entries), state)
        if entries and not stream.startswith("claim:"):
            self._cache[stream] = found
        return found


def _evolver(stream: str) -> Evolve:
    return EVOLVE[stream.partition(":")[0]]
