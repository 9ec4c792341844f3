"""Recording: what a server is told, under keys by which the same, sent again, is recorded once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from uuid import uuid4

import orjson
from httpx2 import Response
from pydantic import BaseModel

from ledger.client.addresses import address_of
from ledger.client.answers import Problem, read, refusal, refusal_of, view_of
from ledger.client.asking import Asking, path
from ledger.client.connection import Connection
from ledger.errors import BrokenLine, NotFound, Refusal, Rejected, Unanswered, Unavailable, UnknownReference
from ledger.forgetting import forget
from ledger.idempotency import Keyed
from ledger.receipts import Fault, Receipt
from ledger.records import AnyRecord
from ledger.views import Forgetting, Preview

BATCH = path("batch")
PREVIEWS = path("previews")
NDJSON = "application/x-ndjson"


class Answered(BaseModel):
    """What a server says of one line of a batch; or, on a last line, why it could not go on."""

    receipt: Receipt | None = None
    refusal: Fault | None = None
    problem: Problem | None = None


class Recording(Asking):
    """The recording verbs of a Ledger. `recorded_by` is the key's principal: `by` may be empty and nothing else.

    What is sent comes under a key of its own, or the `keyed` one, and is sent again under it where no answer comes.
    Raises Unanswered where none came at last.
    """

    def __init__(self, connection: Connection, new_key: Callable[[], str] = lambda: str(uuid4())) -> None:
        super().__init__(connection)
        self._new_key = new_key

    def record(
        self, record: AnyRecord, *, by: str = "", keyed: Keyed | None = None, expected: Collection[int] | None = None
    ) -> Receipt:
        """As Ledger.record."""
        _check(by)
        if expected is not None:
            return self._change(record, keyed, expected)
        try:
            return self.record_all([record], keyed=keyed)[0]
        except Refusal as refused:
            refused.index = None
            raise

    def record_all(self, records: Sequence[AnyRecord], *, by: str = "", keyed: Keyed | None = None) -> list[Receipt]:
        """As Ledger.record_all, of 10,000 records and 128 MiB at most."""
        _check(by)
        response = self._send(records, keyed, atomic=True)
        if not response.is_success:
            raise _cause(refusal_of(response))
        receipts = [one.receipt for one in _lines(response) if one.receipt is not None]
        if len(receipts) != len(records):
            raise Unanswered(f"{len(records)} records were sent, and {len(receipts)} receipts came")
        return receipts

    def record_each(
        self, records: Sequence[AnyRecord], *, by: str = "", keep_going: bool = False, keyed: Keyed | None = None
    ) -> list[Receipt | Refusal]:
        """As Ledger.record_each, but that what stands before a failure of the ledger itself may be recorded."""
        _check(by)
        response = self._send(records, keyed, keep_going=keep_going)
        if not response.is_success:
            raise refusal_of(response)
        outcomes = [_outcome(one) for one in _lines(response)]
        ended = outcomes and isinstance(outcomes[-1], Refusal) and not keep_going
        if len(outcomes) != len(records) and not ended:
            raise Unanswered(f"{len(records)} records were sent, and {len(outcomes)} outcomes came")
        return outcomes

    def attach(
        self,
        document: str,
        data: bytes,
        *,
        by: str = "",
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Receipt:
        """As Ledger.attach."""
        _check(by)
        headers = {"Content-Type": "application/octet-stream", **self._under(keyed), **_if(expected)}
        place = path("documents", document, "content")
        response = self._connection.tell("PUT", place, lambda: data, headers, {}, Unanswered)
        try:
            return view_of(Receipt, response)
        except NotFound as missing:
            raise UnknownReference(missing.detail, "document") from None

    def forgetting(self, thing: str, *, of: Collection[str] = ()) -> Forgetting:
        """As Ledger.forgetting, with an admin's key for all deals."""
        return self._forget(thing, "a preview", of, {}, preview=True)

    def forget(
        self,
        thing: str,
        reason: str,
        *,
        of: Collection[str] = (),
        by: str = "",
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Forgetting:
        """As Ledger.forget, with an admin's key for all deals."""
        _check(by)
        return self._forget(thing, reason, of, self._under(keyed) | _if(expected))

    def _forget(
        self, thing: str, reason: str, of: Collection[str], headers: dict[str, str], **asked: object
    ) -> Forgetting:
        command = forget(thing, reason, of)
        body = orjson.dumps({"reason": reason} | ({"of": [*of]} if of else {}))
        place = path("claims" if command.subject.startswith("claim:") else "documents", thing, "forgettings")
        headers = {"Content-Type": "application/json", **headers}
        response = self._connection.tell("POST", place, lambda: body, headers, asked, Unanswered)
        try:
            return view_of(Forgetting, response)
        except NotFound as missing:
            raise UnknownReference(missing.detail, "thing") from None

    def preview(self, record: AnyRecord, *, expected: Collection[int] | None = None) -> Preview:
        """As Ledger.preview."""
        headers = {"Content-Type": "application/json", **_if(expected)}
        return view_of(
            Preview, self._connection.tell("POST", PREVIEWS, lambda: line_of(record), headers, {}, Unavailable)
        )

    def _change(self, record: AnyRecord, keyed: Keyed | None, expected: Collection[int]) -> Receipt:
        place = address_of(record)
        fields = orjson.loads(line_of(record))
        said = {name: fields.pop(name) for name in place.said}
        body = orjson.dumps({name: value for name, value in fields.items() if name not in ("record", "ref")})
        headers = {"Content-Type": "application/json", **self._under(keyed), **_if(expected)}
        response = self._connection.tell("POST", place.path, lambda: body, headers, {}, Unanswered)
        try:
            return view_of(Receipt, response)
        except NotFound as missing:  # a ledger that is open here says which field of the record named it
            field = next((name for name in reversed(place.said) if said[name] in missing.detail), place.said[0])
            raise UnknownReference(missing.detail, field) from None

    def _send(self, records: Sequence[AnyRecord], keyed: Keyed | None, **asked: bool) -> Response:
        headers = {"Content-Type": NDJSON, "Accept": NDJSON, **self._under(keyed)}
        return self._connection.tell("POST", BATCH, lambda: _body(records), headers, asked, Unanswered)

    def _under(self, keyed: Keyed | None) -> dict[str, str]:
        return {"Idempotency-Key": keyed.key if keyed is not None else self._new_key()}


def line_of(record: AnyRecord) -> bytes:
    """A record as a line of NDJSON has it, without the end of the line."""
    return record.model_dump_json(exclude_unset=True, exclude_none=True).encode()


def _body(records: Sequence[AnyRecord]) -> Iterator[bytes]:
    for record in records:
        yield line_of(record) + b"\n"


def _lines(response: Response) -> Iterator[Answered]:
    for line in response.content.splitlines():
        said = read(Answered, line)
        if said.problem is not None:
            raise said.problem.refusal()
        yield said


def _outcome(said: Answered) -> Receipt | Refusal:
    if said.refusal is not None:
        return refusal(said.refusal.slug, said.refusal.detail, said.refusal.field)
    if said.receipt is None:
        raise Unanswered("a line of the answer has neither a receipt nor a refusal")
    return said.receipt


def _cause(refused: Refusal) -> Refusal:
    """What was refused of one of several records, with its index."""
    if not isinstance(refused, BrokenLine):
        return refused
    refused.cause.index = refused.line - 1
    return refused.cause


def _if(expected: Collection[int] | None) -> dict[str, str]:
    return {} if expected is None else {"If-Match": ", ".join(f'"{version}"' for version in expected) or '""'}


def _check(by: str) -> None:
    if by:
        raise Rejected("over HTTP whoever holds the key records: leave it out", "by")
