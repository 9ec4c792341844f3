"""Lines of NDJSON as records: defaults applied, refs resolved, files read."""

import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import orjson

from ledger.claim import content_of
from ledger.errors import InvalidRecord, Refusal, StorageFailure, Unavailable, UnknownReference
from ledger.identity import claim_id
from ledger.interchange.files import read_content
from ledger.parsing import parse_object, parse_record
from ledger.records import AnyRecord, CapturedDocumentRecord, ClaimRecord, DefaultsRecord, is_ref

LINE_LIMIT = 96 * 1024 * 1024
"""The most bytes of a line: room for a captured document of 64 MiB as Base64."""


BOM = b"\xef\xbb\xbf"
"""What some programs put before UTF-8. RFC 8259 lets a reader pass over it, and so it is."""

OTHER_FORMS = {
    b"\x1f\x8b": "compressed by gzip: import what `gzip -dc` makes of it",
    b"PK\x03\x04": "a ZIP archive: import what is in it",
    b"\x28\xb5\x2f\xfd": "compressed by zstd: import what `zstd -dc` makes of it",
    b"\xfd7zXZ\x00": "compressed by xz: import what `xz -dc` makes of it",
    b"\xff\xfe": "text in UTF-16: save it as UTF-8",
    b"\xfe\xff": "text in UTF-16: save it as UTF-8",
}
"""Files that are often taken for NDJSON, by how they begin, and what to do with them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an import, numbered from 1, and the record on it, or why it cannot be one; and its size in bytes."""

    number: int
    record: AnyRecord | Refusal
    size: int = 0


class Readable(Protocol):
    """What bytes are read from, line by line."""

    def readline(self, limit: int, /) -> bytes:
        """The next line, or so many bytes of it; nothing at the end."""
        ...


def lines_of(file: Readable) -> Iterator[bytes]:
    """The lines of a file; of one that is over LINE_LIMIT only so much that it can be told to be."""
    while line := file.readline(LINE_LIMIT + 1):
        yield line
        while len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            line = file.readline(LINE_LIMIT + 1) or b"\n"


