"""Parquet: rows as typed columns, written by pyarrow where the extra that brings it is installed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from ledger.errors import Unavailable
from ledger.interchange.columns import Cell, Kind, Row, kind_of

ROWS_TOGETHER = 10_000
"""The rows of a group: so many are in memory at once."""
EXTRA = "claim-ledger[parquet]"


def require_parquet() -> None:
    """Raises Unavailable, naming the extra, where Parquet cannot be written."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        how = f"Parquet is written by pyarrow, which is not installed: pip install '{EXTRA}', or choose csv or ndjson"
        raise Unavailable(how, "format") from None


def write_parquet(rows: Iterable[Row], columns: Sequence[str], file: Any) -> int:
    """Write the rows, group by group, and tell how many there were. Raises Unavailable."""
    require_parquet()
    import pyarrow as arrow
    from pyarrow import parquet

    schema = arrow.schema([(name, _type(arrow, kind_of(name))) for name in columns])
    count, left = 0, iter(rows)
    with parquet.ParquetWriter(arrow.PythonFile(file, mode="w"), schema, compression="zstd") as writer:
        while group := list(islice(left, ROWS_TOGETHER)):
            cells = [[_value(kind_of(name), row[name]) for row in group] for name in columns]
            arrays = [arrow.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))
            count += len(group)
    return count


def count_parquet(file: IO[bytes]) -> int:
    """How many rows a file says that it has."""
    from pyarrow import parquet

    return int(parquet.ParquetFile(file).metadata.num_rows)


def _type(arrow: Any, kind: Kind) -> Any:
    return {
        Kind.NUMBER: arrow.int64(),
        Kind.FLAG: arrow.bool_(),
        Kind.SHARE: arrow.decimal128(5, 4),
        Kind.INSTANT: arrow.timestamp("us", tz="UTC"),
    }.get(kind, arrow.string())


def _value(kind: Kind, cell: Cell) -> Any:
    if cell is None or kind not in (Kind.SHARE, Kind.INSTANT):
        return cell
    return Decimal(str(cell)) if kind is Kind.SHARE else datetime.fromisoformat(str(cell))
