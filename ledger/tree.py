"""The root of the tree over a log's entries: one digest that says of a whole log what it holds, and in which order."""

from hashlib import sha256


class Tree:
    """The Merkle tree (RFC 6962, section 2.1) over the entries given to it so far, kept as its whole subtrees alone."""

    def __init__(self) -> None:
        self._whole: list[tuple[int, bytes]] = []  # sizes are falling powers of two

    def add(self, data: bytes) -> None:
        """Take the bytes of the next entry."""
        size, node = 1, sha256(b"\x00" + data).digest()
        while self._whole and self._whole[-1][0] == size:
            node = _join(self._whole.pop()[1], node)
            size *= 2
        self._whole.append((size, node))

    @property
    def root(self) -> str:
        """`sha256:` and the hex root; of one entry it is the leaf hash, of none the SHA-256 of nothing."""
        if not self._whole:
            return "sha256:" + sha256(b"").hexdigest()
        node = self._whole[-1][1]
        for _, left in reversed(self._whole[:-1]):
            node = _join(left, node)
        return "sha256:" + node.hex()


def _join(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
