"""Bodies: read within their limit, of a media type that is known."""

from asyncio import CancelledError
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import Annotated

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.access import Served
from api.refusals import IncompleteRequest, UnsupportedMediaType
from ledger.access.roles import Ability
from ledger.document import CONTENT_LIMIT
from ledger.errors import StorageFailure, TooLarge, Unavailable
from ledger.idempotency import Keyed

MIB = 1024 * 1024
RECORD_LIMIT = MIB
"""The most bytes of a single record."""

BODY_LIMIT = CONTENT_LIMIT
"""The most bytes of a body that carries a document."""

JSON = ("application/json",)
NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl")
SPOOLED = MIB
"""Bytes of a batch that are held in memory; a longer one goes to a temporary file."""

PIECE = 64 * 1024
"""Bytes of a batch that are written to it at once."""


@dataclass(frozen=True, slots=True)
class Spool:
    """A batch that was read to its end, and the SHA-256 of its bytes."""

    lines: SpooledTemporaryFile[bytes]
    digest: bytes

    def keyed(self, key: str | None, *, atomic: bool) -> Keyed | None:
        """What it came under. It is taken as a whole only where it is atomic."""
        return None if key is None else Keyed(key, b"batch %d %b" % (atomic, self.digest), whole=atomic)


async def body_of(request: Request, limit: int = RECORD_LIMIT, media_types: tuple[str, ...] = JSON) -> bytes:
    """The body of a request, of at most `limit` bytes and one of these media types (any, where empty)."""
    check_media_type(request, media_types)
    return b"".join([chunk async for chunk in _chunks(request, limit)])


async def spooled(request: Request, ledger: Served) -> AsyncIterator[Spool]:
    """A batch, read to its end before any of it is recorded; closed once the answer was sent."""
    ledger.key.demand(Ability.REPORT)
    check_media_type(request, NDJSON)
    with SpooledTemporaryFile(SPOOLED) as spool:
        digest = sha256()
        try:
            async for piece in _pieces(_chunks(request, request.app.state.settings.batch_limit)):
                digest.update(piece)
                await run_in_threadpool(spool.write, piece)
            spool.seek(0)
        except OSError as error:
            raise StorageFailure(f"the batch cannot be kept until it is recorded: {error.strerror}") from None
        yield Spool(spool, digest.digest())


Spooled = Annotated[Spool, Depends(spooled)]


def check_media_type(request: Request, media_types: tuple[str, ...]) -> None:
    """Raises UnsupportedMediaType unless the request's body is of one of these, or any will do."""
    given = request.headers.get("content-type", "")
    if media_types and given.partition(";")[0].strip().lower() not in media_types:
        found = f"found {given!r}" if given else "but it was sent without one"
        raise UnsupportedMediaType(f"the Content-Type here is {' or '.join(media_types)}; {found}")


async def _pieces(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The chunks, joined: some clients send a line in each, and crossing threads for a line takes longer than it."""
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


async def _chunks(request: Request, limit: int) -> AsyncIterator[bytes]:
    length = 0
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > 18 or int(announced) > limit):
        raise TooLarge(f"the body has {announced:.18} bytes; the most here is {limit}")
    try:
        more = True
        while more:
            message = await request.receive()
            if message["type"] == "http.disconnect":
                raise IncompleteRequest("the request broke off before its body was complete")
            chunk, more = message.get("body", b""), message.get("more_body", False)
            length += len(chunk)
            if length > limit:
                raise TooLarge(f"the body has more than {limit} bytes, which is the most here")
            yield chunk
    except CancelledError:  # only a server that stops does this to a request that is still being read
        raise Unavailable("the server stops: nothing was recorded, send the same once it runs again") from None
