from contextlib import closing
from dataclasses import replace

import pytest
from eventsourcing.persistence import Notification

from ledger.entries import encode
from ledger.errors import DamagedLedger, NewerLedger
from ledger.log import Change
from ledger.store import open_memory
from ledger.store.application import EntryEvent, LedgerApplication, LedgerMapper
from ledger.store.memory import MemoryRecorder
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Watch

ENTRY = encode(
    graded("a"),
    position=41,
    version=3,
    recorded_at="2023-08-31T12:00:00.000000Z",
    recorded_by="analyst",
    nonce="0" * 32,
)
STORED = Notification("source:a", 3, "source-graded/1", ENTRY.data, id=41)


def test_an_entry_is_stored_as_its_bytes() -> None:
    assert LedgerMapper().to_stored_event(EntryEvent(ENTRY)) == STORED
    assert LedgerMapper().to_domain_event(STORED) == EntryEvent(ENTRY)


@pytest.mark.parametrize(
    "stored",
    [
        replace(STORED, originator_id="source:b"),
        replace(STORED, originator_version=4),
        replace(STORED, id=42),
        replace(STORED, topic="source-registered/1"),
        replace(STORED, topic="graded/1"),
        replace(STORED, topic=""),
        replace(STORED, state=b""),
        replace(STORED, state=ENTRY.data.decode()),  # type: ignore[arg-type]
        replace(STORED, state=ENTRY.data.replace(b'"C"', b'"Z"')),
    ],
)
def test_columns_and_bytes_that_do_not_agree_are_damage(stored: Notification) -> None:
    with pytest.raises(DamagedLedger, match=f"position {stored.id}"):
        LedgerMapper().to_entry(stored)


def test_a_newer_fact_says_where_it_stands() -> None:
    newer = ENTRY.data.replace(b"source-graded/1", b"source-graded/7")

    with pytest.raises(NewerLedger, match="position 41"):
        LedgerMapper().to_entry(replace(STORED, topic="source-graded/7", state=newer))


def test_stray_variables_do_not_change_how_a_ledger_is_kept(monkeypatch: pytest.MonkeyPatch, watch: Watch) -> None:
    stray = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": ":memory:",
        "COMPRESSOR_TOPIC": "zlib",
        "CIPHER_TOPIC": "nowhere:Cipher",
        "MAPPER_TOPIC": "nowhere:Mapper",
        "TRANSCODER_TOPIC": "nowhere:Transcoder",
        "IS_SNAPSHOTTING_ENABLED": "y",
        "AGGREGATE_CACHE_MAXSIZE": "many",
    }
    for name, value in stray.items():
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(f"CLAIMLEDGER_{name}", value)

    with closing(open_memory(watch)) as log, closing(MemoryRecorder()) as recorder:
        [entry] = log.append([Change("source:a", 0, (graded("a"),), "analyst")])

        assert dict(LedgerApplication(recorder).env) == {}
        assert log.read(limit=1)[0].data == entry.data
