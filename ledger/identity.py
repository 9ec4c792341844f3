"""A claim's id: the digest of the canonical bytes of what was recorded."""

from hashlib import sha256
from typing import Any

from ledger.canonical import canonical
from ledger.events import ClaimContent


def content_json(content: ClaimContent) -> dict[str, Any]:
    """The content as JSON values, without null fields and without fields at their default, at any depth."""
    return content.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def content_bytes(content: ClaimContent) -> bytes:
    """The canonical JSON (RFC 8785) of the content, as the log holds it: what a claim's id is taken over."""
    return canonical(content_json(content))


def claim_id(content: ClaimContent) -> str:
    """`sha256:` and the hex SHA-256 of the content's canonical bytes."""
    return "sha256:" + sha256(content_bytes(content)).hexdigest()
