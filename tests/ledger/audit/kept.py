"""A tree's nodes in memory, as a log's projection keeps them in tables."""

from collections.abc import Iterable

from ledger.audit.hashes import leaf, whole
from ledger.audit.nodes import STRIDE


class Kept:
    """The leaf hashes of some entries, and the whole nodes at every fourth height above them."""

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        self.at: dict[int, list[bytes]] = {0: []}
        for data in entries:
            self.add(data)

    def add(self, data: bytes) -> None:
        node, height = leaf(data), 0
        self.at[0].append(node)
        while len(self.at[height]) % (1 << STRIDE) == 0:
            node, height = whole(self.at[height][-(1 << STRIDE) :]), height + STRIDE
            self.at.setdefault(height, []).append(node)

    @property
    def size(self) -> int:
        return len(self.at[0])

    def kept(self, height: int, first: int, count: int) -> list[bytes]:
        found = self.at[height][first : first + count]
        assert len(found) == count
        return found


def entries(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]
