"""Nodes of a tree: all whole ones, from those that are kept at every fourth height, and remembered a while."""

from collections.abc import Sequence
from typing import Protocol

from ledger.audit.hashes import join

STRIDE = 4
"""Nodes are kept at every fourth height; those between are a few hashes away."""

TOGETHER = 1 << STRIDE
"""How many nodes lie under one that is kept: they are read together, and those between them made of them."""

MOST = 4_096
"""The most groups of them that are remembered from question to question, each of about 3 KB."""

_REMEMBERED = 2 * STRIDE
"""From this height on: of those below there are too many for one to be asked for again."""

Group = list[Sequence[bytes]]
"""Some nodes of a height, TOGETHER at most, and above them those that lie under the same kept node."""


class Kept(Protocol):
    """The nodes that are kept: leaf hashes at height 0, and the whole nodes at every STRIDE of heights above them."""

    @property
    def size(self) -> int:
        """How many entries the tree has."""
        ...

    def kept(self, height: int, first: int, count: int) -> Sequence[bytes]:
        """`count` nodes at a kept height from the `first` on, which counts from 0: all of them whole.

        Node i of height h is over the entries from i * 2^h on. Raises DamagedLedger where one is missing.
        """
        ...


class Nodes:
    """Every whole node of a tree. `known` are groups that other questions left: whole nodes never change."""

    def __init__(self, kept: Kept, known: dict[tuple[int, int, int], Group] | None = None) -> None:
        self._kept = kept
        self._lasting = {} if known is None else known
        self._passing: dict[tuple[int, int, int], Group] = {}

    def node(self, height: int, index: int) -> bytes:
        """The node over the 2^height entries from index * 2^height on; the tree must have them."""
        above = height % STRIDE
        group = self._group(height - above, index << above >> STRIDE)
        return group[above][index & (1 << STRIDE - above) - 1]

    def _group(self, height: int, number: int) -> Group:
        first = number << STRIDE
        count = min(TOGETHER, (self._kept.size >> height) - first)
        known = self._lasting if height >= _REMEMBERED else self._passing
        found = known.get((height, number, count))
        if found is None:
            found = _grouped(self._kept.kept(height, first, count))
            if len(known) >= MOST:
                known.clear()
            known[height, number, count] = found
        return found


def _grouped(nodes: Sequence[bytes]) -> Group:
    group: Group = [nodes]
    for _ in range(STRIDE - 1):
        nodes = [join(nodes[at], nodes[at + 1]) for at in range(0, len(nodes) - 1, 2)]
        group.append(nodes)
    return group
