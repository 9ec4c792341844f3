"""The entrance: what every request goes through, once, before anything is looked up for it.

It is given an id, has to be for this server's name and to show a key that may ask as often, and is counted and logged
when it is over, however it ends. One wrapper sees its answer: each further one would cost a claim as much as its rules.
"""

from time import perf_counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Access
from api.appending import Appending
from api.problems import problem_response
from api.security import check_host, check_path
from api.traffic import Attendance
from ledger.errors import Refusal

NOSNIFF = (b"x-content-type-options", b"nosniff")
"""Forbids browsers to guess media types."""

NO_STORE = (b"cache-control", b"no-store")
"""Forbids everybody on the way to keep an answer that does not say otherwise."""


class Entrance:
    """Lets requests in to the application; those that append a claim go straight to where that is done.

    With `loopback` only those whose Host header means this machine.
    """

    def __init__(
        self, app: ASGIApp, *, attendance: Attendance, access: Access, appending: Appending, loopback: bool
    ) -> None:
        self._app = app
        self._attendance = attendance
        self._access = access
        self._appending = appending
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        said = (b"x-request-id", self._attendance.begin(scope).encode())
        began, status = perf_counter(), 500  # of what fails before it answers

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message.get("headers", ())
                kept = any(name == b"cache-control" for name, _ in headers)
                message["headers"] = [*headers, said, NOSNIFF, *(() if kept else (NO_STORE,))]
            await send(message)

        failure = None
        try:
            await self._enter(scope, receive, send_seen)
        except Exception as error:
            failure = error
            raise
        finally:
            self._attendance.end(scope, status, perf_counter() - began, failure)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if self._loopback:
                check_host(scope)
            check_path(scope)
            self._access.admit(scope)
            response = await self._appending.respond(scope, receive) if self._appending.takes(scope) else None
        except Refusal as refusal:
            response = problem_response(refusal, Request(scope))
        await (response or self._app)(scope, receive, send)
