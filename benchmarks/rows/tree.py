"""The tree over a log: what it costs an entry to follow, and what proofs cost of a large one, hashes alone."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from statistics import median
from time import process_time

from pymerkle import InmemoryTree

from benchmarks.bench import LEAVES_A_SECOND, Bench, seconds
from benchmarks.figures import Figure, Goal
from ledger.audit import proofs
from ledger.audit.hashes import leaf
from ledger.audit.nodes import Group, Nodes
from ledger.projections.follower import BATCH
from ledger.projections.nodes import StoredNodes, grow
from ledger.projections.tables import make_tables

ENTRY = b"x" * 592
"""An entry is this and its number."""

APPEND, PROOF = 5.0, 100.0
"""Microseconds that an entry may take, and a proof."""

Prove = Callable[[Nodes, int, int], Sequence[bytes]]
PEERS = 20_000
"""Entries that are appended to the peer."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Appends in batches as the index follows; proofs of entries and older sizes drawn at random, in one snapshot."""
    leaves = bench.sizes.leaves
    with closing(sqlite3.connect(bench.folder / "tree.db", isolation_level=None)) as db:
        append = _grown(db, leaves, bench)
        work = f"tree, an entry appended, {leaves:,} leaves"
        peer = _peer(min(PEERS, leaves))
        yield Figure(work, "pymerkle, in memory", append, peer, "µs", append / peer)
        yield Figure(work, f"{APPEND:g} µs", append, APPEND, "µs", append / APPEND, Goal("<=", 1))
        for name, took in _proofs(db, leaves, 10 * bench.sizes.reads):
            yield Figure(
                f"{name} proof, {leaves:,} leaves", f"{PROOF:g} µs", took, PROOF, "µs", took / PROOF, Goal("<=", 1)
            )


def _grown(db: sqlite3.Connection, leaves: int, bench: Bench) -> float:
    """Have a tree grow; the microseconds of a processor that an entry took, without those of keeping its leaf hash."""
    took = 0.0
    make_tables(db, 1)
    for first in range(0, leaves, BATCH):
        end = min(first + BATCH, leaves)
        data = [b"%b%8d" % (ENTRY, number) for number in range(first, end)]
        began = process_time()
        hashes = [leaf(one) for one in data]
        took += process_time() - began
        db.execute("BEGIN")
        db.executemany("INSERT INTO view_entry_1 VALUES (?, ?)", enumerate(hashes, first + 1))
        began = process_time()
        grow(db, 1, first, end)
        took += process_time() - began
        db.execute("COMMIT")
        bench.advance("growing a tree", (end - first) / LEAVES_A_SECOND)
    return 1e6 * took / leaves


def _peer(leaves: int) -> float:
    tree = InmemoryTree(algorithm="sha256")
    began = process_time()
    for number in range(leaves):
        tree.append_entry(b"%b%8d" % (ENTRY, number))
    return 1e6 * (process_time() - began) / leaves


def _proofs(db: sqlite3.Connection, leaves: int, count: int) -> Iterator[tuple[str, float]]:
    """Each kind of proof, and the microseconds that half of them do not exceed, once the upper nodes are known."""
    known: dict[tuple[int, int, int], Group] = {}
    kinds: dict[str, Prove] = {"inclusion": proofs.inclusion, "consistency": proofs.consistency}
    for name, prove in kinds.items():
        took = [_proved(prove, Nodes(StoredNodes(db, 1, leaves), known), leaves) for _ in range(2 * count)]
        yield name, 1e6 * median(took[count:])


def _proved(prove: Prove, nodes: Nodes, leaves: int) -> float:
    at = random.randrange(1, leaves)
    return seconds(lambda: prove(nodes, at, leaves))
