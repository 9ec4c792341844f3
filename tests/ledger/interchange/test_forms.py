import csv
import io
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from typing import IO

import pytest

from ledger.errors import StorageFailure
from ledger.interchange import forms
from ledger.interchange.columns import COLUMNS, line_of, rows_of
from ledger.interchange.exporting import Exported, Item, Selection, items
from ledger.interchange.forms import Form, Written, verify, write
from ledger.interchange.sheets import Sheet, read_sheet
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.story import ANALYST, everything


@pytest.fixture
def told() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        yield ledger


def exported(ledger: Ledger, what: Exported, form: Form, file: IO[bytes]) -> Written:
    return write(items(ledger, what, Selection()), what, form, file, lambda item: None)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("what", Exported)
def test_it_is_counted_and_digested_as_it_is_written(told: Ledger, what: Exported, form: Form) -> None:
    file = io.BytesIO()
    written = exported(told, what, form, file)

    found = list(items(told, what, Selection()))
    rows = [row for item in found for row in rows_of(item)]
    assert written.rows == (len(found) if form is Form.NDJSON else len(rows))
    assert written.size == len(file.getvalue())
    assert written.digest == "sha256:" + sha256(file.getvalue()).hexdigest()
    verify(file, form, written)


@pytest.mark.parametrize("what", Exported)
def test_lines_are_one_item_each(told: Ledger, what: Exported) -> None:
    file = io.BytesIO()
    exported(told, what, Form.NDJSON, file)
    assert file.getvalue() == b"".join(map(line_of, items(told, what, Selection())))


@pytest.mark.parametrize("what", Exported)
def test_a_sheet_holds_every_row_as_it_was(told: Ledger, what: Exported) -> None:
    file = io.BytesIO()
    exported(told, what, Form.CSV, file)

    read = list(read_sheet(io.StringIO(file.getvalue().decode(), newline="")))
    assert {tuple(row) for row in read} == {COLUMNS[what]}
    assert read == [
        {name: None if cell is None else _as_text(cell) for name, cell in row.items()}
        for item in items(told, what, Selection())
        for row in rows_of(item)
    ]


def _as_text(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize("form", Form)
def test_the_same_moment_gives_the_same_bytes(told: Ledger, form: Form) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    assert exported(told, Exported.BELIEFS, form, first) == exported(told, Exported.BELIEFS, form, second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("form", Form)
def test_an_empty_ledger_makes_an_empty_file(form: Form) -> None:
    with open_ledger(":memory:", create=True) as ledger:
        file = io.BytesIO()
        written = exported(ledger, Exported.CLAIMS, form, file)
    assert written.rows == 0
    verify(file, form, written)


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("spoil", [_cut, _flipped])
def test_a_file_that_does_not_hold_what_was_written_is_not_taken(told: Ledger, form: Form, spoil: object) -> None:
    assert callable(spoil)
    file = io.BytesIO()
    written = exported(told, Exported.EVENTS, form, file)
    with pytest.raises(StorageFailure, match="does not hold"):
        verify(io.BytesIO(spoil(file.getvalue())), form, written)


def test_rows_that_were_never_written_are_missed(told: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(Sheet):
        def add(self, row: object) -> None:
            pass

    monkeypatch.setattr(forms, "Sheet", Forgetful)
    file = io.BytesIO()
    written = exported(told, Exported.EVENTS, Form.CSV, file)
    with pytest.raises(StorageFailure):
        verify(file, Form.CSV, written)


@pytest.mark.parametrize("form", Form)
def test_memory_does_not_grow_with_what_is_exported(told: Ledger, monkeypatch: pytest.MonkeyPatch, form: Form) -> None:
    entries = list(items(told, Exported.EVENTS, Selection()))

    class Nowhere(io.BytesIO):
        def write(self, data: object) -> int:
            return 0

    def peak(times: int) -> int:
        tracemalloc.start()
        write(_again(entries, times), Exported.EVENTS, form, Nowhere(), lambda item: None)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    monkeypatch.setattr("ledger.interchange.parquet.ROWS_TOGETHER", 100)
    peak(10)
    assert peak(400) < peak(40) + 256 * 1024


def _again(entries: list[Item], times: int) -> Iterator[Item]:
    for _ in range(times):
        yield from entries


def test_each_item_is_told_of(told: Ledger) -> None:
    seen: list[Item] = []
    write(items(told, Exported.EVENTS, Selection()), Exported.EVENTS, Form.CSV, io.BytesIO(), seen.append)
    assert seen == list(items(told, Exported.EVENTS, Selection()))


def test_it_is_plain_csv(told: Ledger) -> None:
    file = io.BytesIO()
    exported(told, Exported.EVENTS, Form.CSV, file)
    assert {len(row) for row in csv.reader(io.StringIO(file.getvalue().decode(), newline=""))} == {9}
