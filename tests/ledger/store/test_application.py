from contextlib import closing

import pytest

from ledger.entries import encode
from ledger.errors import DamagedLedger, NewerLedger
from ledger.events import ClaimRecorded
from ledger.log import Change
from ledger.store import open_memory
from ledger.store.application import EntryEvent, LedgerApplication, LedgerMapper
from ledger.store.memory import MemoryRecorder
from ledger.store.recorder import Row
from tests.ledger.examples import EXAMPLES, graded
from tests.ledger.store.conftest import Watch

ENTRY = encode(
    graded("a"),
    position=41,
    version=3,
    recorded_at="2023-08-31T12:00:00.000000Z",
    recorded_by="analyst",
    nonce="0" * 32,
)
ROW = Row("source:a", 3, "source-graded/1", ENTRY.data, 41)


CLAIM = next(fact for fact in EXAMPLES if isinstance(fact, ClaimRecorded))
RECORDED = Row(
    CLAIM.stream,
    1,
    "claim-recorded/1",
    encode(
        CLAIM, position=7, version=1, recorded_at="2023-08-31T12:00:00.000000Z", recorded_by="a", nonce="0" * 32
    ).data,
    7,
)


def test_an_entry_is_stored_as_its_bytes() -> None:
    assert LedgerMapper().to_stored_event(EntryEvent(ENTRY)) == ROW.notification()
    assert LedgerMapper().to_domain_event(ROW.notification()) == EntryEvent(ENTRY)


@pytest.mark.parametrize(
    "row",
    [
        ROW._replace(stream="source:b"),
        ROW._replace(version=4),
        ROW._replace(position=42),
        ROW._replace(type="source-registered/1"),
        ROW._replace(type="graded/1"),
        ROW._replace(type=""),
        ROW._replace(state=b""),
        ROW._replace(state=ENTRY.data.decode()),  # type: ignore[arg-type]
        ROW._replace(state=ENTRY.data.replace(b'"C"', b'"Z"')),
        RECORDED._replace(type="claim-graded/1"),
        RECORDED._replace(version=2),
        RECORDED._replace(state=RECORDED.state.replace(b'"position":7', b'"position":8')),
        RECORDED._replace(state=RECORDED.state.replace(b"claim:sha256:", b"claim:sha257:")),
        RECORDED._replace(state=RECORDED.state[:-1]),
    ],
)
def test_columns_and_bytes_that_do_not_agree_are_damage(row: Row) -> None:
    with pytest.raises(DamagedLedger, match=f"position {row.position}"):
        LedgerMapper().to_entry(row)


def test_a_newer_fact_says_where_it_stands() -> None:
    newer = ENTRY.data.replace(b"source-graded/1", b"source-graded/7")

    with pytest.raises(NewerLedger, match="position 41"):
        LedgerMapper().to_entry(ROW._replace(type="source-graded/7", state=newer))


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
