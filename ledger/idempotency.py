"""Idempotency keys: what a principal sends under one is taken once, and answered the same when it is sent again.

The log keeps neither key nor payload, but digests of both: the key's under a salt of the ledger's, the payload's under
a salt of its own, so that nobody who guesses at a text that was forgotten can find his guess confirmed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from hmac import digest as hmac_digest
from typing import Any

import orjson

from ledger.errors import KeyReused, Rejected
from ledger.log import Answered

KEY_LIMIT = 255
_KEY = re.compile(rf"[\x21-\x7e]{{1,{KEY_LIMIT}}}")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A key and the bytes that were sent under it.

    What is sent again is answered as it was the first time. Where it is not `whole`, it is taken again: it was one of
    several appends, whose records are each known again by themselves.

    Raises Rejected for a key that is not 1 to 255 printable ASCII characters without spaces.
    """

    key: str
    payload: bytes
    whole: bool = True

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise Rejected(
                f"an idempotency key is 1 to {KEY_LIMIT} printable ASCII characters without spaces, such as a UUID; "
                f"found {self.key!r:.60}",
                "Idempotency-Key",
            )


def key_digest(salt: bytes, principal: str, key: str) -> bytes:
    """HMAC-SHA256 of a principal and its key under the ledger's salt."""
    return hmac_digest(salt, f"{principal}\0{key}".encode(), "sha256")


def answered(key: bytes, keyed: Keyed, salt: bytes, parts: Sequence[dict[str, Any]]) -> Answered:
    """What is kept of an answer under the digest of a key; `salt` is the payload's, `parts` say what was taken."""
    return Answered(key, salt, hmac_digest(salt, keyed.payload, "sha256"), orjson.dumps(parts))


def parts_of(known: Answered, keyed: Keyed) -> list[dict[str, Any]]:
    """What was taken under the key. Raises KeyReused where something else was sent under it.

    Where the salt was forgotten with a text, nobody can tell any more, and it counts as the same.
    """
    if known.salt and not compare_digest(hmac_digest(known.salt, keyed.payload, "sha256"), known.payload):
        raise KeyReused(
            "something else was sent under this key before: take a new key for each thing that you send, and keep it "
            "for sending the same again",
            "Idempotency-Key",
        )
    parts: list[dict[str, Any]] = orjson.loads(known.parts)
    return parts
