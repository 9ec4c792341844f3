"""Idempotency keys: what a request comes under, so that it may be sent again."""

from typing import Annotated

from fastapi import Depends, Header
from starlette.requests import Request

from ledger.errors import Rejected
from ledger.records import AnyRecord

_Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="1 to 255 printable ASCII characters: what is sent again under it is answered as the first time",
        examples=["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ),
]


def key_of(request: Request) -> str | None:
    """The idempotency key that a request came under. Raises Rejected where it came under several: one would be lost."""
    given = request.headers.getlist("idempotency-key")
    if len(given) > 1:
        raise Rejected(f"a request comes under one key; found {len(given)}: send the header once", "Idempotency-Key")
    return given[0] if given else None


async def idempotency_key(request: Request, described: _Key = None) -> str | None:
    """As `key_of`. The framework would take the last of several."""
    return key_of(request)


IdempotencyKey = Annotated[str | None, Depends(idempotency_key)]


def payload_of(record: AnyRecord) -> bytes:
    """What was sent, for the key that it came under. Fields that were not sent are left out: a later program has more
    of them, and keys are kept for ever."""
    return record.model_dump_json(exclude_unset=True).encode()
