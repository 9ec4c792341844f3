"""Under which host names a server answers, and what every answer forbids a browser."""

from functools import lru_cache
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_response
from api.refusals import ForeignHost


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether a host, as a name or an address without a port, can only mean this machine."""
    name = host.lower().rstrip(".")
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


class Guard:
    """Turns away requests for foreign hosts and forbids browsers to guess media types.

    With `loopback` only requests whose Host header means this machine are let through: a page on the web that has its
    own name resolve to 127.0.0.1 still sends that name.
    """

    def __init__(self, app: ASGIApp, loopback: bool) -> None:
        self._app = app
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        host = _without_port(Headers(scope=scope).get("host", ""))
        if self._loopback and not is_loopback(host):
            refusal = ForeignHost(f"this server answers to localhost, not to {host!r}")
            await problem_response(refusal, Request(scope))(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0].removeprefix("[")
    return host.rpartition(":")[0] or host
