"""The root of the tree over a log's entries: one digest that says of a whole log what it holds, and in which order."""

from collections.abc import Iterable

from ledger.audit.hashes import join, leaf, over, text_of


class Tree:
    """The Merkle tree (RFC 6962, section 2.1) over the entries given to it so far, kept as its whole subtrees alone."""

    def __init__(self, size: int = 0, subtrees: Iterable[bytes] = ()) -> None:
        """Empty, or that of `size` entries, of which the whole subtrees are given, largest first."""
        self.size = size
        self._whole = list(subtrees)  # one for each bit of the size

    def add(self, data: bytes) -> None:
        """Take the bytes of the next entry."""
        self.add_leaf(leaf(data))

    def add_leaf(self, node: bytes) -> None:
        """Take the leaf hash of the next entry."""
        size = self.size
        while size & 1:
            node = join(self._whole.pop(), node)
            size >>= 1
        self._whole.append(node)
        self.size += 1

    @property
    def hash(self) -> bytes:
        """The root; of one entry it is the leaf hash, of none the SHA-256 of nothing."""
        return over(self._whole)

    @property
    def root(self) -> str:
        """The root as it is shown: `sha256:` and its hex digits."""
        return text_of(self.hash)