class LineReader:
    """Reads records from lines one at a time, in constant memory: refs lie in a temporary file.

    `folder` is where `path` of a captured document is looked for; None refuses paths.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._defaults: DefaultsRecord | None = None
        # What followed a refused `defaults` line would silently take the ones before it.
        self._without_defaults: int | None = None
        self._number = 0
        self._refs = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._refs.execute("CREATE TABLE refs (ref TEXT PRIMARY KEY, claim TEXT NOT NULL) WITHOUT ROWID")

    def read(self, lines: Iterable[bytes], *, start: int = 1) -> Iterator[Line]:
        """The records of the lines from `start` on; blank lines and `defaults` lines are none.

        Lines before `start` are read for their defaults and refs alone, so that an import can be resumed. Read again,
        it goes on: numbers, defaults and refs are those of all lines that were read.
        """
        for line in lines:
            self._number = number = self._number + 1
            if number == 1:
                line = line.removeprefix(BOM)
            if len(line) <= LINE_LIMIT and not line.strip():
                continue
            try:
                if number == 1:
                    _check_form(line)
                record: AnyRecord | Refusal = self._record(line)
            except Unavailable:  # nothing is wrong with the line
                raise
            except Refusal as refusal:
                record = refusal
                if b'"defaults"' in line[:LINE_LIMIT]:
                    self._without_defaults = number
            if number >= start and not isinstance(record, DefaultsRecord):
                yield Line(number, record, _size(line, record))

    def close(self) -> None:
        """Drop the refs."""
        self._refs.close()

    def _record(self, line: bytes) -> AnyRecord:
        if len(line) > LINE_LIMIT:
            raise InvalidRecord((("", f"the line has more than {LINE_LIMIT:,} bytes, which is the most"),))
        line = line.strip()
        if self._defaults is not None:
            line = self._with_defaults(line, self._defaults)
        record = parse_record(line)
        if isinstance(record, DefaultsRecord):
            self._defaults = record
            self._without_defaults = None
            return record
        if self._without_defaults is not None and isinstance(record, ClaimRecord):
            why = (
                f"line {self._without_defaults}, which seems to set its defaults, was refused: correct that line first"
            )
            raise InvalidRecord((("", why),))
        record = self._resolved(record)
        if isinstance(record, CapturedDocumentRecord) and record.path is not None:
            return self._with_bytes(record, record.path)
        if isinstance(record, ClaimRecord) and record.ref is not None:
            self._remember(record.ref, claim_id(content_of(record)))
        return record

    def _with_defaults(self, line: bytes, defaults: DefaultsRecord) -> bytes:
        given = parse_object(line)
        if given.get("record") != "claim":
            if defaults.recorded_at is not None and given.get("record") != "defaults":
                given.setdefault("recorded_at", defaults.recorded_at)
            return orjson.dumps(given)
        for name in ("deal", "asserted_at", "occasion", "recorded_at"):
            value = getattr(defaults, name)
            if value is not None:
                given.setdefault(name, value)
        _default_document(given.get("evidence"), defaults.document)
        attribution = given.get("attribution")
        if defaults.publisher is not None and isinstance(attribution, list) and not _begins_with_publisher(attribution):
            publisher = defaults.publisher.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
            given["attribution"] = [publisher, *attribution]
        return orjson.dumps(given)

    def _resolved(self, record: AnyRecord) -> AnyRecord:
        resolved: dict[str, str] = {}
        for name in _claims_in(type(record)):
            value = getattr(record, name)
            if isinstance(value, str) and is_ref(value):
                resolved[name] = self._claim_of(value, name)
        return record.model_copy(update=resolved) if resolved else record

    def _claim_of(self, ref: str, name: str) -> str:
        row = self._kept(ref)
        if row is None:
            raise UnknownReference(f"no claim before this line has the ref {ref!r}", name)
        return str(row[0])

    def _remember(self, ref: str, claim: str) -> None:
        row = self._kept(ref)
        if row is not None and row[0] != claim:
            raise InvalidRecord((("ref", f"an earlier line has the ref {ref!r} already: choose another"),))
        with _keeping():
            self._refs.execute("INSERT OR IGNORE INTO refs VALUES (?, ?)", (ref, claim))

    def _kept(self, ref: str) -> tuple[str] | None:
        with _keeping():
            row: tuple[str] | None = self._refs.execute("SELECT claim FROM refs WHERE ref = ?", (ref,)).fetchone()
            return row

    def _with_bytes(self, record: CapturedDocumentRecord, path: str) -> CapturedDocumentRecord:
        if self._folder is None:
            raise InvalidRecord((("path", "files are read only by an import on this machine: send text or base64"),))
        try:
            folder = self._folder.resolve()
            file = (folder / path).resolve()
            if not file.is_relative_to(folder):
                raise InvalidRecord((("path", f"{path!r} leads out of the folder of the import file"),))
            if file.exists() and not file.is_file():
                raise InvalidRecord((("path", f"{path!r} is not a regular file"),))
            data = read_content(file)
        except OSError as error:
            raise InvalidRecord((("path", f"{path!r} cannot be read: {error.strerror}"),)) from None
        except (ValueError, RuntimeError) as error:  # a name with a NUL; links in a circle, before Python 3.13
            raise InvalidRecord((("path", f"{path!r} cannot be read: {error}"),)) from None
        return record.model_copy(update={"path": None, "base64": b64encode(data).decode()})


def _size(line: bytes, record: AnyRecord | Refusal) -> int:
    """The bytes of a line and, where a file was read for it, of that."""
    attached = record.base64 if isinstance(record, CapturedDocumentRecord) else None
    return max(len(line), len(attached or ""))


def _check_form(first: bytes) -> None:
    for beginning, form in OTHER_FORMS.items():
        if first.startswith(beginning):
            raise InvalidRecord((("", f"this is no NDJSON but {form}"),))


@contextmanager
def _keeping() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageFailure(f"the refs of the lines so far cannot be kept in a temporary file: {error}") from error


@lru_cache
def _claims_in(kind: type[AnyRecord]) -> tuple[str, ...]:
    """The fields of a kind of record that name a claim; what a document corrects is a document."""
    names = ("corrects", "restates") if kind is ClaimRecord else ("claim",)
    return tuple(name for name in names if name in kind.model_fields)


def _default_document(evidence: Any, document: str | None) -> None:
    if document is not None and isinstance(evidence, list):
        for place in evidence:
            if isinstance(place, dict):
                place.setdefault("document", document)


def _begins_with_publisher(attribution: list[Any]) -> bool:
    first = attribution[0] if attribution else None
    return isinstance(first, dict) and first.get("role") == "publisher"
