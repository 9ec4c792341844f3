import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from stat import S_IMODE

import pytest

from ledger.audit.checkpoints import Checkpoint
from ledger.audit.notes import noted
from ledger.audit.signing import Signed
from ledger.errors import BadSigner, Conflict, DamagedLedger, NotALedger, NotFound
from ledger.store.notary import FileNotary

NOW = "2031-10-12T00:00:00.000000Z"


def at(path: Path | None) -> FileNotary:
    return FileNotary(path, lambda: NOW)


@pytest.fixture(params=["memory", "file"])
def notary(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FileNotary]:
    with closing(at(None if request.param == "memory" else tmp_path / "x-signers")) as made:
        yield made


def signed(notary: FileNotary, size: int) -> Signed:
    """Have a checkpoint of this size signed and kept."""
    with notary.writing() as book:
        checkpoint = Checkpoint(book.signers()[0].name, size, bytes([size]) * 32)
        kept = Signed(checkpoint, noted(checkpoint.text, [book.signers()[0].sign(checkpoint.text)]))
        book.keep(kept)
    return kept


def test_nothing_is_made_before_it_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "x-signers"
    with closing(at(path)) as notary:
        assert notary.held() == []
    assert not path.exists()


def test_the_first_signer_brings_the_origin(notary: FileNotary) -> None:
    made = notary.begin("example.org/claims")

    assert made is not None and made.verifier.name == "example.org/claims"
    assert (made.made_at, made.retired_at) == (NOW, None)
    assert notary.begin("another") is None
    assert notary.held() == [made]


def test_whoever_signs_first_makes_a_signer_of_an_origin_of_its_own(notary: FileNotary) -> None:
    with notary.writing() as book:
        (signer,) = book.signers()
    with closing(at(None)) as other:
        begun = other.begin()

    assert notary.held()[0].verifier == signer.verifier
    assert begun is not None and begun.verifier.name != signer.name
    assert signer.name.startswith("claim-ledger/")


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "a" * 201])
def test_what_can_be_no_origin(notary: FileNotary, origin: str) -> None:
    with pytest.raises(BadSigner, match="origin"):
        notary.begin(origin)
    assert notary.held() == []


def test_a_new_signer_signs_beside_the_old_one_until_that_is_retired(notary: FileNotary) -> None:
    notary.begin("example.org/claims")
    new = notary.rotate()
    old = notary.held()[0]

    with notary.writing() as book:
        assert [signer.verifier for signer in book.signers()] == [old.verifier, new.verifier]
    retired = notary.retire(old.verifier.key_id.hex())
    with notary.writing() as book:
        assert [signer.verifier for signer in book.signers()] == [new.verifier]
    assert new.verifier.name == old.verifier.name
    assert [held.retired_at for held in notary.held()] == [NOW, None]
    assert notary.retire(old.verifier.key_id.hex()) == retired


def test_the_last_signer_stays(notary: FileNotary) -> None:
    made = notary.begin()
    assert made is not None

    with pytest.raises(Conflict, match="rotate"):
        notary.retire(made.verifier.key_id.hex())
    with pytest.raises(NotFound):
        notary.retire("00000000")


def test_what_was_signed_is_kept_in_its_order(notary: FileNotary) -> None:
    kept = [signed(notary, size) for size in (3, 5, 9)]

    with notary.writing() as book:
        assert book.signed() == kept[2]
        assert book.signed(below=9) == kept[1]
        assert book.signed(below=3) is None


def test_what_was_begun_and_failed_leaves_nothing(notary: FileNotary) -> None:
    with pytest.raises(ZeroDivisionError), notary.writing() as book:
        book.keep(Signed(Checkpoint("a", 0, bytes(32)), noted("a\n", [book.signers()[0].sign("a\n")])))
        _ = 1 / 0

    assert notary.held() == []


def test_a_second_process_finds_what_the_first_one_kept(tmp_path: Path) -> None:
    with closing(at(tmp_path / "x-signers")) as one, closing(at(tmp_path / "x-signers")) as other:
        kept = signed(one, 4)
        with other.writing() as book:
            assert book.signed() == kept
        assert other.held() == one.held()


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "x-signers"
    with closing(at(path)) as notary:
        notary.begin()
        assert S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with closing(at(path)) as notary:
        notary.held()
        assert S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["x-signers"]


def test_a_retired_signer_is_erased_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "x-signers"
    with closing(at(path)) as notary:
        with notary.writing() as book:
            secret = book.signers()[0].text.split("+", 4)[4].encode()
        assert secret in path.read_bytes()
        notary.rotate()
        notary.retire(notary.held()[0].verifier.key_id.hex())

    assert secret not in path.read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM checkpoints",
        "UPDATE checkpoints SET size = 0",
        "DELETE FROM signers",
        "UPDATE signers SET verifier = 'x'",
        "UPDATE signers SET secret = 'x'",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_signed(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "x-signers"
    with closing(at(path)) as notary:
        signed(notary, 2)

    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)


def test_another_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x-signers"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE something (x)")
    before = path.read_bytes()

    with closing(at(path)) as notary, pytest.raises(NotALedger, match="x-signers"):
        notary.begin()
    assert path.read_bytes() == before


def test_what_cannot_be_read_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "x-signers"
    with closing(at(path)) as notary:
        signed(notary, 2)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TRIGGER checkpoints_update")
        db.execute("UPDATE checkpoints SET note = 'x'")

    with closing(at(path)) as notary, pytest.raises(DamagedLedger), notary.writing() as book:
        book.signed()
