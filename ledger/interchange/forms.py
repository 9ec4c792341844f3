"""Forms: an export as a file of lines or of a table, counted and digested as it is written, and then held to that."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import RawIOBase, TextIOWrapper
from typing import IO

from ledger.errors import StorageFailure
from ledger.interchange.columns import COLUMNS, Row, line_of, rows_of
from ledger.interchange.exporting import Exported, Item
from ledger.interchange.parquet import count_parquet, write_parquet
from ledger.interchange.sheets import Sheet

BYTES_AT_ONCE = 1024 * 1024


class Form(StrEnum):
    """How an export is written."""

    NDJSON = "ndjson"
    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Written:
    """How many lines or rows were written, without that of a table's names, in how many bytes, with which SHA-256."""

    rows: int
    size: int
    digest: str


Told = Callable[[Item], None]
"""Told of each item once it is written."""


def write(items: Iterable[Item], what: Exported, form: Form, file: IO[bytes], told: Told) -> Written:
    """Write all of these to a file, as they come; nothing is kept in memory."""
    measured = Measured(file)
    rows = _WRITERS[form](items, what, measured, told)
    file.flush()
    return Written(rows, measured.size, f"sha256:{measured.digest()}")


def verify(file: IO[bytes], form: Form, written: Written) -> None:
    """Read back what was written. Raises StorageFailure where it is anything else, or has fewer or more rows."""
    file.seek(0)
    digest, size = sha256(), 0
    while data := file.read(BYTES_AT_ONCE):
        digest.update(data)
        size += len(data)
    file.seek(0)
    is_same = (size, f"sha256:{digest.hexdigest()}") == (written.size, written.digest)
    if not is_same or _COUNTS[form](file) != written.rows:
        raise StorageFailure("the file does not hold what was written to it: it was thrown away; look at the disk")
    file.seek(0, 2)


class Measured(RawIOBase):
    """A file that is only written to, and the length and digest of what was."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest, self.size = file, sha256(), 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """How much was written."""
        return self.size

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write all of it."""
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    def digest(self) -> str:
        """The SHA-256 of everything so far, in hex."""
        return self._digest.hexdigest()


def _lines(items: Iterable[Item], what: Exported, file: Measured, told: Told) -> int:
    count = 0
    for count, item in enumerate(items, start=1):  # noqa: B007
        file.write(line_of(item))
        told(item)
    return count


def _sheet(items: Iterable[Item], what: Exported, file: Measured, told: Told) -> int:
    count = 0
    text = TextIOWrapper(file, encoding="utf-8", newline="")  # type: ignore[type-var]
    sheet = Sheet(text, COLUMNS[what])
    for count, row in enumerate(_told_rows(items, told), start=1):  # noqa: B007
        sheet.add(row)
    text.detach()
    return count


def _parquet(items: Iterable[Item], what: Exported, file: Measured, told: Told) -> int:
    return write_parquet(_told_rows(items, told), COLUMNS[what], file)


def _told_rows(items: Iterable[Item], told: Told) -> Iterator[Row]:
    for item in items:
        yield from rows_of(item)
        told(item)


def _count_lines(file: IO[bytes]) -> int:
    return sum(1 for _ in file)


def _count_sheet(file: IO[bytes]) -> int:
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    count = sum(1 for _ in csv.reader(text, strict=True)) - 1
    text.detach()
    return count


_WRITERS = {Form.NDJSON: _lines, Form.CSV: _sheet, Form.PARQUET: _parquet}
_COUNTS = {Form.NDJSON: _count_lines, Form.CSV: _count_sheet, Form.PARQUET: count_parquet}
