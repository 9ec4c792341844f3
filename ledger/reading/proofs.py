"""What an auditor asks: proofs for any size that the log had, and the tiles that log clients make theirs from."""

from ledger.audit import proofs
from ledger.audit.hashes import leaf, text_of
from ledger.audit.tiles import ENTRIES, Tile, bundle, hashes_of
from ledger.errors import BadCursor, DamagedLedger, NoTile
from ledger.projections.extents import REBUILD
from ledger.projections.trees import LogTree
from ledger.proof import ConsistencyProof, InclusionProof
from ledger.reading.finding import Finding


class Proofs(Finding):
    """The questions about the tree over the log, which is brought up to the head whenever it is asked about."""

    def inclusion(self, position: int, *, size: int | None = None) -> InclusionProof:
        """The proof that the entry at a position is in the tree of `size` entries, by default of all that there are.

        Raises BadCursor beyond the head, or where the position is not in that tree; DamagedLedger where the entry or a
        node is not what it was.
        """
        self._follower.follow()
        with self._trees.tree() as tree:
            size = _size(tree, size)
            if not 1 <= position <= size:
                raise BadCursor(f"position {position} is not in the tree of {size} entries", "position")
            (entry,) = self._index.at([position])
            node, root = leaf(entry.data), tree.root(size)
            hashes = proofs.inclusion(tree.nodes, position - 1, size)
        if not proofs.is_included(node, position - 1, size, hashes, root):
            raise DamagedLedger(f"nothing shows that position {position} is in the tree of {size} entries: {REBUILD}")
        return InclusionProof(
            position=position,
            leaf_index=position - 1,
            digest=text_of(node),
            size=size,
            root=text_of(root),
            hashes=tuple(map(text_of, hashes)),
        )

    def consistency(self, old_size: int, *, size: int | None = None) -> ConsistencyProof:
        """The proof that the tree of `size` entries, by default of all that there are, goes on from that of `old_size`.

        Raises BadCursor beyond the head, or where the older is the larger; DamagedLedger where a node is not what it
        was.
        """
        self._follower.follow()
        with self._trees.tree() as tree:
            size = _size(tree, size)
            if not 0 <= old_size <= size:
                raise BadCursor(f"the tree of {size} entries does not go on from one of {old_size}", "old_size")
            old_root, root = tree.root(old_size), tree.root(size)
            hashes = proofs.consistency(tree.nodes, old_size, size)
        if not proofs.is_consistent(old_size, old_root, size, root, hashes):
            raise DamagedLedger(f"nothing shows that the tree of {size} goes on from that of {old_size}: {REBUILD}")
        return ConsistencyProof(
            old_size=old_size,
            old_root=text_of(old_root),
            size=size,
            root=text_of(root),
            hashes=tuple(map(text_of, hashes)),
        )

    def tile(self, path: str) -> bytes:
        """The bytes of a tile, `0/x001/x234/067` or `entries/000.p/17` (C2SP tlog-tiles). Raises NoTile, DamagedLedger.

        They never change. A partial tile is still there when the full one is.
        """
        tile = Tile.parse(path)
        self._follower.follow()
        with self._trees.tree() as tree:
            if tile.size > tree.size:
                raise NoTile(f"{path} holds more than the tree of {tree.size} entries has")
            if tile.level != ENTRIES:
                return hashes_of(tree.kept, tile)
        found = self._index.held(self._log.read(tile.first, limit=tile.width))
        return bundle([entry.data for entry in found])


def _size(tree: LogTree, size: int | None) -> int:
    if size is not None and not 0 <= size <= tree.size:
        raise BadCursor(f"{size} entries are more than the log has, which ends at position {tree.size}", "size")
    return tree.size if size is None else size
