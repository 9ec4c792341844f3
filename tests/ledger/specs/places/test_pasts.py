import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ledger.interchange.exporting import export_lines
from ledger.opening import open_ledger, utc_now
from ledger.specs.faults import Miswritten, NoLedger
from ledger.specs.places.pasts import Pasts, read_past
from tests.ledger.specs.earlier import HEAD, NAME, keep

CLAIM_WITH_NOTE = 8


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return keep(tmp_path / "history.db")


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Nothing in a folder is made, changed or removed, to the byte and the time."""
    before = _kept(folder)
    yield
    assert _kept(folder) == before


def _kept(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("moment", "position"),
    [("10", 10), ("2023-10-14", 10), ("2023-10-14T11:59:59Z", 9), ("2023-10-14T12:00:00Z", 10), ("2023-12-31", HEAD)],
)
def test_a_copy_holds_the_entries_up_to_a_moment_to_the_byte(file: Path, moment: str, position: int) -> None:
    # given
    with open_ledger(str(file)) as original:
        expected = [entry.data for entry in original.entries(until=position)]
    # when
    found = read_past(file, moment)
    with found.opened(utc_now) as copy:
        # then
        assert [entry.data for entry in copy.entries()] == expected
        assert found.moment.position == position == copy.health().head
        assert copy.examination().fault is None


def test_the_original_is_not_touched_and_each_copy_goes_on_by_itself(file: Path, tmp_path: Path) -> None:
    with untouched(tmp_path):
        found = read_past(file, "2023-10-14")
        with found.opened(utc_now) as one, found.opened(utc_now) as other:
            one.begin(by="test")
            one.forget(one.claims().items[0].id, "he objects", by="test")
            assert (one.health().head, other.health().head) == (11, 10)
            assert (one.claims().items[0].note, other.claims().items[0].note) == (None, "seen by a friend")
            with found.opened(utc_now) as third:
                assert third.claims().items[0].note == "seen by a friend"


def test_the_twin_what_touches_it_is_seen(file: Path, tmp_path: Path) -> None:
    with pytest.raises(AssertionError), untouched(tmp_path):
        os.utime(file)
    with pytest.raises(AssertionError), untouched(tmp_path), closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE mine (x)")


def test_an_empty_ledger_is_empty_each_time_and_its_index_is_made_already() -> None:
    with closing(Pasts({})) as pasts, pasts.empty(utc_now) as one, pasts.empty(utc_now) as other:
        assert one.begin(by="test").position == 1
        assert (one.follow(), other.health().head) == (1, 0)
        assert one.examination().fault is None


def test_a_past_is_read_once_for_each_moment(file: Path) -> None:
    with closing(Pasts({NAME: file})) as pasts:
        assert pasts.of(NAME, "2023-10-14") is pasts.of(NAME, "2023-10-14")
        assert pasts.of(NAME, "2023-10-13").moment.position == 9


def test_words_that_were_recorded_later_or_are_forgotten_are_not_in_a_copy(tmp_path: Path) -> None:
    # given
    file = keep(tmp_path / "history.db")
    with open_ledger(str(file)) as original:
        claim = original.claims().items[0]
        original.forget(claim.id, "he objects", by="test")
    # when: before it was recorded, and when it was not forgotten yet
    before, after = read_past(file, "7"), read_past(file, "2023-10-14")
    # then
    assert before.past._recorder._vault == {}
    with after.opened(utc_now) as copy:
        assert copy.claim(claim.id).note is None


def test_an_export_serves_as_well_without_what_the_vault_holds(file: Path, tmp_path: Path) -> None:
    # given
    with open_ledger(str(file)) as original:
        export = tmp_path / "history.ndjson"
        export.write_bytes(b"".join(export_lines(original)))
        expected = original.beliefs("d-1", recorded_as_of="10")
    # when
    with read_past(export, "2023-10-14").opened(utc_now) as copy:
        # then
        assert copy.beliefs("d-1") == expected
        assert copy.claims().items[0].note is None


def test_a_ledger_of_an_older_format_is_read_as_it_is(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        for statement in ("DROP TABLE erasing", "DROP TABLE answers", "DROP TABLE answered", "PRAGMA user_version = 1"):
            db.execute(statement)
    with untouched(tmp_path), read_past(file, "2023-10-14").opened(utc_now) as copy:
        assert copy.health().head == 10


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2023-10-09", "nothing was recorded there by 2023-10-09"),
        ("0", "nothing was recorded there by 0"),
        ("99", "position 99 lies beyond the head of that ledger, 15"),
        ("2999-01-01", "2999-01-01 is not over yet"),
    ],
)
def test_a_moment_of_which_nothing_is_known_is_told(file: Path, moment: str, why: str) -> None:
    with pytest.raises(Miswritten, match=why) as told:
        read_past(file, moment)
    assert not isinstance(told.value, NoLedger)


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    # given
    empty, page, other, newer = (tmp_path / name for name in ("empty", "page", "other.db", "newer.db"))
    empty.touch()
    page.write_text("Dear colleagues,\n")
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE mine (x)")
    keep(newer)
    with closing(sqlite3.connect(newer)) as db:
        db.execute("PRAGMA user_version = 99")
    # when, then
    for path, why in (
        (tmp_path / "none.db", "there is no ledger at .*none.db"),
        (tmp_path, "there is no ledger at"),
        (empty, "nothing was recorded there"),
        (page, "page holds no sound log at position 1: the entry is not JSON"),
        (other, "other.db is an SQLite database of another program; expected is a ledger's file"),
        (newer, "newer.db is a ledger of format 99.*upgrade the program"),
    ):
        with pytest.raises(NoLedger, match=why):
            read_past(path, "2023-10-14")


def test_a_log_that_was_altered_is_told_with_the_position(file: Path, tmp_path: Path) -> None:
    # given
    with open_ledger(str(file)) as original:
        lines = list(export_lines(original))
    export = tmp_path / "altered.ndjson"
    export.write_bytes(b"".join([*lines[:4], *lines[5:]]))
    # when, then
    with pytest.raises(NoLedger, match=r"altered.ndjson holds no sound log at position 5: here is what was recorded"):
        read_past(export, "2023-10-14")


def test_a_name_that_no_file_has_is_told_with_those_that_have(file: Path) -> None:
    with pytest.raises(NoLedger, match='no ledger is called "x" here; there are "earlier history": say where it is'):
        Pasts({NAME: file}).of("x", "2023-10-14")
    assert Pasts({}, any_name=file).of("x", "2023-10-14").moment.position == 10
