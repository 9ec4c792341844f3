"""Signed notes: a text, and lines of signatures below it (C2SP signed-note)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from ledger.audit import base64
from ledger.errors import BadNote

LONGEST = 1_000_000
"""Bytes of a note, as the reference implementation bounds them."""

MOST = 100
"""Signatures of a note, likewise."""

_DASH = "\N{EM DASH} "
_KEY_ID = 4
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """ "The key of this name and id signed the text so." What the bytes are is its kind of key's business."""

    name: str
    key_id: bytes
    data: bytes

    @property
    def line(self) -> str:
        """Its line in a note, without the newline."""
        return f"{_DASH}{self.name} {base64.written(self.key_id + self.data)}"

    @classmethod
    def parse(cls, line: str) -> Self:
        """The signature on a line. Raises BadNote."""
        name, space, encoded = line.removeprefix(_DASH).rpartition(" ")
        try:
            data = base64.read(encoded)
        except ValueError as error:
            raise BadNote(f"a line below the text is no signature: {error}", "signature") from None
        if not line.startswith(_DASH) or not space or not is_name(name) or len(data) <= _KEY_ID:
            raise BadNote(f"{line[:80]!r} is no signature: expected are a dash, a name and Base64", "signature")
        return cls(name, data[:_KEY_ID], data[_KEY_ID:])


class Verifying(Protocol):
    """Who can tell whether a signature is of a key."""

    @property
    def name(self) -> str:
        """The name that the key signs with."""
        ...

    @property
    def key_id(self) -> bytes:
        """The four bytes that it signs with."""
        ...

    def verifies(self, text: str, data: bytes) -> bool:
        """Whether these are the bytes of a signature of this text by the key."""
        ...


@dataclass(frozen=True, slots=True)
class Note:
    """ "Each of these signed this text." Nothing in it is to be believed before `signed_by` says who did."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def data(self) -> bytes:
        """The note as it is sent and kept."""
        return "".join([self.text, "\n", *(f"{signature.line}\n" for signature in self.signatures)]).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The note that `data` writes like this. Raises BadNote."""
        text, separator, below = _decoded(data).rpartition("\n\n")
        if not separator or not below.endswith("\n"):
            raise BadNote("it is no signed note: expected are a text, an empty line, and lines of signatures")
        lines = below[:-1].split("\n")
        if len(lines) > MOST:
            raise BadNote(f"it has {len(lines):,} signatures, at most {MOST} are read")
        return cls(text + "\n", tuple(map(Signature.parse, lines)))

    def signed_by(self, verifiers: Collection[Verifying]) -> list[tuple[Verifying, Signature]]:
        """Who of these signed it, and how, in the order of the note. Signatures of others are passed over.

        Raises BadNote where one under the name and id of one of these is not its signature, or none of these signed.
        """
        known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
        found: dict[tuple[str, bytes], tuple[Verifying, Signature]] = {}
        for signature in self.signatures:
            key = (signature.name, signature.key_id)
            if key not in known:
                continue
            if not known[key].verifies(self.text, signature.data):
                raise BadNote(f"what is signed as {signature.name}+{signature.key_id.hex()} was not signed by that key")
            found.setdefault(key, (known[key], signature))
        if not found:
            named = ", ".join(f"{name}+{key_id.hex()}" for name, key_id in known) or "nobody"
            raise BadNote(f"none of the keys that are known signed it: these are {named}")
        return list(found.values())


def noted(text: str, signatures: Sequence[Signature]) -> Note:
    """A note of a text that has the form of one: lines, each ended, without control characters. Raises BadNote."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise BadNote("the text of a note is of lines that end, without control characters")
    return Note(text, tuple(signatures))


def is_name(name: str) -> bool:
    """Whether a key may have this name: some characters, of which none is a space, a plus or a control character."""
    return bool(name) and "+" not in name and not any(map(_is_barred, name))


def _is_barred(char: str) -> bool:
    return char.isspace() or char < " " or "\ud800" <= char <= "\udfff"


def _decoded(data: bytes) -> str:
    if len(data) > LONGEST:
        raise BadNote(f"it has {len(data):,} bytes; a note has at most {LONGEST:,}")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise BadNote(f"it is not UTF-8: {error}") from None
    if _CONTROL.search(text):
        raise BadNote("it holds a control character other than the newline")
    return text
