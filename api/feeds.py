"""Feeds: the log up to a moment as lines, and the log as it grows as server-sent events.

A feed keeps nothing for whoever reads it but a place in the log, and reads on when what it read last was taken: one
who takes slowly, or not at all, keeps nobody else waiting.
"""

from asyncio import Future, get_running_loop, shield, sleep, timeout
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from functools import partial

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from api.arrivals import Arrivals
from api.places import Places
from api.refusals import TooManyFeeds
from ledger.access.keyring import Keyring
from ledger.access.permitted import Permitted
from ledger.entries import Entry, type_of
from ledger.errors import DamagedLedger, Forbidden, Refusal

EVENT_STREAM = str(EventSourceResponse.media_type)
PLACES = 256
"""The most feeds that are open at once."""

SHARE = 128
"""The most of them that one key opens, so that none keeps all others out."""

THREADS = 4
"""Threads that read for all feeds, so that they take none from those who ask something else."""

HEARTBEAT = 15.0
"""Seconds of silence after which a tail says that it is still there."""

GATHERING = 0.1
"""Seconds in which a tail gathers what comes: to send each entry to many by itself would keep appends waiting."""

PATIENCE = 60.0
"""Seconds that a feed waits for its reader to take what was sent."""

AGAIN = 1_000
"""Milliseconds after which whoever follows a tail that ended is asked to come again."""

Said = tuple[bytes, int]
"""What is sent of some entries, and the position of the last of them."""


class Feeds:
    """The feeds that are open. They share the threads that read for them, and what several are to be sent next."""

    def __init__(self, arrivals: Arrivals, keyring: Keyring) -> None:
        self.places = Places(PLACES, SHARE, TooManyFeeds, "feeds are open", "end some, or read pages of events")
        self._arrivals = arrivals
        self._keyring = keyring
        self._threads = ThreadPoolExecutor(THREADS, "feeds")
        self._reading: dict[int, Future[Said | None]] = {}

    def lines(self, ledger: Permitted, after: int, until: int, media_type: str) -> Response:
        """The entries after a position up to another, a line each, exactly as they are stored."""
        return Feed(self, self._lines(ledger, after, until), media_type, after, ledger.key.id)

    def tail(self, ledger: Permitted, after: int) -> Response:
        """The entries after a position, an event each, and those that come, until one side goes or the server stops."""
        return Feed(self, self._tail(ledger, after), EVENT_STREAM, after, ledger.key.id)

    @property
    def open(self) -> int:
        """How many there are."""
        return self.places.taken

    async def _lines(self, ledger: Permitted, after: int, until: int) -> AsyncGenerator[Said]:
        while after < until:
            read = partial(_lines_after, ledger, after, until)
            said = await get_running_loop().run_in_executor(self._threads, read)
            self._check_key(ledger)
            yield said
            after = said[1]

    async def _tail(self, ledger: Permitted, after: int) -> AsyncGenerator[Said]:
        yield _remark(f"the log after position {after}"), after
        while not self._arrivals.stopping:
            try:
                said = await self._next(ledger, after)
                self._check_key(ledger)
            except Refusal as refusal:
                yield _remark(f"{refusal.title}: {refusal}"), after
                return
            if said is not None:
                yield said
                after = said[1]
            elif await self._arrivals.comes(after + 1, HEARTBEAT):
                await sleep(GATHERING)
            elif not self._arrivals.stopping:
                yield KEEPALIVE_COMMENT, after
        yield _remark("the server stops: come again, from where you are"), after

    async def _next(self, ledger: Permitted, after: int) -> Said | None:
        """The events of what follows a position: read once for all who are there at the time; None at the head."""
        reading = self._reading.get(after)
        if reading is None or reading.done():  # what was read before is not what there is now
            read = partial(_events_after, ledger, after)
            reading = self._reading[after] = get_running_loop().run_in_executor(self._threads, read)
            reading.add_done_callback(partial(self._read, after))
        return await shield(reading)

    def _check_key(self, ledger: Permitted) -> None:
        """Raises Forbidden once the key that a feed was opened with was narrowed or revoked."""
        given, now = ledger.key, self._keyring.key(ledger.key.id)
        if (given.role, given.deals, given.revoked_at) != (now.role, now.deals, now.revoked_at):
            raise Forbidden("the key of this feed was changed meanwhile: come again with one that may read the log")

    def _read(self, after: int, reading: Future[Said | None]) -> None:
        if self._reading.get(after) is reading:
            del self._reading[after]
        if not reading.cancelled():
            reading.exception()  # whoever waited for it may be gone


class Feed(StreamingResponse):
    """A feed as an answer: it holds its place from the first byte on, however it ends.

    One who takes nothing for too long is let go: the feed breaks off, as where the connection does.
    """

    def __init__(self, feeds: Feeds, said: AsyncGenerator[Said], media_type: str, after: int, key: str) -> None:
        self._feeds = feeds
        self._said = said
        self._key = key
        self._after = self._reached = after
        super().__init__(self._texts(), media_type=media_type)
        self.headers.update({"Cache-Control": "no-store", "Vary": "Accept", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it. Raises TooManyFeeds before it has begun."""

        async def send_in_time(message: Message) -> None:
            async with timeout(PATIENCE):
                await send(message)

        with self._feeds.places.held(self._key), suppress(TimeoutError):
            try:
                async with aclosing(self._said):
                    await super().__call__(scope, receive, send_in_time)
            finally:
                told = {"items": self._reached - self._after, "until": self._reached}
                scope.setdefault("state", {}).update(told)  # for the log

    async def _texts(self) -> AsyncGenerator[bytes]:
        async for text, position in self._said:
            self._reached = position
            yield text


def _remark(comment: str) -> bytes:
    """What is said beside the events, and when to come again."""
    return format_sse_event(comment=comment, retry=AGAIN)


def _lines_after(ledger: Permitted, after: int, until: int) -> Said:
    entries = ledger.read_on(after=after, until=until)
    if not entries:
        raise DamagedLedger(f"the log ends at position {after}, although it came to {until}")
    return b"".join(entry.data + b"\n" for entry in entries), entries[-1].position


def _events_after(ledger: Permitted, after: int) -> Said | None:
    entries = ledger.read_on(after=after)
    return (b"".join(_events(entries)), entries[-1].position) if entries else None


def _events(entries: Sequence[Entry]) -> Iterator[bytes]:
    for entry in entries:
        yield format_sse_event(data_str=entry.data.decode(), event=type_of(entry.data), id=str(entry.position))
