"""A witness of a sound ledger says nothing; of one that lost, doubled or changed something it says what."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ledger.opening import open_ledger
from ledger.parsing import parse_record
from torture import story
from torture.clients import Acknowledged
from torture.witness import Witness


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.ledger"
    with open_ledger(str(path), create=True) as ledger:
        story.begin(ledger)
    return path


@pytest.fixture
def witness(path: Path) -> Witness:
    """It has seen what was on record at the beginning."""
    witness = Witness(path)
    assert witness.look([]) == []
    return witness


def recorded(path: Path, *labels: str) -> list[Acknowledged]:
    with open_ledger(str(path)) as ledger:
        receipts = [ledger.record(parse_record(story.line(label)), by="test") for label in labels]
        assert len(ledger.claims().items) >= len(labels)  # the index has followed
    return [
        Acknowledged(label, receipt.position, receipt.digest) for label, receipt in zip(labels, receipts, strict=True)
    ]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def test_what_was_acknowledged_and_stands_is_no_fault(path: Path, witness: Witness) -> None:
    told = recorded(path, "a", "b")

    assert witness.look(told) == []
    assert witness.examine() == []
    assert witness.holds(["a", "b", "c"]) == 2
    assert witness.head == told[-1].position


def test_a_claim_that_was_acknowledged_and_is_not_there_is_found(path: Path, witness: Witness) -> None:
    told = recorded(path, "a")
    (fault,) = witness.look([*told, Acknowledged("b", told[-1].position + 1, "sha256:")])

    assert "claim b was acknowledged" in fault and "not on record" in fault


@pytest.mark.parametrize("other", [{"position": 1}, {"digest": "sha256:"}])
def test_a_claim_that_stands_elsewhere_than_was_said_is_found(
    path: Path, witness: Witness, other: dict[str, object]
) -> None:
    (told,) = recorded(path, "a")
    said = {"position": told.position, "digest": told.digest} | other
    (fault,) = witness.look([Acknowledged("a", **said)])  # type: ignore[arg-type]

    assert f"stands at {told.position}" in fault


def test_a_claim_that_is_there_twice_is_found(path: Path, witness: Witness) -> None:
    told = recorded(path, "a")
    line = story.line("a").replace(b"an official says", b"another official says")
    with open_ledger(str(path)) as ledger:
        ledger.record(parse_record(line), by="test")
    (fault,) = witness.look(told)

    assert "claim a is recorded twice" in fault


def test_a_log_that_lost_its_end_is_found(path: Path, witness: Witness) -> None:
    earlier = path.with_name("earlier")
    shutil.copy(path, earlier)
    assert witness.look(recorded(path, "a")) == []
    shutil.copy(earlier, path)
    (fault,) = witness.look([])

    assert f"the log had come to position {witness.head} and ends at {witness.head - 1}" in fault


def test_an_entry_that_is_gone_is_found(path: Path, witness: Witness) -> None:
    told = recorded(path, "a", "b")
    with opened(path) as db:
        db.execute("DROP TRIGGER events_delete")
        db.execute("DELETE FROM events WHERE position = ?", (told[0].position,))
    (fault,) = witness.look([])

    assert f"position {told[0].position} is missing" in fault


def test_an_index_that_misses_a_claim_is_found(path: Path, witness: Witness) -> None:
    told = recorded(path, "a", "b")
    with opened(path) as db:
        ((used,),) = db.execute("SELECT number FROM view_generation WHERE state = 'used'")
        db.execute(f"DELETE FROM view_claim_{used} WHERE position = ?", (told[0].position,))
    (fault,) = witness.look(told)

    assert "the index lists" in fault
    assert len(witness.examine()) == 1


def test_an_entry_that_changed_is_found_even_where_the_index_was_built_anew(path: Path, witness: Witness) -> None:
    (told,) = recorded(path, "a")
    assert witness.look([told]) == []
    with opened(path) as db:
        ((trigger,),) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'events_update'")
        db.execute("DROP TRIGGER events_update")
        ((state,),) = db.execute("SELECT state FROM events WHERE position = ?", (told.position,))
        other = state.replace(b'"recorded_by":"test"', b'"recorded_by":"tess"')
        db.execute("UPDATE events SET state = ? WHERE position = ?", (other, told.position))
        db.execute(trigger)
    with open_ledger(str(path)) as ledger:
        ledger.rebuild()

    assert witness.examine() == ["an entry is not what it was when it was first read"]
