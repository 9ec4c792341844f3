from hashlib import sha256

import pytest

from ledger.audit.hashes import EMPTY, join, leaf, over, text_of, whole
from ledger.entries import leaf_hash
from tests.ledger.audit import prescribed
from tests.ledger.audit.kept import entries


def test_the_hash_of_an_entry_is_the_one_that_its_receipt_has() -> None:
    assert text_of(leaf(b"only")) == leaf_hash(b"only")


def test_an_entry_that_is_written_like_a_node_has_another_hash() -> None:
    assert leaf(leaf(b"a") + leaf(b"b")) != join(leaf(b"a"), leaf(b"b"))


@pytest.mark.parametrize("height", range(6))
def test_a_whole_node_is_the_root_of_what_is_below_it(height: int) -> None:
    data = entries(1 << height)
    assert whole([leaf(one) for one in data]) == prescribed.root(data)


def test_over_subtrees_of_falling_size_lies_the_root() -> None:
    data = entries(7)
    assert over([prescribed.root(data[:4]), prescribed.root(data[4:6]), prescribed.root(data[6:])]) == (
        prescribed.root(data)
    )


def test_over_nothing_lies_the_hash_of_nothing() -> None:
    assert over([]) == EMPTY == sha256(b"").digest()
