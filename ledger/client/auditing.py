"""Auditing: checkpoints, proofs and tiles, as the server of a ledger hands them out."""

from ledger.audit.checkpoints import Checkpoint
from ledger.audit.hashes import text_of
from ledger.audit.notes import Note
from ledger.audit.tiles import Tile
from ledger.client.answers import refusal_of
from ledger.client.asking import Asking
from ledger.client.asking import path as address
from ledger.errors import BadNote, Unavailable
from ledger.proof import ConsistencyProof, InclusionProof, SignedCheckpoint, Verifiers


class Auditing(Asking):
    """The questions of `ledger.reading.proofs`, and the checkpoints of `ledger.signing`.

    What is answered is what the server says: whoever does not believe it verifies it.
    """

    def checkpoint(self) -> SignedCheckpoint:
        """As Ledger.checkpoint. Raises Unavailable where what comes is none."""
        note = self._fetch(address("audit", "checkpoint"))
        try:
            found = Checkpoint.parse(Note.parse(note).text)
        except BadNote as error:
            raise Unavailable(f"the server's answer is no checkpoint: {error}") from None
        return SignedCheckpoint(origin=found.origin, size=found.size, root=text_of(found.root), note=note.decode())

    def verifiers(self) -> Verifiers:
        """As Ledger.verifiers."""
        return self._ask(Verifiers, address("audit", "verifiers"))

    def inclusion(self, position: int, *, size: int | None = None) -> InclusionProof:
        """As Ledger.inclusion."""
        return self._ask(InclusionProof, address("audit", "proofs", "inclusion"), position=position, size=size)

    def consistency(self, old_size: int, *, size: int | None = None) -> ConsistencyProof:
        """As Ledger.consistency."""
        return self._ask(ConsistencyProof, address("audit", "proofs", "consistency"), old_size=old_size, size=size)

    def tile(self, path: str) -> bytes:
        """As Ledger.tile."""
        return self._fetch(address("audit", "tile", *Tile.parse(path).path.split("/")))

    def _fetch(self, at: str) -> bytes:
        """What is answered, as it is. Raises the Refusal."""
        response = self._connection.ask(at, {})
        if not response.is_success:
            raise refusal_of(response)
        return response.content
