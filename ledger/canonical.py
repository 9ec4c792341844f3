"""Canonical JSON (RFC 8785) and the digests taken over it.

Restricted to what a ledger hashes: ASCII keys, text, booleans, null, integers below 2^53, arrays and objects. On that
domain sorted orjson output is RFC 8785 to the byte; the tests hold it against the rfc8785 package as their oracle.
"""

from hashlib import sha256
from hmac import digest as hmac_digest
from typing import Any

import orjson
from msgspec.json import Decoder


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value made of dict, list, tuple, str, int, bool and None.

    Raises TypeError for what JSON cannot say and for integers from 2^53. A float is not refused, for want of time on
    the hot path: no fact has a field that takes one, and a policy gives its numbers as text.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)


def digest(value: Any) -> str:
    """`sha256:` and the hex digest of the canonical bytes of a JSON value."""
    return "sha256:" + sha256(canonical(value)).hexdigest()


def commitment(salt: bytes, data: bytes) -> str:
    """`hmac-sha256:` and the hex HMAC-SHA256 (RFC 2104) of `data` under `salt`."""
    return "hmac-sha256:" + hmac_digest(salt, data, "sha256").hex()


def _no_float(text: str) -> Any:
    raise ValueError(f"{text[:20]} is no integer")


read_strictly = Decoder(float_hook=_no_float).decode
"""The JSON value of bytes, in which there is no float. Raises ValueError."""
