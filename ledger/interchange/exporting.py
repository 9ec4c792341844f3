"""Exporting: the log as NDJSON, one entry a line, exactly as it is stored."""

from collections.abc import Iterator

from ledger.verbs import Verbs


def export_lines(ledger: Verbs, *, recorded_until: str | None = None) -> Iterator[bytes]:
    """The canonical JSON (RFC 8785) of each entry in order of position, with a newline after it; in constant memory.

    SHA-256 over a zero byte and a line without its newline is the entry's leaf hash (RFC 6962). `recorded_until` is a
    position, a day or an RFC 3339 instant; without it the export ends at the head as it is now. Raises BadCursor at
    once, before the first line.
    """
    return (entry.data + b"\n" for entry in ledger.entries(until=recorded_until))
