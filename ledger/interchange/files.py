"""Files that hold documents."""

from pathlib import Path

from ledger.document import CONTENT_LIMIT


def read_content(file: Path) -> bytes:
    """The bytes of a document in a file; of one that is over CONTENT_LIMIT one byte more than that, and no further."""
    with file.open("rb") as opened:
        return opened.read(CONTENT_LIMIT + 1)
