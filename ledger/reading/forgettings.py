"""Forgettings: what would be erased of a claim or a document, and where the same words still stand."""

from collections.abc import Collection, Iterator, Mapping
from functools import reduce

from ledger import claim, document
from ledger.claim import Claim
from ledger.document import Document
from ledger.filters import ClaimFilter
from ledger.forgetting import CONTENT, Forget, chosen, forget, forgotten, parts_of
from ledger.reading.things import Things
from ledger.sealing import decode
from ledger.views import Elsewhere, Erased, Forgetting

LEAST = 8
"""Fewer code points than these are no quotation: they are found in other texts by chance."""

_AT_ONCE = 1_000
_ANY = "any"


class Forgettings(Things):
    """The question what there is to forget."""

    def forgetting(self, thing: str, *, of: Collection[str] = ()) -> Forgetting:
        """What would be erased if this were forgotten now, and where else the same words stand; nothing is recorded.

        `thing` is the id of a claim or a document, `of` names parts of a claim. Raises UnknownReference where it is not
        on record, and Rejected where the vault was given nothing such.
        """
        command = forget(thing, _ANY, of)
        state = self._subject(command)
        known = forgotten(state.versions)
        held = {name: self._log.reveal(c) for name, c in chosen(command, state).items() if c not in known}
        found = {name: data for name, data in held.items() if data is not None}
        return Forgetting(
            thing=thing,
            erased=tuple(Erased(part=name, size=len(data)) for name, data in found.items()),
            elsewhere=tuple(self._elsewhere(thing, state, found)) if found else (),
            receipt=None,
            overwritten=None,
        )

    def _subject(self, command: Forget) -> Claim | Document:
        evolve = claim.evolve if command.subject.startswith("claim:") else document.evolve
        facts = (entry.fact for entry in self._index.stream(command.subject))
        state: Claim | Document | None = reduce(evolve, facts, None)
        chosen(command, state)
        assert state is not None
        return state

    def _elsewhere(self, thing: str, state: Claim | Document, found: Mapping[str, bytes]) -> Iterator[Elsewhere]:
        self._follower.follow()
        words = [text for data in found.values() if (text := decode(data)) is not None]
        if isinstance(state, Document):
            cited = [thing]
            yield from self._same_bytes(state, found[CONTENT])
        else:
            cited = sorted({place.document for place in state.content.evidence})
            yield from self._in_itself(state, found, words)
            for name in cited:
                yield from self._in_document(name, words)
        for other in self._citing(cited):
            if other != thing:
                yield from self._in_claim(other, words)

    def _citing(self, documents: Collection[str]) -> list[str]:
        """The claims that cite any of these documents."""
        found: dict[int, str] = {}
        for name in documents:
            since = 0
            while page := self._index.claims(ClaimFilter(document=name), since=since, limit=_AT_ONCE):
                found.update(page)
                since = page[-1][0]
        return [found[position] for position in sorted(found)]

    def _in_itself(self, state: Claim, found: Mapping[str, bytes], words: list[str]) -> Iterator[Elsewhere]:
        known = forgotten(state.versions)
        for name, commitment in parts_of(state).items():
            if name not in found and commitment not in known and _repeats(self._sealer.text(commitment), words):
                yield Elsewhere(thing=state.id, part=name, erasable=True)
        yield from _in_text(state, words)

    def _in_claim(self, name: str, words: list[str]) -> Iterator[Elsewhere]:
        facts = (entry.fact for entry in self._index.stream(f"claim:{name}"))
        state: Claim = reduce(claim.evolve, facts, None)  # type: ignore[assignment]
        yield from self._in_itself(state, {}, words)

    def _in_document(self, name: str, words: list[str]) -> Iterator[Elsewhere]:
        state, _ = self._state(f"document:{name}", document.evolve)
        assert isinstance(state, Document)
        held = state.content is not None and not state.forgotten
        if held and _repeats(self._sealer.text(parts_of(state)[CONTENT]), words):
            yield Elsewhere(thing=name, part=CONTENT, erasable=True)

    def _same_bytes(self, state: Document, data: bytes) -> Iterator[Elsewhere]:
        """Other documents of the same bytes; each has a commitment of its own."""
        for _, name, _ in self.listed("document", after=0):
            other, _ = self._state(f"document:{name}", document.evolve)
            assert isinstance(other, Document)
            if name == state.id or other.content is None or other.forgotten or other.length != state.length:
                continue
            if self._log.reveal(other.content) == data:
                yield Elsewhere(thing=name, part=CONTENT, erasable=True)


def _in_text(state: Claim, words: list[str]) -> Iterator[Elsewhere]:
    """What a claim itself says lies in the log: it cannot be forgotten."""
    if _repeats(state.content.text, words):
        yield Elsewhere(thing=state.id, part="text", erasable=False)


def _repeats(text: str | None, words: list[str]) -> bool:
    """Whether a text holds any of these, or any of these holds it, but for what is too short to be a quotation."""
    if text is None:
        return False
    return any(text == one or (min(len(text), len(one)) >= LEAST and (text in one or one in text)) for one in words)
