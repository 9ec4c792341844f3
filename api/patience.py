"""Patience: how long a connection is waited for. Whoever sends a byte now and then, or none, would hold it for ever."""

from asyncio import Transport
from asyncio.events import TimerHandle
from typing import Any

from api.bodies import LATE
from api.heads import BoundedHeads
from api.refusals import TooSlow

RATE = 1024
"""Bytes of a body that are worth a second more."""


class PatientConnection(BoundedHeads):
    """uvicorn's connection, let go where a head, or a body, has not come in time.

    A head has so many seconds of `patience`, from when the connection was made or the request before it was
    answered; a body has as many and one more for each `RATE` bytes that came, whether or not its answer has begun.
    While a request that came whole is being answered, be it by a stream without an end, nobody waits for its sender,
    and no time is counted.
    """

    _in_body = False
    _since = 0.0
    _came = 0
    _timer: TimerHandle | None = None

    def __init__(self, *, patience: float, **how: Any) -> None:
        super().__init__(**how)
        self._patience = patience

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._timer = self.loop.call_later(self._patience, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def on_headers_complete(self) -> None:
        """Wait for the body."""
        self._in_body, self._since, self._came = True, self.loop.time(), 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Some of it came."""
        self._came += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """It has come whole."""
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next head, or for the body of the request that came behind."""
        self._since, self._came = self.loop.time(), 0
        super().on_response_complete()

    def _look(self) -> None:
        """Let go of who is late; else look again when they would be."""
        if self.transport.is_closing():
            return
        now = self.loop.time()
        if not self._waits():
            self._since, self._came = now, 0
        due = self._since + self._patience + self._came / RATE
        if now < due:
            self._timer = self.loop.call_at(due, self._look)
        else:
            self._let_go()

    def _waits(self) -> bool:
        """Whether it is the sender's turn: no request that came whole is still unanswered, nor what came still to be
        taken."""
        whole = self._unanswered[:-1] if self._in_body else self._unanswered
        return all(one.response_complete for one in whole) and not self.flow.read_paused

    def _let_go(self) -> None:
        late = TooSlow(
            f"the request did not come whole in {self._patience:g} s and one for each {RATE} bytes of a body"
        )
        if self._in_body and not self.cycle.response_complete:
            scope: dict[str, Any] = self.cycle.scope  # type: ignore[assignment]
            scope[LATE] = late  # what reads the body is to fail with this, and the log to say so
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self._refuse(late) if not self.cycle.response_started else self._break_off()
        elif self._pending and not self._in_body:
            self._refuse(late)
        else:
            self.transport.close()

    def _break_off(self) -> None:
        """Leave an answer that has begun without its end. One who does not read it is sent no more of it."""
        self.transport.abort() if self.flow.write_paused else self.transport.close()
