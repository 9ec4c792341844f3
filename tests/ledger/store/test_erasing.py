"""What is forgotten lies in no file of the ledger any more; each safeguard has a twin that goes without."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ledger.canonical import commitment
from ledger.events import ContentForgotten
from ledger.log import Answered, Change, Erasure, Secret
from ledger.store import StoredLog, erasing, file, open_sqlite
from ledger.store.backup import backup
from ledger.store.file import connect
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Open

SALT, WORDS = b"a salt that nobody can guess....", b"Jana Novotna said it, who must not be named. "
LONG = WORDS * 2_000
NOTE = Secret(commitment(SALT, WORDS), SALT, WORDS)
PAGES = Secret(commitment(SALT, LONG), SALT, LONG)
SUBJECT = "document:report"
SENT = Answered(b"k" * 32, b"the salt of what was sent.......", b"p" * 32, b'[{"stream":"document:report"}]')
OTHER = Answered(b"o" * 32, b"the salt of something else......", b"p" * 32, b'[{"stream":"document:other"}]')

FIND = """
import pathlib, sys
path, needle = pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
files = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", ".writer")]
print(*(file.name for file in files if file.exists() and needle in file.read_bytes()))
"""
"""Another process looks: to close a file here would drop the locks that SQLite has on it."""


def lies_in(path: Path, needle: bytes) -> set[str]:
    """The files of a ledger, open or not, in which some bytes lie."""
    ran = subprocess.run(
        [sys.executable, "-c", FIND, str(path), needle.hex()], capture_output=True, text=True, check=True
    )
    return {name.removeprefix(path.name) for name in ran.stdout.split()}


def keep(log: StoredLog, *secrets: Secret) -> None:
    log.append([Change("source:a", 0, (graded("a"),), "analyst")], secrets=secrets, answers=[SENT, OTHER])


def forget(log: StoredLog, *secrets: Secret) -> None:
    gone = tuple(secret.commitment for secret in secrets)
    fact = ContentForgotten(subject=SUBJECT, commitments=gone, reason="an order of the court")
    log.append([Change(SUBJECT, 0, (fact,), "dpo")], erasures=[Erasure(SUBJECT, gone)])


def traces(path: Path) -> set[str]:
    """Where anything of what was forgotten lies."""
    return set().union(*(lies_in(path, needle) for needle in (WORDS, SALT, SENT.salt)))


@pytest.mark.parametrize("secret", [NOTE, PAGES], ids=["a note", "many pages"])
def test_nothing_of_it_is_left_in_any_file(path: Path, opened: Open, secret: Secret) -> None:
    log = opened(create=True)
    keep(log, secret)
    assert traces(path) == {"-wal"}

    forget(log, secret)
    assert (log.reveal(secret.commitment), log.holds(secret.commitment)) == (None, False)
    assert log.erasing() == (2,)

    assert log.overwrite()
    assert log.erasing() == ()
    assert traces(path) == set()
    assert lies_in(path, OTHER.salt)  # whoever looks does see
    log.check()


def test_nothing_of_it_is_left_once_it_had_reached_the_file(path: Path, opened: Open) -> None:
    with closing(opened(create=True)) as log:
        keep(log, NOTE, PAGES)
    assert traces(path) == {""}

    log = opened()
    forget(log, NOTE, PAGES)
    assert traces(path) == {""}  # the journal has it emptied, the file not yet

    assert log.overwrite()
    assert traces(path) == set()


def test_the_twin_without_a_checkpoint_it_lies_there(path: Path, opened: Open) -> None:
    log = opened(create=True)
    keep(log, NOTE)

    forget(log, NOTE)

    assert traces(path) == {"-wal"}


def test_the_twin_without_secure_delete_it_lies_there(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, ("secure_delete", "OFF")))
    log = opened(create=True)
    keep(log, NOTE, PAGES)

    forget(log, NOTE, PAGES)

    assert log.overwrite()
    assert traces(path) == {""}


def test_a_statement_that_erases_goes_through_no_temporary_file(path: Path, opened: Open) -> None:
    opened(create=True).close()

    with closing(connect(path)) as db:
        assert db.execute("PRAGMA temp_store").fetchone() == (2,)  # MEMORY


def test_the_answers_to_what_it_was_sent_with_have_no_salt_any_more(log: StoredLog) -> None:
    keep(log, NOTE)
    batch, own = b"b" * 32, b"f" * 32
    log.append(
        [],
        answers=[
            Answered(batch, b"s" * 32, b"p" * 32, b"[]"),
            Answered(own, b"s" * 32, b"p" * 32, b'[{"kind":"forgetting","stream":"document:report"}]'),
        ],
    )

    forget(log, NOTE)

    found = {key: log.answered(key) for key in (SENT.key, OTHER.key, batch, own)}
    assert {key for key, one in found.items() if one is not None and one.salt == b""} == {SENT.key, batch}
    log.check()


def test_while_somebody_reads_what_was_there_it_is_not_done_and_said_so(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "PATIENCE_MS", 50)
    log, reader = opened(create=True), opened()
    keep(log, NOTE)

    with reader.views.reading() as db:
        db.execute("SELECT count(*) FROM events").fetchone()
        forget(log, NOTE)
        assert not log.overwrite(patient=True)
        assert (log.erasing(), reader.erasing()) == ((2,), (2,))
        assert traces(path)

    assert reader.overwrite()  # whoever tries next
    assert (log.erasing(), traces(path)) == ((), set())


def test_while_somebody_here_writes_only_the_patient_wait(opened: Open) -> None:
    log = opened(create=True)
    keep(log, NOTE)
    forget(log, NOTE)

    with log._recorder.datastore.connected(True):  # type: ignore[attr-defined]
        assert not log.overwrite()
    assert log.overwrite()


CRASH = """
import os, sys
from tests.ledger.store.conftest import Watch
from tests.ledger.store.test_erasing import NOTE, forget
from ledger.store import open_sqlite
log = open_sqlite(sys.argv[1], clock=Watch())
forget(log, NOTE)
os._exit(9)
"""


def test_after_a_crash_in_between_the_next_writer_overwrites_it(path: Path, opened: Open) -> None:
    with closing(opened(create=True)) as log:
        keep(log, NOTE)
    crashed = subprocess.run([sys.executable, "-c", CRASH, str(path)], cwd=Path(__file__).parents[3], check=False)
    assert crashed.returncode == 9
    assert traces(path)

    log = opened()
    assert (log.erasing(), log.head().position, log.reveal(NOTE.commitment)) == ((2,), 2, None)
    with log.writing():
        pass

    assert (log.erasing(), traces(path)) == ((), set())


def test_a_forgetting_that_is_refused_erases_nothing(log: StoredLog) -> None:
    keep(log, NOTE)
    fact = ContentForgotten(subject=SUBJECT, commitments=(NOTE.commitment,), reason="x")

    with pytest.raises(Exception, match="were expected"):
        log.append([Change(SUBJECT, 7, (fact,), "dpo")], erasures=[Erasure(SUBJECT, (NOTE.commitment,))])

    assert log.reveal(NOTE.commitment) == WORDS
    assert log.erasing() == ()


def test_what_a_copy_brought_back_is_erased_again_without_an_entry(log: StoredLog) -> None:
    keep(log, NOTE)

    assert log.append([], erasures=[Erasure(SUBJECT, (NOTE.commitment,))]) == []

    assert (log.reveal(NOTE.commitment), log.head().position) == (None, 1)


def test_a_copy_of_it_holds_nothing_of_it(path: Path, opened: Open) -> None:
    with closing(opened(create=True)) as log:
        keep(log, NOTE)
        forget(log, NOTE)
    copy = path.with_name("copy.ledger")

    backup(path, copy, lambda *_: None)

    assert traces(copy) == set()
    with closing(open_sqlite(copy, clock=log._clock)) as restored:
        restored.check()
