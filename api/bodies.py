"""Bodies: read within their limit, of a media type that is known."""

from asyncio import CancelledError
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from starlette.requests import Request

from api.refusals import IncompleteRequest, UnsupportedMediaType
from ledger.document import CONTENT_LIMIT
from ledger.errors import TooLarge, Unavailable

MIB = 1024 * 1024
RECORD_LIMIT = MIB
"""The most bytes of a single record."""

BODY_LIMIT = CONTENT_LIMIT
"""The most bytes of a body that carries a document."""

LATE = "claim_ledger.late"
"""Where the scope of a request has the refusal that its sender was told, who let it wait too long."""

JSON = ("application/json",)
NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl")


async def body_of(request: Request, limit: int = RECORD_LIMIT, media_types: tuple[str, ...] = JSON) -> bytes:
    """The body of a request, of at most `limit` bytes and one of these media types (any, where empty)."""
    check_media_type(request, media_types)
    with stoppable():
        return b"".join([chunk async for chunk in chunks_of(request, limit)])


def check_media_type(request: Request, media_types: tuple[str, ...]) -> None:
    """Raises UnsupportedMediaType unless the request's body is of one of these, or any will do."""
    given = request.headers.get("content-type", "")
    if media_types and given.partition(";")[0].strip().lower() not in media_types:
        found = f"found {given!r}" if given else "but it was sent without one"
        raise UnsupportedMediaType(f"the Content-Type here is {' or '.join(media_types)}; {found}")


async def chunks_of(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body of a request as it comes. Raises TooLarge, IncompleteRequest and TooSlow."""
    length = 0
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > 18 or int(announced) > limit):
        raise TooLarge(f"the body has {announced:.18} bytes; the most here is {limit}")
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise request.scope.get(LATE) or IncompleteRequest("the request broke off before its body was complete")
        chunk, more = message.get("body", b""), message.get("more_body", False)
        length += len(chunk)
        if length > limit:
            raise TooLarge(f"the body has more than {limit} bytes, which is the most here")
        yield chunk


@contextmanager
def stoppable() -> Iterator[None]:
    """Read a request to its end. Raises Unavailable where the server stops before that."""
    try:
        yield
    except CancelledError:  # only a server that stops does this to a request that is still being read
        raise Unavailable("the server stops: nothing was recorded, send the same once it runs again") from None
