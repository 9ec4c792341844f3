"""FastAPI with a direct INSERT and group commit: a validated body into a table, and no domain.

Usage: python -m benchmarks.peers.direct FILE. What it stores has the shape and length of the ledger's entries. One
thread inserts all that waits in one transaction, and answers it after the sync.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from threading import Thread

from fastapi import FastAPI
from pydantic import BaseModel

from benchmarks.peers import plain
from benchmarks.peers.body import ClaimBody
from benchmarks.peers.serving import serve

Waiting = tuple[plain.Row, asyncio.Future[None]]


class Inserted(BaseModel):
    stream: str


class Inserter:
    """The one thread that inserts."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._queue: SimpleQueue[Waiting] = SimpleQueue()
        Thread(target=self._run, daemon=True).start()

    async def insert(self, row: plain.Row) -> None:
        """Returns once the row is synced."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put((row, done))
        await done

    def _run(self) -> None:
        db = plain.connect(self._file)
        while True:
            group = [self._queue.get()]
            while not self._queue.empty():
                group.append(self._queue.get())
            plain.insert(db, [row for row, _ in group], len(group))
            group[0][1].get_loop().call_soon_threadsafe(_answer, group)


def _answer(group: Sequence[Waiting]) -> None:
    for _, done in group:
        done.set_result(None)


def row_of(claim: ClaimBody) -> plain.Row:
    """A claim in an envelope like the ledger's."""
    stream = f"claim:sha256:{token_hex(32)}"
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    state = (
        f'{{"fact":{{"claim":"{stream[6:]}","content":{claim.model_dump_json(exclude_none=True)},"sealed":[]}},'
        f'"nonce":"{token_hex(16)}","position":100000,"recorded_at":"{at}","recorded_by":"local",'
        f'"stream":"{stream}","type":"claim-recorded/1","version":1}}'
    )
    return stream, 1, "claim-recorded/1", state.encode()


def create_app(file: Path) -> FastAPI:
    """The application."""
    inserter, app = Inserter(file), FastAPI()

    @app.post("/v1/claims", status_code=201)
    async def record(claim: ClaimBody) -> Inserted:
        row = row_of(claim)
        await inserter.insert(row)
        return Inserted(stream=row[0])

    return app


if __name__ == "__main__":
    serve(create_app(Path(sys.argv[1])))
