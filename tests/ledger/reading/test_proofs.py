import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.audit import proofs
from ledger.audit.hashes import leaf
from ledger.audit.proofs import is_consistent, is_included
from ledger.audit.tiles import split, unbundle
from ledger.audit.tree import Tree
from ledger.errors import BadCursor, DamagedLedger, NoTile
from ledger.opening import open_ledger
from ledger.proof import ConsistencyProof, InclusionProof
from ledger.service import Ledger
from tests.ledger.given import source_record
from tests.ledger.store.damages import untriggered
from tests.ledger.story import ANALYST, Calendar, everything, head


def raw(digest: str) -> bytes:
    return bytes.fromhex(digest.removeprefix("sha256:"))


def shows(proof: InclusionProof) -> bool:
    hashes = [raw(one) for one in proof.hashes]
    return is_included(raw(proof.digest), proof.leaf_index, proof.size, hashes, raw(proof.root))


def goes_on(proof: ConsistencyProof) -> bool:
    hashes = [raw(one) for one in proof.hashes]
    return is_consistent(proof.old_size, raw(proof.old_root), proof.size, raw(proof.root), hashes)


def test_what_was_just_recorded_is_proved_to_be_in_the_log(told: Ledger) -> None:
    receipt = told.record(source_record("latest"), by=ANALYST)

    proof = told.inclusion(receipt.position)

    assert (proof.position, proof.leaf_index, proof.size) == (receipt.position, receipt.position - 1, head(told))
    assert proof.digest == receipt.digest
    assert shows(proof)


def test_every_entry_is_proved_at_every_size_that_the_log_had(told: Ledger) -> None:
    tree = Tree()
    for size, entry in enumerate(told.entries(), 1):
        tree.add(entry.data)
        for position in range(1, size + 1):
            proof = told.inclusion(position, size=size)
            assert shows(proof) and proof.root == tree.root


def test_every_size_is_proved_to_go_on_from_every_smaller_one(told: Ledger) -> None:
    for old in range(head(told) + 1):
        assert goes_on(told.consistency(old))
        assert goes_on(told.consistency(old // 2, size=old))


@pytest.mark.parametrize(
    ("position", "size"), [(0, None), (-1, None), (1000, None), (5, 4), (1, 1000), (1, 0), (1, -1)]
)
def test_no_proof_beyond_what_there_is(told: Ledger, position: int, size: int | None) -> None:
    with pytest.raises(BadCursor):
        told.inclusion(position, size=size)


@pytest.mark.parametrize(("old", "size"), [(-1, None), (1000, None), (5, 4), (1, 1000), (0, -1)])
def test_no_log_goes_on_from_more_than_it_has(told: Ledger, old: int, size: int | None) -> None:
    with pytest.raises(BadCursor):
        told.consistency(old, size=size)


def test_the_tiles_are_those_of_the_entries(ledger: Ledger) -> None:
    ledger.record_all([source_record(f"s-{n}") for n in range(300)], by=ANALYST)
    data = [entry.data for entry in ledger.entries()]

    assert split(ledger.tile("0/000")) == [leaf(one) for one in data[:256]]
    assert split(ledger.tile(f"0/001.p/{len(data) - 256}")) == [leaf(one) for one in data[256:]]
    assert len(split(ledger.tile("1/000.p/1"))) == 1
    assert unbundle(ledger.tile("entries/000")) == data[:256]
    assert unbundle(ledger.tile("entries/001.p/3")) == data[256:259]


@pytest.mark.parametrize("path", ["0/000", "0/001.p/1", "1/000.p/1", "entries/000", "entries/000.p/200", "nothing"])
def test_there_is_no_tile_beyond_the_head(told: Ledger, path: str) -> None:
    with pytest.raises(NoTile, match=re.escape(path)):
        told.tile(path)


DAMAGED = {
    "an entry": "UPDATE events SET state = CAST(replace(state, 's-7', 's-8') AS BLOB) WHERE position = 9",
    "a leaf hash": "UPDATE view_entry_1 SET digest = zeroblob(32) WHERE position = 9",
    "a node": "UPDATE view_node_1 SET hash = zeroblob(32) WHERE position = 16",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "claims.ledger"
    with open_ledger(str(path), create=True, clock=Calendar()) as ledger:
        ledger.record_all([source_record(f"s-{n}") for n in range(40)], by=ANALYST)
        ledger.inclusion(1)
    return path


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db, db, untriggered(db):
        assert db.execute(statement).rowcount == 1


@pytest.mark.parametrize("statement", DAMAGED.values(), ids=DAMAGED)
def test_nothing_is_proved_of_what_was_altered(file: Path, statement: str) -> None:
    damage(file, statement)

    with open_ledger(str(file)) as ledger, pytest.raises(DamagedLedger):
        ledger.inclusion(9)


def test_without_the_check_of_the_proof_a_bad_one_would_be_handed_out(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    damage(file, DAMAGED["a node"])
    monkeypatch.setattr(proofs, "is_included", lambda *given: True)

    with open_ledger(str(file)) as ledger:
        assert not shows(ledger.inclusion(9))


def test_an_altered_node_does_not_show_that_the_log_goes_on(file: Path) -> None:
    damage(file, DAMAGED["a node"])

    with open_ledger(str(file)) as ledger, pytest.raises(DamagedLedger):
        ledger.consistency(10)


def test_an_altered_entry_is_not_handed_out_in_a_tile(file: Path) -> None:
    damage(file, DAMAGED["an entry"])

    with open_ledger(str(file)) as ledger, pytest.raises(DamagedLedger):
        ledger.tile("entries/000.p/20")


def test_a_story_as_a_whole_has_its_proofs(ledger: Ledger) -> None:
    receipts = ledger.record_all(everything(), by=ANALYST)

    assert all(ledger.inclusion(receipt.position).digest == receipt.digest for receipt in receipts)
