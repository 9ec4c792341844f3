import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pyarrow import parquet

from ledger.errors import Unavailable
from ledger.interchange.columns import COLUMNS, Kind, Row, kind_of, rows_of
from ledger.interchange.exporting import Exported, Selection, items
from ledger.interchange.parquet import count_parquet, require_parquet, write_parquet
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.story import ANALYST, everything


@pytest.fixture
def told() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        yield ledger


def rows(ledger: Ledger, what: Exported) -> list[Row]:
    return [row for item in items(ledger, what, Selection()) for row in rows_of(item)]


def as_written(kind: Kind, cell: object) -> object:
    """A typed cell as the text that it was."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return str(cell) if isinstance(cell, Decimal) else cell


@pytest.mark.parametrize("together", [3, 10_000])
@pytest.mark.parametrize("what", Exported)
def test_what_is_read_back_is_what_the_ledger_says(
    told: Ledger, monkeypatch: pytest.MonkeyPatch, what: Exported, together: int
) -> None:
    monkeypatch.setattr("ledger.interchange.parquet.ROWS_TOGETHER", together)
    file, given = io.BytesIO(), rows(told, what)
    assert write_parquet(given, COLUMNS[what], file) == len(given) == count_parquet(file)

    table = parquet.ParquetFile(file).read()
    assert tuple(table.column_names) == COLUMNS[what]
    read = [{name: as_written(kind_of(name), cell) for name, cell in row.items()} for row in table.to_pylist()]
    assert read == given


def test_columns_have_their_types(told: Ledger) -> None:
    file = io.BytesIO()
    write_parquet(rows(told, Exported.BELIEFS), COLUMNS[Exported.BELIEFS], file)
    schema = parquet.ParquetFile(file).schema_arrow
    found = {
        name: str(schema.field(name).type) for name in ("probability", "recorded_at", "position", "vacuous", "text")
    }
    assert found == {
        "probability": "decimal128(5, 4)",
        "recorded_at": "timestamp[us, tz=UTC]",
        "position": "int64",
        "vacuous": "bool",
        "text": "string",
    }


def test_the_same_rows_give_the_same_bytes(told: Ledger) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for file in (first, second):
        write_parquet(rows(told, Exported.CLAIMS), COLUMNS[Exported.CLAIMS], file)
    assert first.getvalue() == second.getvalue()


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Unavailable, match=r"pip install 'claim-ledger\[parquet\]'") as refused:
        require_parquet()
    assert refused.value.field == "format"
    with pytest.raises(Unavailable):
        write_parquet([], ["text"], io.BytesIO())
