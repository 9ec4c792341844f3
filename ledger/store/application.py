"""The ledger as an application of the eventsourcing library: entries are its events, and their bytes are ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import InfrastructureFactory, JSONTranscoder, Mapper, Notification, StoredEvent
from eventsourcing.popo import POPOFactory
from eventsourcing.utils import Environment

from ledger.entries import Entry, decode, fact_type
from ledger.errors import DamagedLedger, Refusal
from ledger.store.recorder import LedgerRecorder, Row, row_of

_REACH = 128
"""The last bytes of an entry, in which its type stands."""


@dataclass(frozen=True, slots=True)
class EntryEvent:
    """An entry, called as the library calls its events."""

    entry: Entry

    @property
    def originator_id(self) -> str:
        """The entry's stream."""
        return self.entry.stream

    @property
    def originator_version(self) -> int:
        """The entry's version."""
        return self.entry.version


class LedgerMapper(Mapper[str]):
    """Stores an entry as its canonical bytes, with its stream, version and type beside them to be found by."""

    def __init__(self) -> None:
        super().__init__(JSONTranscoder())

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """The stored form of an EntryEvent."""
        assert isinstance(domain_event, EntryEvent)
        entry = domain_event.entry
        return Notification(entry.stream, entry.version, fact_type(entry.fact), entry.data, id=entry.position)

    def to_domain_event(self, stored_event: StoredEvent) -> EntryEvent:
        """The EntryEvent of a stored event. Raises as `to_entry` does."""
        return EntryEvent(self.to_entry(row_of(stored_event)))

    def to_entry(self, row: Row) -> Entry:
        """The entry of a row. Raises DamagedLedger where its columns and its bytes do not agree."""
        stream, version, topic, state, position = row
        found: object = state
        try:
            if not isinstance(found, bytes) or found.find(_mark(topic), -_REACH) < 0:
                raise DamagedLedger(f"the stored bytes are not of the type {topic} that stands beside them")
            entry = decode(state)
        except Refusal as refusal:
            raise type(refusal)(f"position {position}: {refusal.detail}", refusal.field) from refusal
        if (entry.position, entry.stream, entry.version) != (position, stream, version):
            raise DamagedLedger(
                f"position {position}: the row says {stream}, version {version}, but its bytes say position "
                f"{entry.position}, {entry.stream}, version {entry.version}"
            )
        return entry


@lru_cache(maxsize=64)
def _mark(topic: object) -> bytes:
    """How the type stands in an entry's bytes. What is damaged may be anything."""
    return b'"type":"%b"' % str(topic).encode(errors="replace")


class LedgerApplication(Application[str]):
    """The library's application over a recorder and a mapper that are given, not looked up."""

    name = "ClaimLedger"

    def __init__(self, recorder: LedgerRecorder) -> None:
        self._recorder = recorder
        super().__init__()

    def construct_env(self, name: str, env: Mapping[str, str] | None = None) -> Environment:
        """An empty environment: a stray variable must not compress, encrypt or move a ledger."""
        return Environment(name, env)

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """The library's plainest factory: all it is asked for is to hold mapper and recorder together."""
        return POPOFactory(env)

    def construct_mapper(self) -> LedgerMapper:
        """The ledger's own mapper."""
        return LedgerMapper()

    def construct_recorder(self) -> LedgerRecorder:
        """The recorder given."""
        return self._recorder
