"""The tree over the log, as the generation in use keeps it, in one snapshot."""

from collections.abc import Iterator
from contextlib import contextmanager

from ledger.audit import proofs
from ledger.audit.nodes import Group, Nodes
from ledger.audit.tree import Tree
from ledger.errors import DamagedLedger, Unavailable
from ledger.projections.extents import REBUILD
from ledger.projections.generations import in_use
from ledger.projections.nodes import StoredNodes
from ledger.projections.tables import ViewStore

AT_ONCE = 10_000
"""Leaf hashes read together."""


class LogTree:
    """The tree over as much of the log as was followed. Its past is in it: nothing of it changes as it grows."""

    def __init__(self, kept: StoredNodes, nodes: Nodes) -> None:
        self.size = kept.size
        self.kept = kept
        self.nodes = nodes

    def root(self, size: int) -> bytes:
        """The root at a size, which is not beyond its own."""
        return proofs.root(self.nodes, size)

    def grown(self, since: int) -> bytes:
        """As ledger.audit.signing.Tree.grown."""
        tree = Tree(since, proofs.subtrees(self.nodes, 0, since))
        while tree.size < self.size:
            for leaf in self.kept.kept(0, tree.size, min(AT_ONCE, self.size - tree.size)):
                tree.add_leaf(leaf)
        if tree.hash != self.root(self.size):
            raise DamagedLedger(f"the index has nodes of the tree over the log that it cannot have: {REBUILD}")
        return tree.hash


class Trees:
    """Where trees are found. What one question read of the upper nodes the next one knows."""

    def __init__(self, views: ViewStore) -> None:
        self._views = views
        self._known: tuple[int, dict[tuple[int, int, int], Group]] = (0, {})

    @contextmanager
    def tree(self) -> Iterator[LogTree]:
        """The tree as it is now, in one snapshot of the views."""
        with self._views.reading() as db:
            used = in_use(db)
            if used is None:
                raise Unavailable("the index is not built yet: ask again")
            number, known = self._known
            if number != used.number:
                known = {}
                self._known = (used.number, known)
            kept = StoredNodes(db, used.number, used.position)
            yield LogTree(kept, Nodes(kept, known))
