"""Base64 as notes have it: the standard alphabet, padded, in the one form that each value has."""

from base64 import b64decode, b64encode
from binascii import Error


def written(data: bytes) -> str:
    """Bytes as Base64 (RFC 4648, section 4)."""
    return b64encode(data).decode("ascii")


def read(text: str) -> bytes:
    """The bytes that `written` writes like this. Raises ValueError where it writes none."""
    try:
        data = b64decode(text, validate=True)
    except Error as error:
        raise ValueError(str(error)) from None
    if written(data) != text:
        raise ValueError("it is written otherwise than these bytes are")
    return data
