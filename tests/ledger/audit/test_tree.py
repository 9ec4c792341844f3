import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from ledger.audit.nodes import Nodes
from ledger.audit.proofs import subtrees
from ledger.audit.tree import Tree
from ledger.entries import leaf_hash
from tests.ledger.audit import prescribed
from tests.ledger.audit.kept import Kept


def tree_of(entries: list[bytes]) -> Tree:
    tree = Tree()
    for data in entries:
        tree.add(data)
    return tree


@pytest.mark.parametrize("size", [*range(18), 31, 32, 33])
def test_the_root_is_what_rfc_6962_prescribes(size: int) -> None:
    entries = [b"entry %d" % number for number in range(size)]
    tree = tree_of(entries)

    assert (tree.size, tree.hash) == (size, prescribed.root(entries))
    assert tree.root == "sha256:" + prescribed.root(entries).hex()


def test_the_root_of_one_entry_is_its_leaf_hash() -> None:
    assert tree_of([b"only"]).root == leaf_hash(b"only")


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_the_published_tree(size: int) -> None:
    assert tree_of(prescribed.DATA[:size]).hash.hex() == prescribed.ROOTS[size - 1]


@pytest.mark.parametrize("size", range(20))
def test_a_tree_goes_on_from_its_whole_subtrees(size: int) -> None:
    entries = [b"entry %d" % number for number in range(40)]
    tree = Tree(size, subtrees(Nodes(Kept(entries)), 0, size))

    for data in entries[size:]:
        tree.add(data)

    assert (tree.size, tree.hash) == (40, prescribed.root(entries))


@settings(deadline=None)
@given(st.lists(st.binary(max_size=64), min_size=1, max_size=200))
def test_the_root_is_the_one_that_another_program_finds(entries: list[bytes]) -> None:
    other = InmemoryTree(algorithm="sha256")
    other.append_entries(entries)

    assert tree_of(entries).hash == other.get_root()


@settings(deadline=None)
@given(st.lists(st.binary(max_size=4), unique=True, min_size=2), st.data())
def test_another_order_or_another_entry_has_another_root(entries: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:place], entries[place] + b"!", *entries[place + 1 :]]

    assert len({tree_of(some).root for some in (entries, entries[::-1], changed, entries[:-1])}) == 4
