import pytest

from ledger.audit.tree import Tree
from ledger.errors import Unavailable
from ledger.projections.trees import Trees
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import ANALYST, everything


def test_before_the_index_is_built_there_is_no_tree(followed: Followed) -> None:
    with pytest.raises(Unavailable), Trees(followed.log.views).tree():
        pass


def test_the_tree_has_the_root_of_every_size_that_the_log_had(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    tree, entries = Tree(), followed.log.read(limit=100)

    with Trees(followed.log.views).tree() as found:
        assert found.size == len(entries)
        for entry in entries:
            assert found.root(tree.size) == tree.hash
            tree.add(entry.data)
        assert found.root(tree.size) == tree.hash


def test_a_tree_grows_from_each_of_its_past_sizes_to_the_same_root(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()

    with Trees(followed.log.views).tree() as found:
        assert {found.grown(size) for size in range(found.size + 1)} == {found.root(found.size)}


def test_after_a_rebuild_nothing_is_known_of_the_old_generation(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    trees = Trees(followed.log.views)
    with trees.tree() as before:
        expected = before.root(before.size)

    followed.follower.rebuild()

    with trees.tree() as after:
        assert after.root(after.size) == expected
