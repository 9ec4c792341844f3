"""Checkpoints: which log, how many entries, which root; the text of a signed note (C2SP tlog-checkpoint)."""

import re
from dataclasses import dataclass
from typing import Self

from ledger.audit import base64
from ledger.audit.hashes import SIZE
from ledger.errors import BadNote

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_BEYOND = 1 << 63
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """ "The log of this origin had this many entries, and this is the root of the tree over them." """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is signed: a line for each, the root in Base64."""
        lines = [self.origin, str(self.size), base64.written(self.root), *self.extensions]
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The checkpoint that `text` writes like this. Raises BadNote."""
        *lines, rest = text.split("\n")
        if rest or len(lines) < _FEWEST or not all(lines):
            raise BadNote("it is no checkpoint: expected are lines for its origin, size and root, none of them empty")
        origin, size, encoded, *extensions = lines
        if not _SIZE.fullmatch(size) or int(size) >= _BEYOND:
            raise BadNote(f"{size[:40]!r} is no size: expected is a number below 2^63, without leading zeros", "size")
        try:
            root = base64.read(encoded)
        except ValueError as error:
            raise BadNote(f"the root is not Base64: {error}", "root") from None
        if len(root) != SIZE:
            raise BadNote(f"the root has {len(root)} bytes, {SIZE} were expected", "root")
        return cls(origin, int(size), root, tuple(extensions))
