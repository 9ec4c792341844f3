from collections.abc import Iterator

import orjson
import pytest

from ledger.canonical import canonical
from ledger.entries import leaf_hash
from ledger.errors import BadCursor
from ledger.interchange.exporting import export_lines
from ledger.interchange.importing import import_lines
from ledger.opening import open_ledger
from ledger.reading import entries
from ledger.service import Ledger
from tests.ledger.interchange.story import RECORDS, lines
from tests.ledger.story import Calendar


@pytest.fixture
def told(calendar: Calendar) -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True, clock=calendar) as ledger:
        list(import_lines(ledger, lines(*RECORDS), by="anna"))
        yield ledger


def test_each_line_is_one_canonical_entry_exactly_as_it_is_stored(told: Ledger) -> None:
    exported = list(export_lines(told))
    assert [line.count(b"\n") for line in exported] == [1] * (1 + len(RECORDS))
    assert [canonical(orjson.loads(line)) + b"\n" for line in exported] == exported


def test_each_line_has_the_leaf_hash_that_its_receipt_gave(told: Ledger) -> None:
    receipt = told.record_all([], by="anna")
    again = [o.receipt for o in import_lines(told, lines(*RECORDS), by="anna") if o.receipt]
    hashes = [leaf_hash(line.removesuffix(b"\n")) for line in export_lines(told)]
    assert receipt == []
    assert [hashes[one.position - 1] for one in again] == [one.digest for one in again]


def test_it_ends_where_it_is_told_to(told: Ledger) -> None:
    everything = list(export_lines(told))
    assert list(export_lines(told, recorded_until="5")) == everything[:5]
    assert list(export_lines(told, recorded_until="0")) == []


def test_it_is_read_page_by_page_without_losing_an_entry(told: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = list(export_lines(told))
    monkeypatch.setattr(entries, "ENTRIES_AT_ONCE", 3)
    assert list(export_lines(told)) == everything
    assert list(export_lines(told, recorded_until="6")) == everything[:6]


def test_beyond_the_head_is_refused_before_the_first_line(told: Ledger) -> None:
    with pytest.raises(BadCursor) as refused:
        export_lines(told, recorded_until="99")
    assert refused.value.field == "recorded_until"


def test_what_is_recorded_meanwhile_is_not_in_it(told: Ledger) -> None:
    exported = export_lines(told)
    list(import_lines(told, lines({**RECORDS[0], "id": "late"}), by="anna"))
    assert len(list(exported)) == 1 + len(RECORDS)


def test_an_empty_ledger_has_nothing_to_export() -> None:
    with open_ledger(":memory:", create=True) as ledger:
        assert list(export_lines(ledger)) == []
