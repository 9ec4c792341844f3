"""The ledger as an application of the eventsourcing library: entries are its events, and their bytes are ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import InfrastructureFactory, JSONTranscoder, Mapper, Notification, StoredEvent
from eventsourcing.popo import POPOFactory
from eventsourcing.utils import Environment

from ledger.entries import decode, fact_type
from ledger.errors import DamagedLedger, Refusal
from ledger.log import Entry
from ledger.store.recorder import LedgerRecorder


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
        return EntryEvent(self.to_entry(stored_event))

    def to_entry(self, stored: StoredEvent) -> Entry:
        """The entry of a stored event. Raises DamagedLedger where its columns and its bytes do not agree."""
        assert isinstance(stored, Notification)
        place = f"position {stored.id}"
        state: object = stored.state
        if not isinstance(state, bytes) or b'"type":"%b"' % str(stored.topic).encode() not in state[-128:]:
            raise DamagedLedger(f"{place}: the stored bytes are not of the type {stored.topic} that stands beside them")
        try:
            entry = decode(state)
        except Refusal as refusal:
            raise type(refusal)(f"{place}: {refusal.detail}", refusal.field) from refusal
        if (entry.position, entry.stream, entry.version) != (
            stored.id,
            stored.originator_id,
            stored.originator_version,
        ):
            raise DamagedLedger(
                f"{place}: the row says {stored.originator_id}, version {stored.originator_version}, but its bytes say "
                f"position {entry.position}, {entry.stream}, version {entry.version}"
            )
        return entry


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
