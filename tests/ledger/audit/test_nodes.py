from collections.abc import Sequence

import pytest

from ledger.audit.nodes import MOST, Group, Nodes
from tests.ledger.audit import prescribed
from tests.ledger.audit.kept import Kept, entries

DATA = entries(300)


class Counted(Kept):
    """How often it was read at each height."""

    def __init__(self, data: Sequence[bytes]) -> None:
        super().__init__(data)
        self.reads: list[int] = []

    def kept(self, height: int, first: int, count: int) -> list[bytes]:
        self.reads.append(height)
        return super().kept(height, first, count)


@pytest.mark.parametrize("size", [1, 2, 15, 16, 17, 40, 255, 256, 300])
def test_every_whole_node_is_found(size: int) -> None:
    nodes = Nodes(Kept(DATA[:size]))

    for height in range(size.bit_length()):
        for index in range(size >> height):
            first = index << height
            assert nodes.node(height, index) == prescribed.root(DATA[first : first + (1 << height)])


def test_a_group_is_read_once_for_a_question() -> None:
    kept = Counted(DATA)
    nodes = Nodes(kept)

    for height in range(4):
        nodes.node(height, 0)

    assert kept.reads == [0]


def test_the_upper_groups_are_known_to_the_next_question() -> None:
    kept, known = Counted(DATA), {}  # type: tuple[Counted, dict[tuple[int, int, int], Group]]

    for _ in range(2):
        nodes = Nodes(kept, known)
        nodes.node(0, 0)
        nodes.node(8, 0)

    assert kept.reads == [0, 8, 0]


def test_a_group_that_grew_is_not_taken_for_what_it_was() -> None:
    known: dict[tuple[int, int, int], Group] = {}
    Nodes(Kept(DATA[:256]), known).node(8, 0)
    grown = entries(600)

    assert Nodes(Kept(grown), known).node(8, 1) == prescribed.root(grown[256:512])


def test_so_many_groups_are_remembered_and_no_more() -> None:
    known: dict[tuple[int, int, int], Group] = {(8, number, 16): [] for number in range(1, MOST + 1)}

    Nodes(Kept(DATA), known).node(8, 0)

    assert len(known) == 1
