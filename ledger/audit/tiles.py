"""Tiles: the tree and its entries as files that never change, 256 to each (C2SP tlog-tiles)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack, unpack_from
from typing import Self

from ledger.audit.hashes import SIZE
from ledger.audit.nodes import Kept
from ledger.errors import BadTile, NoTile

HEIGHT = 8
WIDTH = 1 << HEIGHT
"""Hashes, or entries, of a full tile."""

ENTRIES = -1
"""The level of the tiles that hold entries themselves. They are cut as those of level 0 are."""

HIGHEST = 63
LONGEST_ENTRY = 0xFFFF
_BEYOND = 1 << 63
_PATH = re.compile(
    r"(?P<level>entries|0|[1-9][0-9]?)/(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """ "Of this level the 256 hashes, or the first few of them, from 256 times this number on."

    Hash i of level l is over the entries from i * 256^l to before (i + 1) * 256^l.
    """

    level: int
    number: int
    width: int = WIDTH

    @property
    def first(self) -> int:
        """The first hash, or entry, in it: how many of its level stand before it."""
        return self.number * WIDTH

    @property
    def size(self) -> int:
        """How many entries a tree must have for this tile to be as wide as it is."""
        return (self.first + self.width) << (HEIGHT * max(self.level, 0))

    @property
    def path(self) -> str:
        """Where it is served, below `tile/`: `0/x001/x234/067`, `entries/000.p/17`."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        digits = str(self.number)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        *groups, last = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        number = "/".join([*(f"x{group}" for group in groups), last])
        return f"{level}/{number}" + (f".p/{self.width}" if self.width < WIDTH else "")

    @classmethod
    def parse(cls, path: str) -> Self:
        """The tile at a path, which must be written as `path` writes it. Raises NoTile."""
        found = _PATH.fullmatch(path)
        if found is not None:
            level = ENTRIES if found["level"] == "entries" else int(found["level"])
            number = int(found["number"].replace("x", "").replace("/", ""))
            tile = cls(level, number, int(found["width"] or WIDTH))
            if tile.path == path and level <= HIGHEST and tile.size < _BEYOND:
                return tile
        raise NoTile(f"{path[:80]!r} is no tile's path; expected is the form 0/x001/x234/067, or 0/x001/x234/067.p/17")


def tiles_of(level: int, old: int, new: int) -> list[Tile]:
    """The tiles of a level that a tree of `new` entries has and one of `old` had not; the last may be partial."""
    scale = HEIGHT * max(level, 0)
    before, after = old >> scale, new >> scale
    full = [Tile(level, number) for number in range(before // WIDTH, after // WIDTH)]
    partial = after % WIDTH
    return [*full, Tile(level, after // WIDTH, partial)] if partial and after > before else full


def hashes_of(nodes: Kept, tile: Tile) -> bytes:
    """The bytes of a tile of hashes, of a tree that has at least its size."""
    return b"".join(nodes.kept(HEIGHT * tile.level, tile.first, tile.width))


def split(data: bytes) -> list[bytes]:
    """The hashes of a tile's bytes. Raises BadTile."""
    if len(data) % SIZE or not 0 < len(data) <= WIDTH * SIZE:
        raise BadTile(f"it has {len(data):,} bytes; expected are {SIZE} for each of 1 to {WIDTH} hashes")
    return [data[at : at + SIZE] for at in range(0, len(data), SIZE)]


def bundle(entries: Sequence[bytes]) -> bytes:
    """The bytes of a tile of entries: each behind its length, in two bytes, the higher one first."""
    return b"".join(pack(f">H{len(data)}s", len(data), data) for data in entries)


def unbundle(data: bytes) -> list[bytes]:
    """The entries of a tile's bytes. Raises BadTile where they do not end with an entry, or are more than WIDTH."""
    entries: list[bytes] = []
    at = 0
    while at < len(data) and len(entries) < WIDTH:
        end = at + 2 + (unpack_from(">H", data, at)[0] if at + 2 <= len(data) else len(data))
        entries.append(data[at + 2 : end])
        at = end
    if at != len(data) or not entries:
        raise BadTile(f"the entries in it take {at:,} bytes, and it has {len(data):,}")
    return entries
