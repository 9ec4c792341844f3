"""Writing: reports and pages, over nothing but what was written so before."""

from pathlib import Path

from ledger.interchange.files import new_file
from ledger.specs.faults import Miswritten

MARK = "<!-- Written by claim-ledger spec, which may write it anew. -->"
"""The second line of every report and page, by which it is known again."""

JUNIT = b"<testsuites "
"""What pytest writes near the beginning of its JUnit XML."""

_HEAD = 512


def require_ours(path: Path) -> None:
    """Raises Miswritten where something has the name that no command wrote here: it stays as it is."""
    if not (path.is_symlink() or path.exists()):
        return
    if path.is_symlink() or not path.is_file() or not _is_ours(path):
        raise Miswritten(
            f"{path} is there already, was not written by this command and stays as it is: name a new file"
        )


def write(path: Path, text: str) -> None:
    """Write a file whole, over one that was written so before. Raises Miswritten as `require_ours`."""
    require_ours(path)
    path.unlink(missing_ok=True)
    with new_file(path) as file:
        file.write(text.encode())


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    lines = head.split(b"\n", 2)
    return MARK.encode() in lines[1:2] or (head.startswith(b"<?xml ") and JUNIT in head)
