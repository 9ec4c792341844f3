"""Proofs and checkpoints, as they are answered: what somebody needs who does not believe the ledger."""

from pydantic import Field

from ledger.terms import Hash, Instant, Value

HASHES = Field(description="the hashes of the proof (RFC 6962), nearest to the leaves first")


class InclusionProof(Value):
    """ "The entry with this leaf hash is at this position of the tree of so many entries, which has this root." """

    position: int = Field(ge=1)
    leaf_index: int = Field(ge=0, description="position - 1: the place of the leaf, counted from 0")
    digest: Hash = Field(description="the leaf hash of the entry, as its receipt has it")
    size: int = Field(ge=1, description="how many entries the tree has")
    root: Hash
    hashes: tuple[Hash, ...] = HASHES


class ConsistencyProof(Value):
    """ "The tree of so many entries, which has this root, goes on from an older one, which had that root." """

    old_size: int = Field(ge=0)
    old_root: Hash
    size: int = Field(ge=0)
    root: Hash
    hashes: tuple[Hash, ...] = HASHES


class SignedCheckpoint(Value):
    """ "The log of this origin has so many entries and this root", and the note that signs it."""

    origin: str
    size: int = Field(ge=0, description="how many entries it has: the position of the last")
    root: Hash
    note: str = Field(description="the signed note (C2SP tlog-checkpoint, signed-note), to be kept as it is")


class VerifierView(Value):
    """ "Whoever has this can tell whether a note was signed by the ledger" - a public key, from then to then."""

    verifier: str = Field(description="name+id+key, as C2SP signed-note writes public keys")
    key_id: str = Field(description="the four bytes, in hex, by which it is named in notes")
    made_at: Instant
    retired_at: Instant | None = Field(None, description="when its signer was erased; null while it signs")


class Verifiers(Value):
    """Every verifier that the ledger ever had, in the order in which they were made."""

    items: tuple[VerifierView, ...]
