"""What is sent to be recorded: a body, made a record with what the address says."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import State
from starlette.requests import Request

from api.access import Served
from api.bodies import BODY_LIMIT, JSON, RECORD_LIMIT, body_of
from api.conditions import Expected, refuse_condition
from api.idempotency import IdempotencyKey, payload_of
from ledger.access.permitted import Permitted
from ledger.access.roles import Ability
from ledger.errors import InvalidRecord, NotFound, TooLarge, UnknownReference
from ledger.idempotency import Keyed
from ledger.parsing import parse_object, parse_record, record_from
from ledger.receipts import Receipt
from ledger.records import AnyRecord, CapturedDocumentRecord, is_ref
from ledger.standing import changed_by
from ledger.terms import ClaimId, Slug
from ledger.views import Preview

_CLAIMS = ("claim", "corrects", "restates")
_CLAIM_ID: TypeAdapter[str] = TypeAdapter(ClaimId)
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)
_NOT_HERE = {
    "record": "the address says which kind of record this is: leave it out",
    "recorded_at": "the ledger alone sets it: leave it out",
    "ref": "a ref names a line of a batch: leave it out",
}


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

    def has_more_than(self, field: str) -> bool:
        """Whether the body has any field but this one. Raises InvalidRecord where it is no JSON object."""
        return bool(parse_object(self.body).keys() - {field})

    def record(self, kind: str, **said: str) -> Receipt:
        """Record the body as a record of a kind, with what the address says: fields that the body may not repeat.

        Raises NotFound where what the address names is not on record, and whatever Refusal the ledger has.
        """
        with addressed(said):
            record = record_of(kind, self.body, said)
            keyed = self._keyed(lambda: payload_of(record))
            receipt = self.ledger.record(record, keyed=keyed, expected=self.expected)
        self.state.position = receipt.position
        return receipt

    def preview(self, kind: str, **said: str) -> Preview:
        """What would come of recording the body so; nothing is recorded. Raises what `record` does."""
        with addressed(said):
            return self.ledger.preview(record_of(kind, self.body, said), expected=self.expected)

    def foresee(self, *, conditional: bool) -> Preview:
        """As `preview`, of a body that says itself which kind of record it is, and of what.

        Raises InvalidRequest where it is `conditional`, and changes nothing that was there to be read before; and
        TooLarge where it could not be recorded by itself: a document alone may be as long as what it carries.
        """
        record = parse_record(self.body)
        if len(self.body) > RECORD_LIMIT and not isinstance(record, CapturedDocumentRecord):
            raise TooLarge(f"the body has more than {RECORD_LIMIT} bytes, which is the most of such a record")
        if record.recorded_at is not None:
            raise InvalidRecord((("recorded_at", _NOT_HERE["recorded_at"]),))
        if conditional and changed_by(record) is None:
            refuse_condition()
        return self.ledger.preview(record, expected=self.expected)

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


def sent(limit: int = RECORD_LIMIT, media_types: tuple[str, ...] = JSON) -> Callable[..., Coroutine[Any, Any, Sent]]:
    """A dependency that reads a body of at most `limit` bytes, of one of these media types (of any, where empty)."""

    async def read(request: Request, ledger: Served, key: IdempotencyKey = None) -> Sent:
        ledger.key.demand(Ability.REPORT)  # before anything is read
        return Sent(ledger, await body_of(request, limit, media_types), key, request.state)

    return read


SentRecord = Annotated[Sent, Depends(sent())]
SentDocument = Annotated[Sent, Depends(sent(BODY_LIMIT))]


async def _changing(sent: SentRecord, expected: Expected) -> Sent:
    return replace(sent, expected=expected)


async def _attaching(sent: Annotated[Sent, Depends(sent(BODY_LIMIT, ()))], expected: Expected) -> Sent:
    return replace(sent, expected=expected)


async def _foreseeing(request: Request, ledger: Served, expected: Expected) -> Sent:
    ledger.key.demand(Ability.REPORT)
    return Sent(ledger, await body_of(request, BODY_LIMIT), None, request.state, expected)


SentChange = Annotated[Sent, Depends(_changing)]
SentContent = Annotated[Sent, Depends(_attaching)]
SentPreview = Annotated[Sent, Depends(_foreseeing)]


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


_FORM = ("lower-case letters and digits joined by single - . or _, as in john-kirby", "sha256: and 64 hex digits")
"""What an id looks like: a source's, document's, deal's or proposition's, and a claim's."""


@contextmanager
def addressed(said: Mapping[str, str]) -> Iterator[None]:
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
        raise NotFound(f"no {word} {value!r} is on record: an id is {_FORM[name in _CLAIMS]}") from None
