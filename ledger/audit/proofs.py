"""Proofs: that an entry is in a tree, and that a tree goes on from an older one (RFC 6962, section 2.1; RFC 9162)."""

from collections.abc import Iterable, Sequence
from functools import reduce

from ledger.audit.hashes import EMPTY, SIZE, join, over
from ledger.audit.nodes import Nodes

LONGEST = 64
"""More hashes than a proof has: positions are below 2^63."""


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the tree as it was when it had this many entries."""
    return _over(nodes, 0, size)


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The proof that entry `index`, which counts from 0, is in the tree of `size` entries; index < size."""
    proof, first, end = [], 0, size
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            proof.append((middle, end))
            end = middle
        else:
            proof.append((first, middle))
            first = middle
    return [_over(nodes, *span) for span in reversed(proof)]


def consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` entries goes on from that of `old`; 0 <= old <= new. From 0 it is empty."""
    if not 0 < old < new:
        return []
    proof, first, end = [], 0, new
    while end > old:
        middle = first + _split(end - first)
        if old <= middle:
            proof.append((middle, end))
            end = middle
        else:
            proof.append((first, middle))
            first = middle
    if first:  # the node over all of the old tree is known to whoever has its root
        proof.append((first, end))
    return [_over(nodes, *span) for span in reversed(proof)]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that the entry with this leaf hash is at `index` of the tree with this root."""
    if not 0 <= index < size or not _are_hashes([leaf, root, *proof]):
        return False
    sides = _sides(index, size)
    return len(proof) == len(sides) and _climb(leaf, zip(sides, proof, strict=True)) == root


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree of `new` entries goes on from that of `old`, each with its root.

    Of nothing everything goes on. Trees of one size must have one root.
    """
    if not 0 <= old <= new or not _are_hashes([old_root, new_root, *proof]):
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old == new else EMPTY)
    if not proof:
        return False
    # Both climb from the last whole subtree of the old tree, which is the old tree itself where that is whole.
    height = (old & -old).bit_length() - 1
    index, size = (old - 1) >> height, ((new - 1) >> height) + 1
    start, *above = proof if index else [old_root, *proof]
    sides = _sides(index, size)
    if len(above) != len(sides):
        return False
    steps = list(zip(sides, above, strict=True))
    return _climb(start, (step for step in steps if step[0])) == old_root and _climb(start, steps) == new_root


def _sides(index: int, size: int) -> list[bool]:
    """Of each node on the way up from an entry whether the one it is joined with stands to its left."""
    sides, last = [], size - 1
    while last:
        if index & 1:
            sides.append(True)
        elif index < last:
            sides.append(False)
        index, last = index >> 1, last >> 1
    return sides


def _climb(node: bytes, steps: Iterable[tuple[bool, bytes]]) -> bytes:
    return reduce(lambda below, step: join(step[1], below) if step[0] else join(below, step[1]), steps, node)


def _are_hashes(hashes: Sequence[bytes]) -> bool:
    return len(hashes) <= LONGEST + 2 and all(len(one) == SIZE for one in hashes)


def _split(count: int) -> int:
    """The largest power of two below a count of at least 2."""
    return 1 << (count - 1).bit_length() - 1


def _over(nodes: Nodes, first: int, end: int) -> bytes:
    """The node over the entries from `first` to before `end`, as whole subtrees; `first` must be where one begins."""
    count = end - first
    if count & (count - 1) or not count:
        return over(subtrees(nodes, first, end))
    height = count.bit_length() - 1  # as most of a proof's are, one whole subtree
    return nodes.node(height, first >> height)


def subtrees(nodes: Nodes, first: int, end: int) -> list[bytes]:
    """The whole subtrees over the entries from `first` to before `end`, largest first."""
    found = []
    while first < end:
        height = (end - first).bit_length() - 1
        found.append(nodes.node(height, first >> height))
        first += 1 << height
    return found
