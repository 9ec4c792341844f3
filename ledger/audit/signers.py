"""Signers of notes, and the verifiers to them (C2SP signed-note, tlog-cosignature): Ed25519 (RFC 8032)."""

import re
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from struct import pack, unpack
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.audit import base64
from ledger.audit.notes import Signature, is_name
from ledger.errors import BadSigner

SEED = 32
"""Bytes that a private key is made of, and bytes of a public one."""

_KEY = re.compile(r"(?P<private>PRIVATE\+KEY\+)?(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<data>[A-Za-z0-9+/]+=*)")
_LATEST = 2**63 - 1


class Kind(IntEnum):
    """What a key's signatures are, by the byte that stands for it."""

    SIGNS = 1
    """The text of a note, by Ed25519."""
    COSIGNS = 4
    """The text of a checkpoint and when it was seen, by a witness (cosignature/v1)."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key: the name it signs with, its kind, and 32 bytes."""

    name: str
    kind: Kind
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is handed out: `name+id+key`."""
        return f"{self.name}+{self.key_id.hex()}+{base64.written(bytes([self.kind]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key that `text` writes like this. Raises BadSigner."""
        name, kind, public = _parsed(text, private=False)
        verifier = cls(name, kind, public)
        if verifier.text != text:
            raise BadSigner(f"the id in it is not that of the key: {verifier.key_id.hex()} was expected")
        return verifier

    def verifies(self, text: str, data: bytes) -> bool:
        """Whether these are the bytes of this key's signature of a text."""
        try:
            if self.kind is Kind.SIGNS:
                return self._verifies(text.encode(), data)
            return self._verifies(_seen(text, time_of(data)), data[8:])
        except ValueError:
            return False

    def _verifies(self, message: bytes, data: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(data, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """A private key: the name it signs with, its kind, and the 32 bytes it is made of, which nobody else may see."""

    name: str
    kind: Kind
    seed: bytes

    @property
    def verifier(self) -> Verifier:
        """The public key to it."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return Verifier(self.name, self.kind, private.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """The key as it is kept: `PRIVATE+KEY+name+id+key`."""
        key = base64.written(bytes([self.kind]) + self.seed)
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{key}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key that `text` writes like this. Raises BadSigner, which says nothing of what it read."""
        signer = cls(*_parsed(text, private=True))
        if signer.text != text:
            raise BadSigner("the id in it is not that of the key")
        return signer

    def sign(self, text: str, time: int = 0) -> Signature:
        """The signature of a note's text; a witness says when it saw it, in seconds since 1970."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        if self.kind is Kind.SIGNS:
            data = private.sign(text.encode())
        else:
            data = pack(">Q", time) + private.sign(_seen(text, time))
        return Signature(self.name, self.verifier.key_id, data)


def time_of(data: bytes) -> int:
    """When a witness says that it saw what it signed with these bytes, in seconds since 1970. Raises ValueError."""
    if len(data) < 8:
        raise ValueError(f"a cosignature of {len(data)} bytes has no time")
    time: int = unpack(">Q", data[:8])[0]
    if time > _LATEST:
        raise ValueError(f"{time} is no time")
    return time


def _seen(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _parsed(text: str, *, private: bool) -> tuple[str, Kind, bytes]:
    found = _KEY.fullmatch(text)
    expected = "PRIVATE+KEY+name+id+key" if private else "name+id+key"
    if found is None or (found["private"] is not None) != private or not is_name(found["name"]):
        raise BadSigner(f"it is not of the form {expected}")
    try:
        data = base64.read(found["data"])
        kind = Kind(data[0])
    except ValueError as error:
        raise BadSigner(f"what stands for the key in it cannot be read: {error}") from None
    if len(data) != 1 + SEED:
        raise BadSigner(f"it has {len(data) - 1} bytes, {SEED} were expected")
    return found["name"], kind, data[1:]
