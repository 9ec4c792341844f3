"""Which table or index each page of an SQLite file belongs to (SQLite file format, sections 1.6 and 2)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_LEAVES = {0x0D, 0x0A}
_CHILDREN = {0x05, 0x02}
NOBODY = "no table"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, numbered from 0: whose it is, and whether it is a leaf of a tree."""

    number: int
    owner: str
    leaf: bool


def pages(path: Path) -> list[Page]:
    """Every page of a file that nobody has open, in order. What hangs on no tree has overflowed, or is free."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        roots = {1: "sqlite_schema"}
        roots |= dict(db.execute("SELECT rootpage, name FROM sqlite_master WHERE rootpage > 0"))
    found: dict[int, Page] = {}
    for root, owner in roots.items():
        for number, leaf in _tree(whole, size, root):
            found[number] = Page(number, owner, leaf)
    return [found.get(number, Page(number, NOBODY, False)) for number in range(len(whole) // size)]


def _tree(whole: bytes, size: int, root: int) -> Iterator[tuple[int, bool]]:
    waiting = [root]
    while waiting:
        number = waiting.pop()
        page = whole[(number - 1) * size : number * size]
        head = 100 if number == 1 else 0
        kind = page[head]
        yield number - 1, kind in _LEAVES
        if kind in _CHILDREN:
            cells = int.from_bytes(page[head + 3 : head + 5])
            pointers = [int.from_bytes(page[at : at + 2]) for at in range(head + 12, head + 12 + 2 * cells, 2)]
            waiting += [int.from_bytes(page[at : at + 4]) for at in (*pointers, head + 8)]
