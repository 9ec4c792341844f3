from collections.abc import Sequence

import pytest

from ledger.audit import signing
from ledger.audit.checkpoints import Checkpoint
from ledger.audit.nodes import Nodes
from ledger.audit.proofs import root
from ledger.audit.signers import Kind, Signer
from ledger.audit.signing import Signed, sign
from ledger.errors import DamagedLedger
from tests.ledger.audit.kept import Kept, entries

ONE = Signer("example.org/claims", Kind.SIGNS, b"\1" * 32)
OTHER = Signer("example.org/claims", Kind.SIGNS, b"\2" * 32)


class Log:
    """The tree over some entries."""

    def __init__(self, data: Sequence[bytes]) -> None:
        self.size = len(data)
        self._nodes = Nodes(Kept(data))

    def root(self, size: int) -> bytes:
        return root(self._nodes, size)

    def grown(self, since: int) -> bytes:
        assert since <= self.size
        return self.root(self.size)


class PlainBook:
    """A book in memory."""

    def __init__(self, *signers: Signer) -> None:
        self.held = list(signers)
        self.kept: list[Signed] = []

    def signers(self) -> list[Signer]:
        return self.held

    def signed(self, below: int | None = None) -> Signed | None:
        found = [one for one in self.kept if below is None or one.checkpoint.size < below]
        return found[-1] if found else None

    def keep(self, signed: Signed) -> None:
        self.kept.append(signed)


DATA = entries(50)


@pytest.fixture
def book() -> PlainBook:
    """One signer, who signed checkpoints of 10, 20 and 30 entries."""
    made = PlainBook(ONE)
    for size in (10, 20, 30):
        sign(made, Log(DATA[:size]))
    return made


def altered(position: int) -> Log:
    return Log([*DATA[: position - 1], b"another", *DATA[position:]])


def test_a_checkpoint_says_origin_size_and_root_and_who_signed(book: PlainBook) -> None:
    signed = sign(book, Log(DATA))

    assert signed.checkpoint == Checkpoint("example.org/claims", 50, Log(DATA).root(50))
    assert Checkpoint.parse(signed.note.text) == signed.checkpoint
    assert [verifier for verifier, _ in signed.note.signed_by([ONE.verifier])] == [ONE.verifier]
    assert book.signed() == signed


def test_an_empty_log_has_a_checkpoint() -> None:
    assert sign(PlainBook(ONE), Log([])).checkpoint.size == 0


def test_what_was_signed_already_is_not_signed_again(book: PlainBook) -> None:
    assert sign(book, Log(DATA[:30])) is book.kept[2]
    assert len(book.kept) == 3


def test_after_a_rotation_the_same_head_is_signed_by_both(book: PlainBook) -> None:
    book.held.append(OTHER)

    signed = sign(book, Log(DATA[:30]))

    assert len(signed.note.signed_by([ONE.verifier, OTHER.verifier])) == 2
    assert len(book.kept) == 4


@pytest.mark.parametrize(("position", "places"), [(3, "from 1 to 10"), (11, "from 11 to 20"), (30, "from 21 to 30")])
def test_a_log_that_was_altered_behind_a_checkpoint_is_not_signed(book: PlainBook, position: int, places: str) -> None:
    with pytest.raises(DamagedLedger, match=places):
        sign(book, altered(position))
    assert len(book.kept) == 3


def test_a_log_that_was_altered_after_the_last_checkpoint_is_not_known_to_be(book: PlainBook) -> None:
    assert sign(book, altered(31)).checkpoint.size == 50


@pytest.mark.parametrize("size", [0, 5, 29])
def test_a_log_that_was_cut_is_not_signed(book: PlainBook, size: int) -> None:
    with pytest.raises(DamagedLedger, match=f"position {size + 1} is missing"):
        sign(book, Log(DATA[:size]))
    assert len(book.kept) == 3


def test_without_the_check_a_fork_would_be_signed(book: PlainBook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the first of the tests above."""
    monkeypatch.setattr(signing, "hold", lambda book, last, tree: None)

    assert sign(book, altered(3)).checkpoint.size == 50
