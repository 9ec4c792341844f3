"""Signing: what a ledger says under its own name of how much it holds, never against what it said before."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ledger.audit.checkpoints import Checkpoint
from ledger.audit.notes import Note, noted
from ledger.audit.signers import Signer, Verifier
from ledger.errors import DamagedLedger


@dataclass(frozen=True, slots=True)
class Held:
    """A verifier whose signer the ledger holds, or held until it was retired."""

    verifier: Verifier
    made_at: str
    retired_at: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """ "This checkpoint was signed, and handed out." """

    checkpoint: Checkpoint
    note: Note


class Tree(Protocol):
    """The tree over a log, as it is at one moment."""

    @property
    def size(self) -> int:
        """How many entries it has."""
        ...

    def root(self, size: int) -> bytes:
        """The root that it had at a size, which is not beyond its own."""
        ...

    def grown(self, since: int) -> bytes:
        """Its root, made of what it was at a size and of every leaf hash since. Raises DamagedLedger where it has two.

        What is signed stays so: a node that the index lost or altered may not decide it.
        """
        ...


class Book(Protocol):
    """A ledger's signers and what they signed, for one transaction. Nothing in it is ever changed or taken out."""

    def signers(self) -> Sequence[Signer]:
        """Those that sign now, in the order in which they were made: at least one."""
        ...

    def signed(self, below: int | None = None) -> Signed | None:
        """The last checkpoint that was signed, of those of fewer than `below` entries where that is said."""
        ...

    def keep(self, signed: Signed) -> None:
        """Keep what was signed, for ever. It is synced when the transaction ends."""
        ...


class Notary(Protocol):
    """Who signs a ledger's checkpoints. Its signers are no part of the ledger: no copy of that has them."""

    def writing(self) -> AbstractContextManager[Book]:
        """One transaction, the only one at a time in whatever process. The first signer is made if there is none."""
        ...

    def held(self) -> list[Held]:
        """Every verifier there ever was, in the order in which they were made; none before the first signer is made."""
        ...

    def begin(self, origin: str | None = None) -> Held | None:
        """Make the first signer, and with it the log's origin, one of its own by default; None where there is one.

        Raises BadSigner where the origin can be no name of a signer.
        """
        ...

    def rotate(self) -> Held:
        """Make another signer, which signs beside those that there are."""
        ...

    def retire(self, key_id: str) -> Held:
        """Have a signer sign no more: it is erased. Raises NotFound, and Conflict where no other would be left."""
        ...

    def close(self) -> None:
        """Let go of the file. Idempotent."""
        ...


def sign(book: Book, tree: Tree) -> Signed:
    """The signed checkpoint of a tree as it is: the last that was signed, where that says the same.

    Raises DamagedLedger where the tree does not go on from every checkpoint that was signed.
    """
    signers, last = book.signers(), book.signed()
    if last is not None:
        hold(book, last, tree)
        if last.checkpoint.size == tree.size and _are(last, signers):
            return last
    checkpoint = Checkpoint(signers[0].name, tree.size, tree.grown(last.checkpoint.size if last is not None else 0))
    signed = Signed(checkpoint, noted(checkpoint.text, [signer.sign(checkpoint.text) for signer in signers]))
    book.keep(signed)
    return signed


def hold(book: Book, last: Signed, tree: Tree) -> None:
    """Raise DamagedLedger, naming where, unless a tree goes on from the last checkpoint that was signed."""
    size = last.checkpoint.size
    if size > tree.size:
        raise DamagedLedger(
            f"position {tree.size + 1} is missing: a checkpoint of {size} entries was signed, and the log ends at "
            f"{tree.size}. Nothing is signed until it is restored from a copy that has them"
        )
    if tree.root(size) == last.checkpoint.root:
        return
    before: Signed | None = last
    while before is not None and tree.root(before.checkpoint.size) != before.checkpoint.root:
        size = before.checkpoint.size
        before = book.signed(below=size)
    first = before.checkpoint.size + 1 if before is not None else 1
    raise DamagedLedger(
        f"of the positions from {first} to {size} one at least is not what it was when a checkpoint of {size} entries "
        "was signed: nothing is signed until the log is restored. `claim-ledger doctor --full` says more"
    )


def _are(signed: Signed, signers: Sequence[Signer]) -> bool:
    """Whether a checkpoint was signed by just these."""
    keys = [(signer.name, signer.verifier.key_id) for signer in signers]
    return [(signature.name, signature.key_id) for signature in signed.note.signatures] == keys
