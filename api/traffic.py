"""Traffic: how many requests were answered with what, and how long each took."""

from collections.abc import Mapping
from http import HTTPMethod
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledger.figures import SECONDS, Spread

OTHER = "other"
"""The route of all that is no operation of the API, and the method of all that HTTP does not know."""

_METHODS = frozenset(HTTPMethod)


class Traffic:
    """The seconds of each request, by method, route (`/v1/claims/{claim}`) and status: as many as the API has of them.

    Only the event loop's thread counts; any thread may read.
    """

    def __init__(self) -> None:
        self._spreads: dict[tuple[str, str, int], Spread] = {}

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        found = self._spreads.get((method, route, status))
        if found is None:
            found = self._spreads[method, route, status] = Spread(SECONDS)
        found.add(seconds)

    def seen(self) -> Mapping[tuple[str, str, int], Spread]:
        """What was counted so far, by method, route and status."""
        return dict(self._spreads)


class Counted:
    """Counts every request, also those that are turned away or fail."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500  # of what fails before it answers

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_seen)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else OTHER
            self._traffic.count(method, _route(scope), status, perf_counter() - began)


def _route(scope: Scope) -> str:
    """The route that was taken; where none was, the path if the API has it as it is."""
    path = getattr(scope.get("route"), "path", scope["path"])
    return str(path) if "route" in scope or path in scope["app"].openapi()["paths"] else OTHER
