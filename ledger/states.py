"""States: what the streams of a ledger fold to, with what a unit of work is about to append."""

from collections.abc import Callable, Collection, Iterable, MutableMapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol

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


class Sight(Protocol):
    """What there is of a ledger for whoever has something decided."""

    def sees(self, state: State) -> bool:
        """Whether a thing is there for them at all."""
        ...

    def version(self, found: Loaded) -> int:
        """At which version a thing is shown to them."""
        ...


class Everything:
    """Sees all that there is, as it is."""

    def sees(self, state: State) -> bool:
        """It is there."""
        return True

    def version(self, found: Loaded) -> int:
        """As it is."""
        return found.version


EVERYTHING = Everything()


class States:
    """Loads streams when they are first asked for, and folds new facts into them.

    Those of sources, documents, deals and the policy go into `cache`, which outlives the unit; claims are too many.
    What lies beyond position `until` is passed over. What `sight` does not see, but for what the unit itself began for
    the same principal, is answered as what is nowhere: so whatever is decided of it is decided as of what is nowhere.
    """

    def __init__(self, log: Log, cache: MutableMapping[str, Loaded], until: int | None = None) -> None:
        self._log = log
        self._until = until
        self._cache = cache
        self._loaded: dict[str, Loaded] = {}
        self._before: dict[str, Loaded] = {}
        self._begun: dict[str, str] = {}
        self._by = ""
        self._sight: Sight = EVERYTHING

    def look(self, by: str, sight: Sight) -> None:
        """Answer from here on with what a principal sees."""
        self._by, self._sight = by, sight

    def load(self, stream: str) -> Loaded:
        """A stream as it is now, whoever asks."""
        return self._loaded.get(stream) or self._cache.get(stream) or self._read(stream)

    def hides(self, stream: str) -> bool:
        """Whether a stream holds something, but nothing that is seen."""
        found = self.load(stream)
        return found.state is not None and not self._sees(stream, found.state)

    def version(self, stream: str) -> int:
        """At which version a thing is shown; 0 where nothing of it is seen."""
        return 0 if self.hides(stream) else self._sight.version(self.load(stream))

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
        if not before.version:
            self._begun[stream] = by
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
        """The source of this id, if it is on record and seen."""
        state = self._seen(f"source:{source_id}") if source_id else None
        return state if isinstance(state, Source) else None

    def document(self, document_id: str | None) -> Document | None:
        """The document of this id, if it is on record and seen."""
        state = self._seen(f"document:{document_id}") if document_id else None
        return state if isinstance(state, Document) else None

    def deal(self, deal_id: str | None) -> Deal | None:
        """The deal of this id, if it is on record and seen."""
        state = self._seen(f"deal:{deal_id}") if deal_id else None
        return state if isinstance(state, Deal) else None

    def claim(self, claim_id: str | None) -> Claim | None:
        """The claim of this id, if it is on record and seen."""
        state = self._seen(f"claim:{claim_id}") if claim_id else None
        return state if isinstance(state, Claim) else None

    def policies(self) -> Policies | None:
        """The policies adopted, if any was."""
        state = self.load("policy").state
        return state if isinstance(state, Policies) else None

    def _seen(self, stream: str) -> State | None:
        state = self.load(stream).state
        return state if state is not None and self._sees(stream, state) else None

    def _sees(self, stream: str, state: State) -> bool:
        return self._begun.get(stream) == self._by or self._sight.sees(state)

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
