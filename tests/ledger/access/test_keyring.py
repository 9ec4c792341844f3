import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from ledger.access import keyring as module
from ledger.access.keyring import Keyring, keyring_of
from ledger.access.keys import Key
from ledger.access.roles import KeyRole
from ledger.errors import Conflict, NotALedger, NotFound, Refusal, Rejected, StorageFailure, Unauthenticated
from tests.ledger.story import Calendar

Open = Callable[[], Keyring]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.ledger-keys"


@pytest.fixture
def opened(path: Path, calendar: Calendar) -> Iterator[Open]:
    """Opens the same keyring, as often as it is asked to."""
    rings: list[Keyring] = []

    def another() -> Keyring:
        rings.append(Keyring(path, calendar))
        return rings[-1]

    yield another
    for ring in rings:
        ring.close()


def refused(ring: Keyring, text: str) -> bool:
    try:
        ring.find(text)
    except Unauthenticated:
        return True
    return False


def test_a_key_is_found_by_its_text_alone(opened: Open) -> None:
    ring = opened()
    made, other = (ring.create(name, KeyRole.ANALYST, ["b", "a"], by="root") for name in ("ana", "ben"))

    assert ring.find(made.text) == made.key
    assert (made.key.principal, made.key.role, made.key.deals) == ("ana", "analyst", ("a", "b"))
    assert ring.find(other.text).principal == "ben"
    assert refused(ring, made.text[:-1] + ("0" if made.text[-1] != "0" else "1"))
    assert refused(ring, made.text.replace(made.key.id, other.key.id))
    assert refused(ring, "clk_" + "0" * 10 + "_" + "0" * 64)


def test_the_text_is_not_kept(opened: Open, path: Path) -> None:
    made = opened().create("ana", KeyRole.READER, None, by="root")
    opened().close()
    kept = b"".join(found.read_bytes() for found in path.parent.iterdir())

    secret = made.text.rpartition("_")[2]
    assert made.key.id.encode() in kept
    assert secret.encode() not in kept
    assert bytes.fromhex(secret) not in kept


