"""Outcomes of a batch: a line for each of its lines, sent as they are known."""

from asyncio import CancelledError, ensure_future, wait
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import suppress
from typing import Self

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from api.answers import BatchLine
from api.bodies import NDJSON
from api.problems import problem_of
from api.questions import BatchQuery
from api.spools import Spool
from ledger.errors import Refusal, Unanswered
from ledger.receipts import LineOutcome

SENT_TOGETHER = 100
"""Lines that are sent together; what is committed together is a multiple of it, or all that had come."""

PATIENCE = 60.0
"""Seconds that it is waited for whoever has sent a batch to take what is answered."""

STOPPED = "the server stops: send the same once it runs again; what is on record by then is not recorded twice"


class Outcomes(StreamingResponse):
    """The outcomes of a batch, sent as they are known. Whatever came is recorded, whether or not anybody hears it: only
    one who has sent all, and does not take what is answered, is let go.
    """

    def __init__(
        self, outcomes: Iterator[LineOutcome | None], spool: Spool, asked: BatchQuery, request: Request
    ) -> None:
        self._rest = self._texts()
        super().__init__(self._rest, media_type=NDJSON[0])
        self._spool = spool
        self._asked = asked
        self._request = request
        self._resume = asked.start
        self._lines = self._said(outcomes)
        self._begun = False

    async def begun(self) -> Self:
        """The answer, once there is something to tell. Raises the Refusal where there is none before it fails."""
        self.body_iterator = _chained(await anext(self._rest, b""), self._rest)
        return self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""

        async def send_in_time(message: Message) -> None:
            sending = ensure_future(send(message))
            try:
                while not sending.done():
                    coming = not self._spool.complete
                    await wait({sending}, timeout=PATIENCE)
                    if not coming and not sending.done():
                        raise TimeoutError
                sending.result()
            finally:
                sending.cancel()

        with suppress(TimeoutError):
            await self.stream_response(send_in_time)  # whether anybody listens is not looked after

    async def _texts(self) -> AsyncGenerator[bytes]:
        try:
            while True:
                text = await run_in_threadpool(next, self._lines, None)
                if text is None:
                    return
                if text:
                    yield text
                else:
                    await self._spool.more()
        except CancelledError:  # only a server that stops does this
            if not self._begun:
                raise Unanswered(STOPPED) from None
            yield self._problem(Unanswered(STOPPED))
        finally:
            self._spool.unwanted = True

    def _said(self, outcomes: Iterator[LineOutcome | None]) -> Iterator[bytes]:
        """The lines of the answer, some at a time; none where more has to come first."""
        lines: list[bytes] = []
        try:
            for outcome in outcomes:
                if outcome is not None:
                    lines.append(self._outcome(outcome))
                if outcome is None or len(lines) == SENT_TOGETHER:
                    yield b"".join(lines)
                    lines.clear()
        except Refusal as refusal:
            if not self._begun:  # whatever fails before anything is told is answered with its status
                raise
            lines.append(self._problem(refusal))
        yield b"".join(lines)

    def _outcome(self, outcome: LineOutcome) -> bytes:
        self._begun = True
        self._resume = outcome.line + 1
        if outcome.receipt is not None:
            self._request.state.position = outcome.receipt.position
        stopped = outcome.refusal is not None and not self._asked.keep_going
        return _line(BatchLine(**dict(outcome), resume=outcome.line if stopped else None))

    def _problem(self, refusal: Refusal) -> bytes:
        self._request.state.problem = refusal.slug  # for the log
        return _line(BatchLine(problem=problem_of(refusal, self._request.scope["path"]), resume=self._resume))


def _line(said: BatchLine) -> bytes:
    return said.model_dump_json(exclude_none=True).encode() + b"\n"


async def _chained(first: bytes, rest: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    yield first
    async for text in rest:
        yield text
