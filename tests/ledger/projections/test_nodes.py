import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.hashes import leaf
from ledger.audit.nodes import STRIDE, Nodes
from ledger.audit.proofs import consistency, inclusion, is_consistent, is_included, root
from ledger.audit.tiles import Tile, hashes_of
from ledger.errors import DamagedLedger
from ledger.projections.nodes import StoredNodes, grow
from ledger.projections.tables import make_tables
from tests.ledger.audit.kept import Kept, entries

SIZE = 4_500
DATA = entries(SIZE)
KEPT = Kept(DATA)


def grown(db: sqlite3.Connection, sizes: list[int]) -> list[tuple[object, ...]]:
    """The nodes of a generation that grew to these sizes, one after the other."""
    make_tables(db, 1)
    for after, until in zip([0, *sizes], sizes, strict=False):
        rows = [(at + 1, leaf(DATA[at])) for at in range(after, until)]
        db.executemany("INSERT INTO view_entry_1 VALUES (?, ?)", rows)
        grow(db, 1, after, until)
    return db.execute("SELECT height, position, hash FROM view_node_1 ORDER BY height, position").fetchall()


@pytest.fixture(scope="module")
def stored() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        grown(db, [SIZE])
        yield db


@settings(deadline=None)
@given(st.lists(st.integers(0, 700), max_size=8).map(sorted))
def test_nodes_are_the_same_however_many_entries_came_at_once(sizes: list[int]) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        found = grown(db, sizes)

    expected = [
        (height, (place + 1) << height, node)
        for height, nodes in sorted(KEPT.at.items())
        if height
        for place, node in enumerate(nodes)
        if (place + 1) << height <= max(sizes, default=0)
    ]
    assert found == expected


def test_nodes_stand_at_every_fourth_height(stored: sqlite3.Connection) -> None:
    found = stored.execute("SELECT height, count(*) FROM view_node_1 GROUP BY height ORDER BY height").fetchall()

    assert found == [(STRIDE, SIZE >> 4), (2 * STRIDE, SIZE >> 8), (3 * STRIDE, SIZE >> 12)]


@settings(deadline=None)
@given(st.integers(1, SIZE), st.data())
def test_every_past_size_has_its_root_and_proofs(stored: sqlite3.Connection, size: int, data: st.DataObject) -> None:
    nodes = Nodes(StoredNodes(stored, 1, SIZE))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    head = root(Nodes(KEPT), size)

    assert root(nodes, size) == head
    assert is_included(leaf(DATA[index]), index, size, inclusion(nodes, index, size), head)
    assert is_consistent(old, root(nodes, old), size, head, consistency(nodes, old, size))


def test_nodes_at_any_width_make_a_tile(stored: sqlite3.Connection) -> None:
    nodes = StoredNodes(stored, 1, SIZE)

    for tile in (Tile(0, 0), Tile(0, 3, 7), Tile(0, 17, SIZE % 256), Tile(1, 0, 17), Tile(1, 0, 1)):
        assert hashes_of(nodes, tile) == hashes_of(KEPT, tile)


@pytest.mark.parametrize("lost", ["view_node_1 WHERE height = 4 AND position = 512", "view_entry_1 WHERE position = 3"])
def test_a_node_that_was_lost_is_missed_and_not_guessed(lost: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        grown(db, [600])
        nodes = Nodes(StoredNodes(db, 1, 600))
        db.execute(f"DELETE FROM {lost}")

        with pytest.raises(DamagedLedger, match="after position"):
            [inclusion(nodes, index, 600) for index in (0, 300, 500)]
