from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.entries import leaf_hash
from ledger.tree import Tree


def root_of(entries: list[bytes]) -> str:
    tree = Tree()
    for data in entries:
        tree.add(data)
    return tree.root


def prescribed(entries: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, to the letter."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return sha256(b"\x01" + prescribed(entries[:split]) + prescribed(entries[split:])).digest()


@pytest.mark.parametrize("size", [*range(18), 31, 32, 33])
def test_the_root_is_what_rfc_6962_prescribes(size: int) -> None:
    entries = [b"entry %d" % number for number in range(size)]
    assert root_of(entries) == "sha256:" + prescribed(entries).hex()


def test_the_root_of_one_entry_is_its_leaf_hash() -> None:
    assert root_of([b"only"]) == leaf_hash(b"only")


def test_the_root_of_a_published_example() -> None:
    """The first three entries of the reference tree of the Certificate Transparency project."""
    assert root_of([b"", b"\x00", b"\x10"]) == (
        "sha256:aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    )


@given(st.lists(st.binary(max_size=4), unique=True, min_size=2), st.data())
def test_another_order_or_another_entry_has_another_root(entries: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:place], entries[place] + b"!", *entries[place + 1 :]]

    assert len({root_of(entries), root_of(entries[::-1]), root_of(changed), root_of(entries[:-1])}) == 4
