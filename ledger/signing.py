"""Signing: the checkpoints of a ledger, and who signs them."""

from ledger.audit.hashes import text_of
from ledger.audit.signing import Held, Notary, sign
from ledger.projections.follower import Follower
from ledger.projections.trees import Trees
from ledger.proof import SignedCheckpoint, Verifiers, VerifierView


class Signing:
    """Has a ledger's checkpoints signed. Any thread may ask."""

    def __init__(self, notary: Notary, follower: Follower, trees: Trees) -> None:
        self._notary = notary
        self._follower = follower
        self._trees = trees

    def checkpoint(self) -> SignedCheckpoint:
        """The checkpoint of the log as it is now, signed by every signer; the first is made if there is none.

        Raises DamagedLedger where the log does not go on from every checkpoint that was signed: none is signed then.
        """
        with self._notary.writing() as book:
            self._follower.follow()
            with self._trees.tree() as tree:
                signed = sign(book, tree)
        return SignedCheckpoint(
            origin=signed.checkpoint.origin,
            size=signed.checkpoint.size,
            root=text_of(signed.checkpoint.root),
            note=signed.note.data.decode(),
        )

    def verifiers(self) -> Verifiers:
        """Every verifier that the ledger ever had; none before its first checkpoint or `begin`."""
        return Verifiers(items=tuple(map(_shown, self._notary.held())))

    def begin(self, origin: str | None = None) -> VerifierView | None:
        """As Notary.begin."""
        made = self._notary.begin(origin)
        return _shown(made) if made is not None else None

    def rotate(self) -> VerifierView:
        """As Notary.rotate."""
        return _shown(self._notary.rotate())

    def retire(self, key_id: str) -> VerifierView:
        """As Notary.retire."""
        return _shown(self._notary.retire(key_id))

    def close(self) -> None:
        """As Notary.close."""
        self._notary.close()


def _shown(held: Held) -> VerifierView:
    return VerifierView(
        verifier=held.verifier.text,
        key_id=held.verifier.key_id.hex(),
        made_at=held.made_at,
        retired_at=held.retired_at,
    )
