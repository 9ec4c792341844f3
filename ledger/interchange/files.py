"""Files: those that hold documents, and new ones that have their name only once they are whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from ledger.document import CONTENT_LIMIT
from ledger.errors import Rejected


def read_content(file: Path) -> bytes:
    """The bytes of a document in a file; of one that is over CONTENT_LIMIT one byte more than that, and no further."""
    with file.open("rb") as opened:
        return opened.read(CONTENT_LIMIT + 1)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written, which has its name once it is whole and synced; nothing is left of one that was not.

    Raises Rejected where something has the name, at the beginning or by the end, and whatever OSError writing raises,
    which names the file.
    """
    require_new(path)
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as draft:
            os.fchmod(draft.fileno(), 0o666 & ~_umask())
            yield draft
            draft.flush()
            os.fsync(draft.fileno())
            os.link(draft.name, path)  # unlike a rename it fails where somebody was quicker
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # not the draft's
        raise


def require_new(path: Path) -> None:
    """Raises Rejected where something has the name."""
    if path.exists():
        raise _there(path)


def _there(path: Path) -> Rejected:
    return Rejected(f"{path} is there already and stays as it is: name a new file", "out")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
