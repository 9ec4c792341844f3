"""Heads of requests, bounded: the parser itself would keep a header of any length, each byte dearer than the last."""

from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.problems import PROBLEM_JSON, problem_of
from api.refusals import HeadTooLong, IncompleteRequest
from ledger.errors import Refusal

HEAD_LIMIT = 64 * 1024
"""The bytes after which a head, or what follows a body, must have come to its end."""

AROUND = len(": \r\n")
"""Bytes of a line of a head beside its name and value."""

TOO_LONG = f"what comes before a body, or after it, may have {HEAD_LIMIT} bytes"


class BoundedHeads(HttpToolsProtocol):
    """uvicorn's connection, which turns away whoever sends on and on and neither a whole head nor any body.

    Where several requests came one behind another and the connection is lost, uvicorn tells the last of them alone;
    here all are told, or the answer to an earlier one would fail when it is sent.
    """

    _pending = 0
    _came_on = False
    _over = False
    _unanswered: tuple[RequestResponseCycle, ...] = ()

    def data_received(self, data: bytes) -> None:
        """Take what came. One piece may end several heads, or none: pieces without an end add up."""
        if self._over:
            return
        self._came_on = False
        super().data_received(data)
        self._pending = 0 if self._came_on else self._pending + len(data)
        if self._pending > HEAD_LIMIT and not self.transport.is_closing():
            self._refuse(HeadTooLong(TOO_LONG))

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP, which no application sees, as everything else is refused."""
        self._refuse(IncompleteRequest("this is not a request in HTTP/1.1, or its head holds what no head may"))

    def _unsupported_upgrade_warning(self) -> None:
        """A request asks for another protocol, and is answered in this one. The parser has come to its end with it.

        Whatever follows is not read: taken for a request, a body would say what its sender's key may not.
        """
        self._over = True
        self.cycle.keep_alive = False
        if {b"content-length", b"transfer-encoding"} & {name for name, _ in self.headers}:
            self.cycle.disconnected = True
            self._refuse(IncompleteRequest("a request with a body asks for another protocol: leave Upgrade out"))

    def _refuse(self, refusal: Refusal) -> None:
        problem = problem_of(refusal, None)
        body = problem.model_dump_json(exclude_none=True).encode()
        head = (
            f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\ncontent-type: {PROBLEM_JSON}\r\n"
            f"content-length: {len(body)}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def on_headers_complete(self) -> None:
        """A head has ended. One that came in a single piece was not counted yet."""
        self._came_on = True
        if len(self.url) + sum(len(name) + len(value) + AROUND for name, value in self.headers) > HEAD_LIMIT:
            self._over = True
            self._refuse(HeadTooLong(TOO_LONG))
        if self._over:
            return
        super().on_headers_complete()
        self._unanswered = (*(one for one in self._unanswered if not one.response_complete), self.cycle)

    def on_body(self, body: bytes) -> None:
        """A piece of a body."""
        self._came_on = True
        if not self._over:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has ended."""
        self._came_on = True
        if not self._over:
            super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits for an answer any more."""
        super().connection_lost(exc)
        for one in self._unanswered:
            one.disconnected = True
            one.message_event.set()
