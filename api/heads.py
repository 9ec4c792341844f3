"""Heads of requests, bounded: the parser itself would keep a header of any length, each byte dearer than the last."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

HEAD_LIMIT = 64 * 1024
"""The bytes after which a head, or what follows a body, must have come to its end."""

TOO_LONG = f"The head of a request may have {HEAD_LIMIT} bytes."


class BoundedHeads(HttpToolsProtocol):
    """uvicorn's connection, which turns away whoever sends on and on and neither a whole head nor any body.

    Where several requests came one behind another and the connection is lost, uvicorn tells the last of them alone;
    here all are told, or the answer to an earlier one would fail when it is sent.
    """

    _pending = 0
    _came_on = False
    _unanswered: tuple[RequestResponseCycle, ...] = ()

    def data_received(self, data: bytes) -> None:
        """Take what came. One piece may end several heads, or none: pieces without an end add up."""
        self._came_on = False
        super().data_received(data)
        self._pending = 0 if self._came_on else self._pending + len(data)
        if self._pending > HEAD_LIMIT and not self.transport.is_closing():
            self.send_400_response(TOO_LONG)

    def on_headers_complete(self) -> None:
        """A head has ended."""
        self._came_on = True
        super().on_headers_complete()
        self._unanswered = (*(one for one in self._unanswered if not one.response_complete), self.cycle)

    def on_body(self, body: bytes) -> None:
        """A piece of a body."""
        self._came_on = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has ended."""
        self._came_on = True
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits for an answer any more."""
        super().connection_lost(exc)
        for one in self._unanswered:
            one.disconnected = True
            one.message_event.set()
