"""Batch: records of any kind as NDJSON, answered with a line for each."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.access import Served
from api.answers import BatchLine
from api.bodies import NDJSON, Spooled
from api.description import lines
from api.idempotency import IdempotencyKey
from api.problems import problem_of
from api.questions import AskedBatch, BatchQuery
from api.refusals import InvalidRequest
from ledger.access.permitted import Permitted
from ledger.errors import Refusal
from ledger.idempotency import Keyed
from ledger.interchange.importing import import_atomically, import_lines
from ledger.interchange.lines import lines_of
from ledger.receipts import LineOutcome

router = APIRouter(prefix="/v1/batch", tags=["batch"])

SENT_TOGETHER = 100
"""Lines of outcome that are sent together; what is committed together is a multiple of it."""


@router.post("", **lines(BatchLine))
def batch(ledger: Served, sent: Spooled, asked: AskedBatch, request: Request, key: IdempotencyKey = None) -> Response:
    """Record a batch, in order, and answer with a line of outcome for each line that is a record.

    The first refused line ends it: what stands before it is recorded, and its outcome says in `resume` where to go on.
    Every outcome is sent once it is synced. Should the ledger fail on the way, a last line has the `problem`.
    """
    keyed = sent.keyed(key, atomic=asked.atomic)
    outcomes = iter(_outcomes(ledger, lines_of(sent.lines), asked, keyed))
    first = list(islice(outcomes, 1))  # whatever fails before anything is recorded is still answered with its status
    said = _said(chain(first, outcomes), asked.keep_going, request)
    return StreamingResponse(said, media_type=NDJSON[0])


def _outcomes(
    ledger: Permitted, lines: Iterable[bytes], asked: BatchQuery, keyed: Keyed | None
) -> Iterable[LineOutcome]:
    if asked.atomic:
        if asked.keep_going or asked.start > 1:
            raise InvalidRequest((("atomic", "all or none: it goes neither with keep_going nor with start"),))
        return ledger.take_lines(import_atomically, lines, keyed=keyed)
    return ledger.take_lines(import_lines, lines, start=asked.start, keep_going=asked.keep_going, keyed=keyed)


def _said(outcomes: Iterator[LineOutcome], keep_going: bool, request: Request) -> Iterator[bytes]:
    lines: list[bytes] = []
    try:
        for outcome in outcomes:
            if outcome.receipt is not None:
                request.state.position = outcome.receipt.position
            stopped = outcome.refusal is not None and not keep_going
            lines.append(_line(BatchLine(**dict(outcome), resume=outcome.line if stopped else None)))
            if len(lines) == SENT_TOGETHER:
                yield b"".join(lines)
                lines.clear()
    except Refusal as refusal:
        lines.append(_line(BatchLine(problem=problem_of(refusal, request.scope["path"]))))
    yield b"".join(lines)


def _line(said: BatchLine) -> bytes:
    return said.model_dump_json(exclude_none=True).encode() + b"\n"
