"""Safeties switched off, to see that it is found: each in the process of a server, before it serves."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from secrets import token_hex

import orjson
import uvicorn
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledger.service import Ledger
from ledger.store import file

LATE = 0.05
"""Seconds: whether it is found must not be a matter of luck."""

Claim = Callable[[bytes, Scope, Send], Awaitable[None]]


def acknowledge_too_early(server: uvicorn.Server) -> None:
    """Every claim is acknowledged when it has arrived, and recorded a moment later."""
    positions = count(1)

    def wrapped(app: ASGIApp) -> Claim:
        async def claim(body: bytes, scope: Scope, send: Send) -> None:
            receipt = {"position": next(positions), "digest": "sha256:" + "0" * 64, "again": False}
            said = orjson.dumps(receipt)
            headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(said))]
            await send({"type": "http.response.start", "status": 201, "headers": headers})
            await send({"type": "http.response.body", "body": said})
            await asyncio.sleep(LATE)
            await app(scope, once(body), _nowhere)

        return claim

    _wrap(server, wrapped)


def never_the_same_again(server: uvicorn.Server) -> None:
    """Every claim is new, also one that was sent before: its text is not what it was."""

    def wrapped(app: ASGIApp) -> Claim:
        async def claim(body: bytes, scope: Scope, send: Send) -> None:
            sent = orjson.loads(body)
            await app(scope, once(orjson.dumps({**sent, "text": f"{sent['text']} {token_hex(8)}"})), send)

        return claim

    _wrap(server, wrapped)


def forget_keys(server: uvicorn.Server) -> None:
    """Nothing comes under an idempotency key, and every claim is new, also one that was sent before."""
    never_the_same_again(server)
    _change_requests(server, lambda scope: {**scope, "headers": _without(scope, b"idempotency-key")})


def begin_at_the_head(server: uvicorn.Server) -> None:
    """A tail goes on with what is appended from now on, whatever was received last."""
    ledger: Ledger = server.config.app.state.ledger  # type: ignore[union-attr]

    def changed(scope: Scope) -> Scope:
        if scope["path"] != "/v1/events" or _last_event(scope) is None:
            return scope
        after = b"after=%d" % ledger.moment(None).position
        return {**scope, "query_string": after, "headers": _without(scope, b"last-event-id")}

    _change_requests(server, changed)


def begin_too_early(server: uvicorn.Server) -> None:
    """A tail goes on with the event that was received last."""

    def changed(scope: Scope) -> Scope:
        last = _last_event(scope)
        if last is None:
            return scope
        return {**scope, "headers": [*_without(scope, b"last-event-id"), (b"last-event-id", b"%d" % (last - 1))]}

    _change_requests(server, changed)


def publish_out_of_order(server: uvicorn.Server) -> None:
    """A page of events has its last entry before the one that precedes it is to be seen."""
    app: ASGIApp = server.config.app  # type: ignore[assignment]

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/v1/events":
            await app(scope, receive, send)
            return
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await app(scope, receive, keep)
        page = orjson.loads(b"".join(message.get("body", b"") for message in messages))
        del page["items"][-2:-1]
        said = orjson.dumps(page)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(said))]
        await send({**messages[0], "headers": headers})
        await send({"type": "http.response.body", "body": said})

    server.config.app = changed


def never_sync() -> None:
    """Every connection to a ledger that this process opens from now on has synchronous = OFF, and nobody objects."""
    pragmas = tuple((name, "OFF" if name == "synchronous" else value) for name, value in file.PRAGMAS)
    file.PRAGMAS = pragmas  # type: ignore[assignment]
    file._SYNCHRONOUS_FULL = 0


def _last_event(scope: Scope) -> int | None:
    """What a request says that it received last."""
    return next((int(value) for name, value in scope["headers"] if name == b"last-event-id"), None)


def _without(scope: Scope, header: bytes) -> list[tuple[bytes, bytes]]:
    """The headers of a request, but this one."""
    return [(name, value) for name, value in scope["headers"] if name != header]


def _change_requests(server: uvicorn.Server, change: Callable[[Scope], Scope]) -> None:
    """Have every request changed before the application sees it."""
    app: ASGIApp = server.config.app  # type: ignore[assignment]

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        await app(change(scope) if scope["type"] == "http" else scope, receive, send)

    server.config.app = changed


def _wrap(server: uvicorn.Server, wrapped: Callable[[ASGIApp], Claim]) -> None:
    app: ASGIApp = server.config.app  # type: ignore[assignment]
    claim = wrapped(app)

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", "/v1/claims"):
            await claim(await Request(scope, receive).body(), scope, send)
        else:
            await app(scope, receive, send)

    server.config.app = changed


def once(body: bytes) -> Receive:
    """A request's body that was read already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _nowhere(message: Message) -> None:
    pass
