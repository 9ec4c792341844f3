"""Watching a server from within: whether a claim is committed, and how its writer syncs, when it is acknowledged."""

import sqlite3
from pathlib import Path
from typing import Any, Self

import orjson
import uvicorn
from pydantic import BaseModel
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledger.store.views import Connection
from torture.sabotage import once

FULL = 2
"""What SQLite answers to `PRAGMA synchronous` where every commit is synced."""


class Seen(BaseModel):
    """What was seen when a claim was about to be acknowledged.

    `committed`: whether another connection found it in the log. `synchronous`: how the connections that had committed
    anything by then had been told to sync when they did.
    """

    claim: str
    committed: bool
    synchronous: list[int]


_SYNCHRONOUS: set[int] = set()
"""What every connection that committed in this process had for `synchronous`, asked of itself before it did."""


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, *arguments: Any) -> Self:
        if sql.lstrip().upper().startswith("COMMIT"):
            _SYNCHRONOUS.update(mode for (mode,) in super().execute("PRAGMA synchronous"))
        return super().execute(sql, *arguments)


class _Connection(Connection):
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor().execute(sql, *arguments)
        return cursor


def begin() -> None:
    """See every commit on a connection that this process opens from now on."""
    connect: Any = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, **(kwargs | {"factory": _Connection}))


def watch(ledger: Path, seen: Path, server: uvicorn.Server) -> None:
    """Write to a file what is seen at each acknowledgement of a claim, a line each, before it is sent."""
    app: ASGIApp = server.config.app  # type: ignore[assignment]
    reader = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, isolation_level=None)

    def look(body: bytes) -> None:
        text: str = orjson.loads(body)["text"]
        found = reader.execute("SELECT 1 FROM events WHERE instr(state, ?)", (text.encode(),)).fetchone()
        line = Seen(claim=text, committed=found is not None, synchronous=sorted(_SYNCHRONOUS))
        with seen.open("a") as file:
            file.write(line.model_dump_json() + "\n")

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (scope["method"], scope["path"]) != ("POST", "/v1/claims"):
            await app(scope, receive, send)
            return
        body = await Request(scope, receive).body()

        async def looking(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 201:
                look(body)
            await send(message)

        await app(scope, once(body), looking)

    server.config.app = watched


def faults(seen: Path, acknowledged: int) -> list[str]:
    """What was seen that must not be, where so many claims were acknowledged."""
    found = [Seen.model_validate_json(line) for line in seen.read_text().splitlines()] if seen.exists() else []
    unseen = (
        [f"{acknowledged} claims were acknowledged, {len(found)} of them seen"] if len(found) != acknowledged else []
    )
    early = [f"{s.claim!r} was acknowledged before it was committed" for s in found if not s.committed]
    unsynced = [
        f"{s.claim!r} was acknowledged by a server whose connections sync as {s.synchronous}, not as {FULL} (FULL)"
        for s in found
        if set(s.synchronous) != {FULL}
    ]
    return unseen + early[:1] + unsynced[:1]
