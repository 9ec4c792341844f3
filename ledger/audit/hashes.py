"""The hashes of the tree over a log's entries (RFC 6962, section 2.1): 32 bytes each, by SHA-256."""

from collections.abc import Sequence
from hashlib import sha256

SIZE = 32
"""Bytes of a hash."""

EMPTY = sha256(b"").digest()
"""The root of no entries."""


def leaf(data: bytes) -> bytes:
    """The hash of an entry's bytes."""
    return sha256(b"\x00" + data).digest()


def join(left: bytes, right: bytes) -> bytes:
    """The hash of the node over two others."""
    return sha256(b"\x01" + left + right).digest()


def whole(hashes: Sequence[bytes]) -> bytes:
    """The node over these, which are of one height and as many as a power of two."""
    while len(hashes) > 1:
        hashes = [join(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def over(subtrees: Sequence[bytes]) -> bytes:
    """The node over whole subtrees of falling size, largest first; EMPTY over none."""
    if not subtrees:
        return EMPTY
    node = subtrees[-1]
    for left in subtrees[-2::-1]:
        node = join(left, node)
    return node


def text_of(digest: bytes) -> str:
    """A hash as receipts and answers show it: `sha256:` and its hex digits."""
    return "sha256:" + digest.hex()