def test_keys_are_for_the_owner_of_the_file_alone(opened: Open, path: Path) -> None:
    opened().create("ana", KeyRole.READER, None, by="root")

    assert {stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()} == {0o600}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has as much time go by as others may take to look."""
    passed = 0.0

    def pass_by() -> None:
        nonlocal passed
        passed += module.SOON
        monkeypatch.setattr(module, "monotonic", lambda: monotonic() + passed)

    return pass_by


def test_what_one_opening_does_the_others_see_soon(opened: Open, later: Callable[[], None]) -> None:
    one, other = opened(), opened()
    made = one.create("ana", KeyRole.ANALYST, None, by="root")
    assert other.find(made.text) == made.key

    one.narrow(made.key.id, role=KeyRole.READER, deals=["a"], by="root")
    later()
    assert (other.find(made.text).role, other.find(made.text).deals) == ("reader", ("a",))

    one.revoke(made.key.id, by="root")
    assert refused(one, made.text)  # who revokes it lets it in no more at all
    later()
    assert refused(other, made.text)
    assert refused(opened(), made.text)


def test_a_key_is_good_as_soon_as_another_opening_has_made_it(opened: Open) -> None:
    one, other = opened(), opened()
    first = one.create("ana", KeyRole.ANALYST, None, by="root")
    assert other.find(first.text)  # and it does not look again so soon

    assert other.find(one.create("ben", KeyRole.READER, None, by="root").text).principal == "ben"


def test_another_process_sees_a_revocation_soon(opened: Open, path: Path, later: Callable[[], None]) -> None:
    ring = opened()
    made = ring.create("ana", KeyRole.ANALYST, None, by="root")
    assert ring.find(made.text)
    program = (
        "import sys; from pathlib import Path; from ledger.access.keyring import Keyring; "
        "from ledger.opening import utc_now; Keyring(Path(sys.argv[1]), utc_now).revoke(sys.argv[2], by='root')"
    )
    subprocess.run([sys.executable, "-c", program, str(path), made.key.id], check=True)

    later()
    assert refused(ring, made.text)


def test_a_key_is_found_while_somebody_else_writes(opened: Open, path: Path) -> None:
    ring = opened()
    made = ring.create("ana", KeyRole.READER, None, by="root")
    waits = Event()
    ring._db.set_trace_callback(lambda said: waits.set() if said.startswith("BEGIN") else None)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        creating = Thread(target=ring.create, args=("ben", KeyRole.READER, None), kwargs={"by": "root"})
        creating.start()
        assert waits.wait(20)

        assert ring.find(made.text).principal == "ana"
        assert ring.key(made.key.id).last_used_at is not None
        assert refused(ring, made.text[:-4] + "0000")
        assert creating.is_alive()  # it waits for the other, and nobody for it

        other.execute("COMMIT")
        creating.join(20)
    known = ring.keys()
    assert [key.principal for key in known] == ["ana", "ben"]


def test_a_keyring_that_is_kept_from_being_read_says_so_at_once(opened: Open, path: Path) -> None:
    made = opened().create("ana", KeyRole.READER, None, by="root")
    ring = opened()
    ring._reads.close()

    with pytest.raises(StorageFailure):
        ring.find(made.text)
    (patience,) = opened()._reads.execute("PRAGMA busy_timeout").fetchone()
    assert patience == 0


def test_a_revoked_key_stays_revoked_and_on_record(opened: Open, calendar: Calendar) -> None:
    ring = opened()
    made = ring.create("ana", KeyRole.READER, None, by="root")
    calendar.on("2024-02-01")
    revoked = ring.revoke(made.key.id, by="root")
    calendar.on("2024-03-01")

    assert revoked.revoked_at == "2024-02-01T12:00:00.000000Z"
    assert ring.revoke(made.key.id, by="root") == revoked
    assert ring.keys() == [revoked]
    with pytest.raises(Conflict, match="was revoked"):
        ring.narrow(made.key.id, role=KeyRole.READER, by="root")


def test_what_was_done_with_a_key_is_never_overwritten(opened: Open, path: Path) -> None:
    ring = opened()
    made = ring.create("ana", KeyRole.ADMIN, None, by="root")
    ring.narrow(made.key.id, role=KeyRole.READER, by="eve")
    ring.revoke(made.key.id, by="root")

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT what, by FROM changes ORDER BY number").fetchall() == [
            ("created", "root"),
            ("narrowed", "eve"),
            ("revoked", "root"),
        ]
        for statement in ("UPDATE changes SET by = 'nobody'", "DELETE FROM changes"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                db.execute(statement)


def test_when_a_key_was_last_used_is_known_to_the_minute(opened: Open, calendar: Calendar) -> None:
    ring = opened()
    made = ring.create("ana", KeyRole.READER, None, by="root")
    assert ring.key(made.key.id).last_used_at is None
    calendar.pass_seconds(95)
    ring.find(made.text)

    assert ring.key(made.key.id).last_used_at == "2024-01-01T12:01:00.000000Z"
    assert opened().key(made.key.id).last_used_at is None  # it is written down now and then
    ring.write_uses()
    assert opened().key(made.key.id).last_used_at == "2024-01-01T12:01:00.000000Z"


@pytest.mark.parametrize(
    ("principal", "deals", "field"), [("", None, "principal"), ("x" * 501, None, "principal"), ("a", ["No"], "deals.0")]
)
def test_a_key_that_cannot_be_is_refused(opened: Open, principal: str, deals: list[str] | None, field: str) -> None:
    with pytest.raises(Rejected) as refusal:
        opened().create(principal, KeyRole.READER, deals, by="root")

    assert refusal.value.field == field
    assert opened().keys() == []


def test_a_key_that_is_not_there_cannot_be_changed(opened: Open) -> None:
    ring = opened()
    asked: list[Callable[[], Key]] = [
        lambda: ring.key("0123456789"),
        lambda: ring.revoke("0123456789", by="root"),
        lambda: ring.narrow("0123456789", by="root"),
    ]
    for ask in asked:
        with pytest.raises(NotFound, match="keys list"):
            ask()


def test_what_fails_halfway_leaves_the_keys_as_they_were(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = opened()
    made = ring.create("ana", KeyRole.ADMIN, None, by="root")
    whole = Keyring._write

    def fail(*args: object) -> None:
        whole(*args)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Keyring, "_write", fail)
    with pytest.raises(StorageFailure, match="disk I/O error"):
        ring.revoke(made.key.id, by="root")
    monkeypatch.undo()

    assert ring.find(made.text) == made.key
    ring.revoke(made.key.id, by="root")
    assert refused(ring, made.text)


@pytest.mark.parametrize("pragma", ["application_id = 7", f"user_version = {module.FORMAT + 1}"])
def test_what_is_no_keyring_or_a_newer_one_is_left_alone(path: Path, calendar: Calendar, pragma: str) -> None:
    Keyring(path, calendar).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA {pragma}")

    with pytest.raises(Refusal) as refusal:
        Keyring(path, calendar)
    assert isinstance(refusal.value, NotALedger)


def test_a_file_that_is_no_database_is_refused(path: Path, calendar: Calendar) -> None:
    path.write_text("no database, but a text of more than a hundred bytes " * 5)

    with pytest.raises(StorageFailure):
        Keyring(path, calendar)


def test_the_keyring_lies_beside_its_ledger() -> None:
    assert keyring_of("folder/claims.ledger") == Path("folder/claims.ledger-keys")
    assert keyring_of(":memory:") is None


def test_a_keyring_that_others_may_read_is_closed_to_them(opened: Open, path: Path) -> None:
    path.touch()
    path.chmod(0o666)
    opened().create("ana", KeyRole.READER, None, by="root")

    assert {stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()} == {0o600}
