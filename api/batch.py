"""Batch: records of any kind as NDJSON, answered with a line for each, while more of them come."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import BatchLine
from api.bodies import NDJSON, check_media_type
from api.description import lines
from api.idempotency import IdempotencyKey
from api.outcomes import Outcomes
from api.questions import AskedBatch, BatchQuery
from api.refusals import InvalidRequest
from api.spools import Spool, filling, whole
from ledger.access.permitted import Permitted
from ledger.access.roles import Ability
from ledger.idempotency import Keyed
from ledger.interchange.importing import import_atomically, import_lines, record_lines
from ledger.interchange.lines import LineReader, lines_of
from ledger.receipts import LineOutcome

router = APIRouter(prefix="/v1/batch", tags=["batch"])


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch that was sent, or begins to come; how it is taken, and what it came under."""

    spool: Spool
    asked: BatchQuery
    key: str | None

    def outcomes(self, ledger: Permitted) -> Iterator[LineOutcome | None]:
        """Record it, line by line; None says that what comes next has not come yet. Raises what importing does."""
        asked = self.asked
        if asked.atomic:
            yield from ledger.take_lines(import_atomically, lines_of(self.spool), keyed=self._keyed())
        elif self.key is not None:
            how = {"start": asked.start, "keep_going": asked.keep_going, "keyed": self._keyed()}
            yield from ledger.take_lines(import_lines, lines_of(self.spool), **how)
        else:
            yield from self._as_they_come(ledger)

    def _as_they_come(self, ledger: Permitted) -> Iterator[LineOutcome | None]:
        reader = LineReader(None)
        try:
            while True:
                complete = self.spool.complete  # known before the last lines are looked for
                read = reader.read(lines_of(self.spool), start=self.asked.start)
                for outcome in ledger.take_lines(record_lines, read, keep_going=self.asked.keep_going):
                    yield outcome
                    if outcome.refusal is not None and not self.asked.keep_going:
                        return
                if complete:
                    self.spool.check()
                    return
                yield None
        finally:
            reader.close()

    def _keyed(self) -> Keyed | None:
        """What it came under. It is taken as a whole only where it is atomic."""
        if self.key is None:
            return None
        return Keyed(self.key, b"batch %d %b" % (self.asked.atomic, self.spool.digest()), whole=self.asked.atomic)


async def sent(request: Request, ledger: Served, asked: AskedBatch, key: IdempotencyKey = None) -> AsyncIterator[Sent]:
    """A batch, recorded as it comes; read to its end first where it is taken all or not at all, or came under a key,
    which is held to the bytes of all of it. Kept until the answer was sent."""
    ledger.key.demand(Ability.REPORT)
    check_media_type(request, NDJSON)
    if asked.atomic and (asked.keep_going or asked.start > 1):
        raise InvalidRequest((("atomic", "all or none: it goes neither with keep_going nor with start"),))
    received = whole if asked.atomic or key is not None else filling
    async with received(request, request.app.state.settings.batch_limit) as spool:
        yield Sent(spool, asked, key)


@router.post("", **lines(BatchLine))
async def batch(ledger: Served, sent: Annotated[Sent, Depends(sent)], request: Request) -> Response:
    """Record a batch, in order, and answer with a line of outcome for each line that is a record.

    Lines are recorded as they come, and every outcome is sent once it is synced, also while more lines come; a batch
    that is `atomic`, or comes under an `Idempotency-Key`, is read to its end first. The first refused line ends it:
    what stands before it is recorded, and its outcome says in `resume` where to go on. Should the ledger fail on the
    way, or the batch break off, a last line has the `problem`, and where to `resume`.
    """
    return await Outcomes(sent.outcomes(ledger), sent.spool, sent.asked, request).begun()
