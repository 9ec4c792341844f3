import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import current_thread

import pytest

import ledger
from ledger.errors import NotALedger, Unavailable
from ledger.opening import open_ledger, past, utc_now
from ledger.service import Ledger
from tests.ledger.given import source_record
from tests.ledger.story import ANALYST, Calendar, head


def test_it_is_what_the_package_offers() -> None:
    assert ledger.open_ledger is open_ledger
    with pytest.raises(AttributeError, match="no attribute 'open_ledgers'"):
        _ = ledger.open_ledgers


def test_each_ledger_in_memory_is_a_new_one() -> None:
    with open_ledger(":memory:") as one, open_ledger(":memory:") as other:
        one.begin(by=ANALYST)

        assert (head(one), head(other)) == (1, 0)


def test_a_ledger_is_made_only_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "claims.ledger"
    with pytest.raises(NotALedger):
        open_ledger(str(path))
    assert not path.exists()

    with open_ledger(str(path), create=True) as made:
        assert head(made) == 0
        made.record(source_record("outlet"), by=ANALYST)
    with open_ledger(str(path), create=True) as kept:
        assert head(kept) == 2


def test_a_file_that_is_none_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a ledger")

    for create in (False, True):
        with pytest.raises(NotALedger):
            open_ledger(str(path), create=create)
    assert path.read_text() == "not a ledger"
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_an_address_that_this_version_cannot_reach_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="name a file"):
        open_ledger("postgresql://localhost/claims")


def test_the_clock_is_the_machines_in_utc_unless_another_is_given(calendar: Calendar) -> None:
    assert utc_now().tzinfo is UTC
    assert abs(datetime.now(UTC) - utc_now()) < timedelta(seconds=10)
    with open_ledger(":memory:") as real, open_ledger(":memory:", clock=calendar) as given:
        assert real.begin(by=ANALYST).recorded_at[:4] >= "2024"
        assert given.begin(by=ANALYST).recorded_at == "2024-01-01T12:00:00.000000Z"


def test_closing_lets_another_write(file: Path, calendar: Calendar) -> None:
    def write(to: Ledger, name: str) -> None:
        to.record(source_record(name), by=ANALYST)

    with open_ledger(str(file), clock=calendar) as first, open_ledger(str(file), clock=calendar) as second:
        write(first, "one")
        with pytest.raises(Unavailable):
            write(second, "two")
        first.close()
        first.close()
        write(second, "two")
        assert second.source("one").id == "one"


def test_a_ledger_written_by_one_process_is_read_by_another(tmp_path: Path) -> None:
    path = str(tmp_path / "claims.ledger")
    with open_ledger(path, create=True) as made:
        made.record(source_record("outlet"), by=ANALYST)
        program = "import sys, ledger; print(ledger.open_ledger(sys.argv[1]).source('outlet').name)"
        found = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)

    assert found.stdout == "Outlet\n"


def test_a_past_has_the_entries_that_were_recorded_and_each_copy_goes_on_by_itself(calendar: Calendar) -> None:
    # given
    with open_ledger(":memory:", clock=calendar) as original:
        original.record_all([source_record("wire"), source_record("gazette")], by=ANALYST)
        entries = list(original.entries())
    # when
    found = past(entries[:2], ())
    with found.opened(calendar) as one, found.opened(calendar) as other:
        one.record(source_record("herald"), by=ANALYST)
        # then
        assert list(other.entries()) == entries[:2]
        assert [source.id for source in one.sources().items] == ["wire", "herald"]
        assert [source.id for source in other.sources().items] == ["wire"]
        found.close()
        assert other.record(source_record("herald"), by=ANALYST).position == 3
        signed = [ledger.checkpoint() for ledger in (one, other)]
        assert [checkpoint.size for checkpoint in signed] == [3, 3]
        assert one.verifiers() != other.verifiers()


def test_the_main_thread_appends_by_itself_to_the_copy_of_a_past_alone(calendar: Calendar) -> None:
    appended = list[str]()
    with open_ledger(":memory:") as lasting, past((), ()).opened(calendar) as fleeting:
        for opened in (lasting, fleeting):
            opened.hear(lambda _: appended.append(current_thread().name))
            opened.begin(by=ANALYST)

    assert appended == ["steady", "MainThread"]
