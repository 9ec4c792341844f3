"""Spools: what came of a batch and is not recorded yet. It is taken from there while more of it comes.

Whoever sends is always read on from, whether or not it reads what it is answered: many clients read nothing before they
have sent everything, and with a bound on what waits here the two would wait for each other. What waits is on disk.
"""

from asyncio import Event, create_task, gather
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.bodies import MIB, chunks_of, stoppable
from ledger.errors import Refusal, StorageFailure

SPOOLED = MIB
"""Bytes that wait in memory; once there are more, they lie in a temporary file."""

PIECE = 64 * 1024
"""The most bytes of a line's beginning that are moved, so that what was taken need not be kept."""


class Spool:
    """Bytes of a batch, kept on an event loop as they come, and taken line by line on any one thread at a time."""

    def __init__(self, file: SpooledTemporaryFile[bytes]) -> None:
        self._file = file
        self._lock = Lock()
        self._digest = sha256()
        self._taken = self._whole = self._end = 0
        self._on_disk = False
        self._failure: Refusal | None = None
        self.complete = False
        self.unwanted = False
        self._came = Event()

    async def fill(self, chunks: AsyncIterator[bytes]) -> None:
        """Keep what comes until it is complete, or broke off: then the line that it broke off in is not taken."""
        try:
            async for chunk in chunks:
                if not self.unwanted:
                    await self._keep(chunk)
            self._whole = self._end
        except Refusal as failure:
            self._failure = failure
        except OSError as error:
            self._failure = StorageFailure(f"the batch cannot be kept until it is recorded: {error.strerror}")
        self.complete = True
        self._came.set()

    async def more(self) -> None:
        """Wait until a line that was not taken has come whole, or all has come."""
        while not self.complete and self._taken >= self._whole:
            self._came.clear()
            await self._came.wait()

    def readline(self, limit: int, /) -> bytes:
        """The next line that has come whole, or so many bytes of it; nothing where none has."""
        with self._lock:
            if self._taken >= self._whole:
                return b""
            self._file.seek(self._taken)
            line = self._file.readline(limit)
            self._taken += len(line)
            return line

    def digest(self) -> bytes:
        """The SHA-256 of all that came."""
        return self._digest.digest()

    def check(self) -> None:
        """Raises the Refusal with which it broke off, if it did."""
        if self._failure is not None:
            raise self._failure

    async def _keep(self, chunk: bytes) -> None:
        self._on_disk = self._on_disk or self._end + len(chunk) > SPOOLED
        if self._on_disk:
            await run_in_threadpool(self._write, chunk)
        else:  # crossing threads takes longer
            self._write(chunk)
        if b"\n" in chunk:
            self._came.set()

    def _write(self, chunk: bytes) -> None:
        with self._lock:
            if self._taken and self._taken == self._whole and self._end - self._whole <= PIECE:
                self._begin_anew()
            self._file.seek(self._end)
            self._file.write(chunk)
            if (ended := chunk.rfind(b"\n")) >= 0:
                self._whole = self._end + ended + 1
            self._end += len(chunk)
            self._digest.update(chunk)

    def _begin_anew(self) -> None:
        """All whole lines were taken: what takes part in none yet is all that has to be kept."""
        self._file.seek(self._whole)
        rest = self._file.read()
        self._file.seek(0)
        self._file.truncate()
        self._file.write(rest)
        self._taken, self._whole, self._end = 0, 0, len(rest)


@asynccontextmanager
async def whole(request: Request, limit: int) -> AsyncIterator[Spool]:
    """The body of a request, which has come to its end. Raises the Refusal where it broke off."""
    with SpooledTemporaryFile(SPOOLED) as file:
        spool = Spool(file)
        with stoppable():
            await spool.fill(chunks_of(request, limit))
        spool.check()
        yield spool


@asynccontextmanager
async def filling(request: Request, limit: int) -> AsyncIterator[Spool]:
    """The body of a request, while it comes."""
    with SpooledTemporaryFile(SPOOLED) as file:
        spool = Spool(file)
        receiving = create_task(_received(spool, request, limit))
        try:
            yield spool
        finally:
            receiving.cancel()
            await gather(receiving, return_exceptions=True)


async def _received(spool: Spool, request: Request, limit: int) -> None:
    await spool.fill(chunks_of(request, limit))
    while (await request.receive()).get("more_body", False):
        pass  # what is too much: its sender may read nothing before it has sent it
