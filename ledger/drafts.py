"""Drafts: what claims come to by themselves, before anyone asks what is on record."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from ledger.claim import content_of
from ledger.errors import Refusal
from ledger.events import ClaimContent
from ledger.identity import content_bytes, id_of
from ledger.records import AnyRecord, ClaimRecord


@dataclass(frozen=True, slots=True)
class Draft:
    """What a record would have recorded: the content of a claim, its canonical JSON and its id.

    It keeps the record, so that no other can have its identity meanwhile.
    """

    record: ClaimRecord
    content: ClaimContent
    data: bytes
    claim: str


class Drafts:
    """The drafts of claims, each worked out once: here for those of `records`, others when they are asked for."""

    def __init__(self, records: Iterable[AnyRecord] = ()) -> None:
        self._known: dict[int, Draft] = {}
        for record in records:
            if isinstance(record, ClaimRecord):
                with suppress(Refusal):  # it is refused when it is taken
                    self.of(record)

    def of(self, record: ClaimRecord) -> Draft:
        """The draft of a record. Raises a Refusal."""
        known = self._known.get(id(record))
        if known is None:
            content = content_of(record)
            data = content_bytes(content)
            known = self._known[id(record)] = Draft(record, content, data, id_of(data))
        return known

    def add(self, drafts: "Drafts") -> None:
        """Know these, too."""
        self._known.update(drafts._known)

    def claims(self) -> list[str]:
        """The ids of the claims known."""
        return [draft.claim for draft in self._known.values()]
