"""A claim's id: the digest of the canonical bytes of what was recorded."""

from hashlib import sha256

from ledger.canonical import canonical
from ledger.events import ClaimContent


def content_bytes(content: ClaimContent) -> bytes:
    """The canonical JSON (RFC 8785) of the content, as the log holds it: what a claim's id is taken over.

    Null fields are left out, and fields at their default, at any depth.
    """
    return canonical(content.model_dump(exclude_none=True, exclude_defaults=True))


def claim_id(content: ClaimContent) -> str:
    """`sha256:` and the hex SHA-256 of the content's canonical bytes."""
    return id_of(content_bytes(content))


def id_of(data: bytes) -> str:
    """The id of a claim whose content has these canonical bytes."""
    return "sha256:" + sha256(data).hexdigest()
