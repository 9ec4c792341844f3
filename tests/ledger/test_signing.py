import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from ledger.audit import signing
from ledger.audit.checkpoints import Checkpoint
from ledger.audit.notes import Note
from ledger.audit.signers import Verifier
from ledger.errors import DamagedLedger
from ledger.opening import back_up_ledger, open_ledger, restore_ledger
from ledger.proof import SignedCheckpoint
from ledger.service import Ledger
from ledger.store.notary import SUFFIX
from tests.ledger.given import source_record
from tests.ledger.store.damages import untriggered
from tests.ledger.story import ANALYST, Calendar, everything, head


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger of 21 entries, of which a checkpoint was signed."""
    path = tmp_path / "claims.ledger"
    with open_ledger(str(path), create=True, clock=Calendar()) as ledger:
        ledger.record_all([source_record(f"s-{n}") for n in range(20)], by=ANALYST)
        ledger.checkpoint()
    return path


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """A ledger that holds a story."""
    ledger.record_all(everything(), by=ANALYST)
    return ledger


def signers(ledger: Ledger, found: SignedCheckpoint) -> list[str]:
    """The ids of the verifiers by which a checkpoint is the ledger's."""
    known = [Verifier.parse(one.verifier) for one in ledger.verifiers().items]
    return [verifier.key_id.hex() for verifier, _ in Note.parse(found.note.encode()).signed_by(known)]


def test_a_checkpoint_says_what_the_log_holds(told: Ledger) -> None:
    found = told.checkpoint()

    assert (found.size, found.root) == (head(told), told.consistency(0).root)
    text = Checkpoint.parse(Note.parse(found.note.encode()).text)
    assert (text.origin, text.size, "sha256:" + text.root.hex()) == (found.origin, found.size, found.root)
    assert signers(told, found) == [told.verifiers().items[0].key_id]


def test_an_empty_ledger_has_a_checkpoint() -> None:
    with open_ledger(":memory:", create=True) as ledger:
        assert ledger.checkpoint().size == 0
        assert ledger.verifiers().items[0].retired_at is None


def test_there_is_no_verifier_before_it_is_needed(ledger: Ledger) -> None:
    assert ledger.verifiers().items == ()


def test_each_rotation_can_be_followed_from_one_signer_to_the_next(told: Ledger) -> None:
    first = told.signing.begin("example.org/claims")
    assert first is not None
    before = told.checkpoint()
    second = told.signing.rotate()
    both = told.checkpoint()
    told.signing.retire(first.key_id)
    after = told.checkpoint()

    found = [signers(told, one) for one in (before, both, after)]
    assert found == [
        [first.key_id],
        [first.key_id, second.key_id],
        [second.key_id],
    ]
    assert {found.origin for found in (before, both, after)} == {"example.org/claims"}
    assert [one.retired_at is None for one in told.verifiers().items] == [False, True]


def altered(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db, db, untriggered(db):
        assert db.execute(statement).rowcount > 0


def test_after_an_entry_was_altered_and_indexed_anew_nothing_is_signed(file: Path) -> None:
    altered(file, "UPDATE events SET state = CAST(replace(state, 'analyst', 'another') AS BLOB) WHERE position = 9")

    with open_ledger(str(file)) as ledger:
        ledger.rebuild()
        with pytest.raises(DamagedLedger, match="from 1 to 21"):
            ledger.checkpoint()


def test_after_the_tail_was_cut_nothing_is_signed(file: Path) -> None:
    altered(file, "DELETE FROM events WHERE position > 18")
    altered(file, "UPDATE sqlite_sequence SET seq = 18 WHERE name = 'events'")

    with open_ledger(str(file)) as ledger:
        ledger.rebuild()
        with pytest.raises(DamagedLedger, match="position 19 is missing"):
            ledger.checkpoint()


def test_without_the_check_the_altered_log_would_be_signed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the two tests above."""
    monkeypatch.setattr(signing, "hold", lambda book, last, tree: None)
    altered(file, "UPDATE events SET state = CAST(replace(state, 'analyst', 'another') AS BLOB) WHERE position = 9")

    with open_ledger(str(file)) as ledger:
        ledger.rebuild()
        assert ledger.checkpoint().size == 21


def test_a_damaged_index_has_no_other_root_signed(file: Path) -> None:
    with open_ledger(str(file)) as ledger:
        ledger.record_all([source_record(f"t-{n}") for n in range(20)], by=ANALYST)
        ledger.follow()
    altered(file, "UPDATE view_node_1 SET hash = zeroblob(32) WHERE position = 32")

    with open_ledger(str(file)) as ledger:
        with pytest.raises(DamagedLedger, match="rebuild"):
            ledger.checkpoint()
        ledger.rebuild()
        assert ledger.checkpoint().size == 41


def test_a_ledger_put_back_from_an_older_copy_is_not_signed_for(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    back_up_ledger(str(file), copy, progress=lambda *told: None)
    with open_ledger(str(file)) as ledger:
        ledger.record(source_record("later"), by=ANALYST)
        ledger.checkpoint()
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)

    restore_ledger(copy, str(file), progress=lambda *told: None)

    with open_ledger(str(file)) as ledger, pytest.raises(DamagedLedger, match="position 22 is missing"):
        ledger.checkpoint()


def test_no_copy_of_a_ledger_has_its_signers(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    back_up_ledger(str(file), copy, progress=lambda *told: None)
    secret = sqlite3.connect(str(file) + SUFFIX).execute("SELECT secret FROM signers").fetchone()[0].encode()

    assert secret in Path(str(file) + SUFFIX).read_bytes()
    assert not any(secret in path.read_bytes() for path in (file, copy))
    with open_ledger(str(copy)) as other, open_ledger(str(file)) as ledger:
        assert other.checkpoint().origin != ledger.checkpoint().origin
        assert other.checkpoint().root == ledger.checkpoint().root


def test_whoever_asks_at_once_is_told_checkpoints_that_go_on_from_each_other(told: Ledger) -> None:
    found: list[SignedCheckpoint] = []

    def ask(number: int) -> None:
        told.record(source_record(f"s-{number}"), by=ANALYST)
        found.append(told.checkpoint())

    threads = [Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 12
    for one in found:
        assert told.consistency(one.size).old_root == one.root
    assert len({one.note for one in found}) == len({one.size for one in found})
