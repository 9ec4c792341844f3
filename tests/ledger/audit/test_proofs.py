from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from ledger.audit.hashes import EMPTY, leaf
from ledger.audit.nodes import Nodes
from ledger.audit.proofs import consistency, inclusion, is_consistent, is_included, root
from tests.ledger.audit import prescribed
from tests.ledger.audit.kept import Kept, entries

MOST = 300
DATA = entries(MOST)
NODES = Nodes(Kept(DATA))
ROOTS = [root(NODES, size) for size in range(MOST + 1)]
LEAVES = [leaf(data) for data in DATA]


@pytest.mark.parametrize("size", [0, 1, 2, 15, 16, 17, 255, 256, 257, 300])
def test_the_root_of_every_past_size_is_known(size: int) -> None:
    assert ROOTS[size] == prescribed.root(DATA[:size])


def test_every_entry_is_proved_to_be_in_every_tree_that_has_it() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            assert is_included(LEAVES[index], index, size, inclusion(NODES, index, size), ROOTS[size]), (index, size)


def test_every_tree_is_proved_to_go_on_from_every_smaller_one() -> None:
    for new in range(MOST + 1):
        for old in range(new + 1):
            assert is_consistent(old, ROOTS[old], new, ROOTS[new], consistency(NODES, old, new)), (old, new)


@settings(deadline=None)
@given(st.integers(1, MOST), st.data())
def test_a_proof_is_what_rfc_6962_prescribes(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))

    assert inclusion(NODES, index, size) == prescribed.path(index, DATA[:size])
    assert consistency(NODES, old, size) == prescribed.proof(old, DATA[:size])


@pytest.mark.parametrize(("index", "size", "proof"), prescribed.INCLUSION)
def test_the_published_proofs_of_inclusion(index: int, size: int, proof: list[str]) -> None:
    nodes, found = Nodes(Kept(prescribed.DATA)), [bytes.fromhex(one) for one in proof]

    assert inclusion(nodes, index, size) == found
    assert is_included(leaf(prescribed.DATA[index]), index, size, found, bytes.fromhex(prescribed.ROOTS[size - 1]))


@pytest.mark.parametrize(("old", "new", "proof"), prescribed.CONSISTENCY)
def test_the_published_proofs_of_consistency(old: int, new: int, proof: list[str]) -> None:
    nodes, found = Nodes(Kept(prescribed.DATA)), [bytes.fromhex(one) for one in proof]
    roots = [bytes.fromhex(prescribed.ROOTS[size - 1]) for size in (old, new)]

    assert consistency(nodes, old, new) == found
    assert is_consistent(old, roots[0], new, roots[1], found)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=120), st.data())
def test_another_program_makes_the_same_paths_and_takes_our_roots(data: list[bytes], drawn: st.DataObject) -> None:
    nodes, other, size = Nodes(Kept(data)), InmemoryTree(algorithm="sha256"), len(data)
    other.append_entries(data)
    index, old = drawn.draw(st.integers(0, size - 1)), drawn.draw(st.integers(1, size))

    theirs = other.prove_inclusion(index + 1, size)
    assert theirs.path == [leaf(data[index]), *inclusion(nodes, index, size)]
    verify_inclusion(leaf(data[index]), root(nodes, size), theirs)
    verify_consistency(root(nodes, old), root(nodes, size), other.prove_consistency(old, size))


def damaged(proof: list[bytes]) -> Iterator[list[bytes]]:
    """Proofs that are nearly this one."""
    yield [*proof, b""]
    yield [*proof, ROOTS[-1]]
    yield [b"", *proof]
    yield [ROOTS[-1], *proof]
    if proof:
        yield proof[:-1]
        yield proof[1:]
        yield [proof[0], ROOTS[-1], *proof[1:]]
    for at, one in enumerate(proof):
        yield [*proof[:at], bytes([one[0] ^ 8]) + one[1:], *proof[at + 1 :]]
        yield [*proof[:at], one[:-1], *proof[at + 1 :]]


@settings(deadline=None)
@given(st.integers(1, MOST), st.data())
def test_nothing_else_proves_that_an_entry_is_in_a_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, node = inclusion(NODES, index, size), LEAVES[index]

    for other in damaged(proof):
        assert not is_included(node, index, size, other, ROOTS[size])
    for place in {index - 1, index + 1, index ^ 2, -1, size}:
        assert not is_included(node, place, size, proof, ROOTS[size])
    assert not is_included(leaf(b"another"), index, size, proof, ROOTS[size])
    assert not is_included(b"", index, size, proof, ROOTS[size])
    assert not is_included(node, index, size, proof, EMPTY)
    assert not is_included(node, index, 0, proof, ROOTS[size])


@settings(deadline=None)
@given(st.integers(1, MOST), st.data())
def test_nothing_else_proves_that_a_tree_goes_on_from_another(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    proof = consistency(NODES, old, new)

    for other in damaged(proof):
        assert not is_consistent(old, ROOTS[old], new, ROOTS[new], other)
    assert not is_consistent(old, EMPTY if old else ROOTS[1], new, ROOTS[new], proof)
    assert old == 0 or not is_consistent(old, ROOTS[old], new, EMPTY, proof)
    assert old == new or not is_consistent(old, ROOTS[new], new, ROOTS[old], proof)
    assert old == new or not is_consistent(new, ROOTS[new], old, ROOTS[old], proof)


def test_a_log_that_was_cut_and_went_on_otherwise_has_no_proof_that_it_goes_on() -> None:
    forked = Nodes(Kept([*DATA[:41], b"another", *DATA[42:]]))

    for old in range(42, 60):
        assert not is_consistent(old, ROOTS[old], 60, root(forked, 60), consistency(forked, old, 60))
    for old in range(1, 42):
        assert is_consistent(old, ROOTS[old], 60, root(forked, 60), consistency(forked, old, 60))
