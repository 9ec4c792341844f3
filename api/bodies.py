"""Bodies: read within their limit, of a media type that is known, and made a record with what the address says."""

from asyncio import CancelledError
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any

from fastapi import Depends, Header
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.requests import Request

from api.access import Served
from api.conditions import Expected
from api.refusals import IncompleteRequest, UnsupportedMediaType
from ledger.access.permitted import Permitted
from ledger.access.roles import Ability
from ledger.document import CONTENT_LIMIT
from ledger.errors import InvalidRecord, NotFound, Rejected, StorageFailure, TooLarge, Unavailable, UnknownReference
from ledger.idempotency import Keyed
from ledger.parsing import parse_object, record_from
from ledger.receipts import Receipt
from ledger.records import AnyRecord, is_ref
from ledger.terms import ClaimId, Slug
from ledger.views import Preview

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

_CLAIMS = ("claim", "corrects", "restates")
_CLAIM_ID: TypeAdapter[str] = TypeAdapter(ClaimId)
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)
_NOT_HERE = {
    "record": "the address says which kind of record this is: leave it out",
    "recorded_at": "the ledger alone sets it: leave it out",
    "ref": "a ref names a line of a batch: leave it out",
}


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


@dataclass(frozen=True, slots=True)
class Sent:
    """The body of a request, its idempotency key, the ledger as its sender may use it, and what the log is to say.

    `expected` are the versions of which what it changes must have one, None where any will do.
    """

    ledger: Permitted
    body: bytes
    key: str | None
    state: State
    expected: tuple[int, ...] | None = None

    def names(self, field: str) -> bool:
        """Whether the body is a JSON object that has any field but this one."""
        return bool(parse_object(self.body).keys() - {field})

    def record(self, kind: str, **said: str) -> Receipt:
        """Record the body as a record of a kind, with what the address says: fields that the body may not repeat.

        Raises NotFound where what the address names is not on record, and whatever Refusal the ledger has.
        """
        with _addressed(said):
            record = record_of(kind, self.body, said)
            keyed = self._keyed(lambda: payload_of(record))
            receipt = self.ledger.record(record, keyed=keyed, expected=self.expected)
        self.state.position = receipt.position
        return receipt

    def preview(self, kind: str, **said: str) -> Preview:
        """What would come of recording the body so; nothing is recorded. Raises what `record` does."""
        with _addressed(said):
            return self.ledger.preview(record_of(kind, self.body, said), expected=self.expected)

    def attach(self, document: str) -> Receipt:
        """Attach the body to a document. Raises NotFound where there is no such document, and OtherBytes."""
        try:
            keyed = self._keyed(lambda: b"attachment %b %b" % (document.encode(), sha256(self.body).digest()))
            receipt = self.ledger.attach(document, self.body, keyed=keyed, expected=self.expected)
        except UnknownReference as refusal:
            raise NotFound(refusal.detail) from None
        self.state.position = receipt.position
        return receipt

    def _keyed(self, payload: Callable[[], bytes]) -> Keyed | None:
        return None if self.key is None else Keyed(self.key, payload())


@dataclass(frozen=True, slots=True)
class Spool:
    """A batch that was read to its end, and the SHA-256 of its bytes."""

    lines: SpooledTemporaryFile[bytes]
    digest: bytes

    def keyed(self, key: str | None, *, atomic: bool) -> Keyed | None:
        """What it came under. It is taken as a whole only where it is atomic."""
        return None if key is None else Keyed(key, b"batch %d %b" % (atomic, self.digest), whole=atomic)


def sent(limit: int = RECORD_LIMIT, media_types: tuple[str, ...] = JSON) -> Callable[..., Coroutine[Any, Any, Sent]]:
    """A dependency that reads a body of at most `limit` bytes, of one of these media types (of any, where empty)."""

    async def read(request: Request, ledger: Served, key: IdempotencyKey = None) -> Sent:
        ledger.key.demand(Ability.REPORT)  # before anything is read
        return Sent(ledger, await body_of(request, limit, media_types), key, request.state)

    return read


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


SentRecord = Annotated[Sent, Depends(sent())]
SentDocument = Annotated[Sent, Depends(sent(BODY_LIMIT))]


async def _changing(sent: SentRecord, expected: Expected) -> Sent:
    return replace(sent, expected=expected)


async def _attaching(sent: Annotated[Sent, Depends(sent(BODY_LIMIT, ()))], expected: Expected) -> Sent:
    return replace(sent, expected=expected)


SentChange = Annotated[Sent, Depends(_changing)]
SentContent = Annotated[Sent, Depends(_attaching)]
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


def record_of(kind: str, body: bytes, said: Mapping[str, str]) -> AnyRecord:
    """The record of a kind that a body is, with what the address says. Raises InvalidRecord."""
    fields = parse_object(body)
    known = dict.fromkeys(said, "the address says it already: leave it out")
    repeated = tuple((name, why) for name, why in (_NOT_HERE | known).items() if name in fields)
    if repeated:
        raise InvalidRecord(repeated)
    record = record_from({**fields, **said, "record": kind})
    refs = [name for name in _CLAIMS if name in fields and fields[name] is not None and is_ref(fields[name])]
    if refs:
        raise InvalidRecord(tuple((name, "give the claim's id, sha256: and 64 hex digits") for name in refs))
    return record


def payload_of(record: AnyRecord) -> bytes:
    """What was sent, for the key that it came under. Fields that were not sent are left out: a later program has more
    of them, and keys are kept for ever."""
    return record.model_dump_json(exclude_unset=True).encode()


@contextmanager
def _addressed(said: Mapping[str, str]) -> Iterator[None]:
    """Raises NotFound where what the address says is no id, or turns out to be one that is not on record."""
    for name, value in said.items():
        _require_id(name, value)
    try:
        yield
    except UnknownReference as refusal:
        if refusal.field in said:
            raise NotFound(refusal.detail) from None
        raise


def _require_id(name: str, value: str) -> None:
    """What is not even of an id's form cannot be on record."""
    try:
        (_CLAIM_ID if name in _CLAIMS else _SLUG).validate_python(value)
    except ValidationError:
        word = "claim" if name in _CLAIMS else name
        raise NotFound(f"no {word} {value!r} is on record") from None
