"""Nodes of the tree over the log: those that are kept above the leaf hashes of `view_entry`, and all of them read."""

import sqlite3

from ledger.audit.hashes import whole
from ledger.audit.nodes import STRIDE, TOGETHER
from ledger.errors import DamagedLedger
from ledger.projections.extents import REBUILD


def grow(db: sqlite3.Connection, number: int, after: int, until: int) -> None:
    """Keep every node that the entries after a position, up to another, make whole. It is written once, then stays.

    Their leaf hashes are in `view_entry` already, and every node below `after` is kept.
    """
    height, nodes = 0, StoredNodes(db, number, until)
    while (first := after >> height + STRIDE) < (end := until >> height + STRIDE):
        below = nodes.kept(height, first << STRIDE, (end - first) << STRIDE)
        height += STRIDE
        made = (whole(below[at : at + TOGETHER]) for at in range(0, len(below), TOGETHER))
        rows = [(height, (first + at + 1) << height, node) for at, node in enumerate(made)]
        db.executemany(f"INSERT INTO view_node_{number} (height, position, hash) VALUES (?, ?, ?)", rows)


class StoredNodes:
    """The nodes that a generation keeps of the tree of its first `size` entries, as ledger.audit.nodes.Kept."""

    def __init__(self, db: sqlite3.Connection, number: int, size: int) -> None:
        self.size = size
        self._db = db
        self._leaves = f"SELECT digest FROM view_entry_{number} WHERE position > ? AND position <= ? ORDER BY position"
        self._nodes = (
            f"SELECT hash FROM view_node_{number} WHERE height = ? AND position > ? AND position <= ? ORDER BY position"
        )

    def kept(self, height: int, first: int, count: int) -> list[bytes]:
        """As Kept.kept."""
        span = (first << height, (first + count) << height)
        rows = self._db.execute(self._nodes, (height, *span)) if height else self._db.execute(self._leaves, span)
        found = [node for (node,) in rows]
        if len(found) != count:
            raise DamagedLedger(f"of the tree's nodes some are missing, after position {span[0]}: {REBUILD}")
        return found
